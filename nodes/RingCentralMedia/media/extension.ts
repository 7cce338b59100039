import { badInput } from '../errors';
import { recordsAt, textAt } from '../read';
import { locator, type Located } from './fields';
import type { Reach } from './kind';

/** The service's word for the token's own account or extension. */
export const OWN = '~';

/** Whose mailbox; others than the own need an administrator. */
export const extensionField = locator({
	label: 'Extension',
	description: "Whose media to use. Another user's needs a role that covers other extensions.",
	search: 'extensions',
	default: { value: OWN, name: 'Own Extension' },
	idPlaceholder: 'e.g. 62264425008, or ~ for the own',
});

/** The extension's id in a path. @throws badInput */
export function extensionIdOf({ value }: Located): string {
	if (value === OWN || /^\d+$/.test(value)) return value;
	throw badInput(`'Extension' is not an extension ID: ${value}`, {
		hint: 'Choose the extension from the list. Its ID is a long number, not the short extension number.',
	});
}

/**
 * Extensions whose name or number contains the text, for a list in the panel.
 * @see https://developers.ringcentral.com/api-reference/Extensions/listExtensions
 */
export async function searchExtensions(
	{ api }: Pick<Reach, 'api'>,
	filter: string,
	page: number,
): Promise<{ found: { name: string; value: string }[]; hasMore: boolean }> {
	const answer = await api.get('/restapi/v1.0/account/~/extension', {
		page,
		perPage: 250,
		status: 'Enabled',
	});
	const found = recordsAt(answer, 'records').map((record) => {
		const number = textAt(record, 'extensionNumber');
		const name = textAt(record, 'name') ?? 'Extension';
		return { name: number === undefined ? name : `${name} (${number})`, value: textAt(record, 'id') ?? '' };
	});
	const own = page === 1 ? [{ name: 'Own Extension', value: OWN }] : [];
	const matches = [...own, ...found].filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase()));
	return { found: matches, hasMore: found.length === 250 };
}
