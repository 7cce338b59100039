import type { Field, FieldSet } from '../../nodes/RingCentralMedia/media/fields';
import type { Kind } from '../../nodes/RingCentralMedia/media/kind';

type Locator = Extract<Field, { type: 'locator' }>;

/** What no kind has as an id; each of these would change the path of the call. */
export const NEVER_IDS = [
	'',
	' ',
	'.',
	'..',
	'../12',
	'12/34',
	'12?x=1',
	'12#x',
	'12,13',
	'12 13',
	'~',
	'*',
	'%2e%2e',
];

/** The field that chooses one piece of media. */
export function locatorOf({ key }: Kind, part: { fields: FieldSet } | undefined): [name: string, Locator] {
	const found = Object.entries(part?.fields ?? {}).find(
		(entry): entry is [string, Locator] => entry[1].type === 'locator' && entry[1].search === 'records',
	);
	if (!found)
		throw new Error(`Nothing in ${key} chooses a record: a locator that searches records is missing`);
	return found;
}
