import { badInput } from '../errors';
import { asRecord, numberAt, recordsAt, textAt, valueAt, withoutUndefined } from '../read';
import { listRecords } from '../ringcentral/paging';
import type { ExportSource } from './exports';
import type { MediaItem, Reach } from './kind';

const EXPORTS = '/team-messaging/v1/data-export';
const LARGEST_PAGE = 250;

/** The service takes so many chats and people in one export. */
const MOST_NAMED = 10;

/** Six months, the longest time of one export. */
const LONGEST_MS = 184 * 24 * 60 * 60_000;

export interface ExportFilters {
	chatIds?: string;
	emails?: string;
}

function readTask(record: Record<string, unknown>): MediaItem {
	const id = textAt(record, 'id') ?? '';
	const createdAt = textAt(record, 'creationTime');
	const asked = valueAt(record, 'specific');
	const status = textAt(record, 'status');
	const creator = valueAt(record, 'creator');
	const summary = withoutUndefined({
		id,
		resource: 'complianceExport',
		exportOf: 'teamMessaging',
		status,
		dateFrom: textAt(asked, 'timeFrom'),
		dateTo: textAt(asked, 'timeTo'),
		creationTime: createdAt,
		lastModifiedTime: textAt(record, 'lastModifiedTime'),
		creator:
			[textAt(creator, 'firstName'), textAt(creator, 'lastName')].filter(Boolean).join(' ') || undefined,
	});
	return { id, record, summary, files: [], createdAt, title: status };
}

/**
 * Chats, posts, notes, tasks and events.
 * @see https://developers.ringcentral.com/guide/team-messaging/manual/compliance-export
 */
export const dataExport = ({ chatIds = '', emails = '' }: ExportFilters): ExportSource => ({
	start: async ({ dateFrom, dateTo }, { api }) => {
		if (Date.parse(dateTo) - Date.parse(dateFrom) > LONGEST_MS) {
			throw badInput('An export of Team Messaging covers six months at most', {
				hint: "Move 'After' and 'Before' closer together, and make several exports.",
			});
		}
		const chats = namesIn(chatIds, 'Chat IDs');
		const people = namesIn(emails, 'People');
		const body = withoutUndefined({
			timeFrom: dateFrom,
			timeTo: dateTo,
			chatIds: chats,
			contacts: people?.map((email) => ({ email })),
		});
		return readTask(asRecord(await api.post(EXPORTS, body)));
	},
	read: async (id, { api }) => readTask(asRecord(await api.get(`${EXPORTS}/${id}`))),
	archives: ({ record }) =>
		Promise.resolve(
			recordsAt(record, 'datasets').flatMap((dataset) => {
				const uri = textAt(dataset, 'uri');
				return uri === undefined ? [] : [{ uri, sizeBytes: numberAt(dataset, 'size') }];
			}),
		),
});

/** A list in a text, by commas; `undefined` for none. @throws badInput */
function namesIn(text: string, label: string): string[] | undefined {
	const names = text
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
	if (names.length <= MOST_NAMED) return names.length === 0 ? undefined : names;
	throw badInput(`'${label}' names ${names.length}, and RingCentral takes ${MOST_NAMED}`, {
		hint: 'Make several exports.',
	});
}

export async function* listDataExports(
	status: string | undefined,
	limit: number,
	{ api }: Reach,
): AsyncGenerator<MediaItem, void> {
	const query = { status, perPage: Math.min(limit, LARGEST_PAGE) };
	for await (const record of listRecords(api, EXPORTS, query, 'tasks')) yield readTask(record);
}
