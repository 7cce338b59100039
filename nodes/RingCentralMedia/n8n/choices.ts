import type { INodeListSearchItems } from 'n8n-workflow';
import type { MediaItem } from '../media/kind';
import { partyName } from '../media/party';
import { recordsAt, textAt } from '../read';

/** What a list in the panel shows of a piece of media: when it was, and who with whom. */
export function toChoice(item: MediaItem, timezone: string): INodeListSearchItems {
	const { id, title, createdAt, from, to } = item;
	const sender = nameOf(item, 'from', from);
	// A received fax names no recipient.
	const parties = to === undefined ? sender : `${sender} → ${nameOf(item, 'to', to)}`;
	const what = title ?? parties;
	return { name: `${localTime(createdAt, timezone)} ${what}`.trim(), value: id };
}

/** Whether the choice has the text in it. Where it shows a name, the number is found as well. */
export const isFound = (
	{ name, value }: INodeListSearchItems,
	filter: string,
	more: string[] = [],
): boolean => [name, value, ...more].join(' ').toLowerCase().includes(filter.toLowerCase());

/** The name that goes with a number, where the record tells it; a leg of a call may have other parties. */
function nameOf({ record }: MediaItem, side: 'from' | 'to', number = '?'): string {
	const party = recordsAt(record, side)[0] ?? record[side];
	return (partyName(party) === number ? textAt(party, 'name') : undefined) ?? number;
}

/** As the clock on the wall says, in the order that sorts. */
function localTime(at: string | undefined, timezone: string): string {
	const date = new Date(at ?? '');
	if (Number.isNaN(date.getTime())) return '';
	return date.toLocaleString('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'short' });
}
