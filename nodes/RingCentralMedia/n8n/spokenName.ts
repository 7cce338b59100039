import { kinds } from '../media/kinds';
import type { FileNaming } from '../operations/fileNaming';

/** IDs from an item's data may be anything, and logs are no place for that. */
const SPOKEN_ID = /^[\w-]{1,40}$/;

/** What a line calls a file: `message 4711, file 2 of 3`. */
export function spokenName({ item, resource, index, count }: FileNaming): string {
	const key = item.resource ?? resource;
	const noun = kinds.find((kind) => kind.key === key)?.noun ?? 'file';
	const name = SPOKEN_ID.test(item.id) ? `${noun} ${item.id}` : noun;
	return count > 1 ? `${name}, file ${index} of ${count}` : name;
}
