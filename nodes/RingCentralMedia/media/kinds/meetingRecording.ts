import { badInput, gone } from '../../errors';
import { numberAt, textAt, valueAt, withoutUndefined } from '../../read';
import { listByToken } from '../../ringcentral/paging';
import { extensionField, extensionIdOf } from '../extension';
import { choice, locator, withFields, type Located, type ValuesOf } from '../fields';
import type { Kind, MediaItem, Reach } from '../kind';

/** The largest page is not documented; this one is safe. */
const LARGEST_PAGE = 100;

const hostFields = {
	meetingsOf: choice({
		label: 'Meetings Of',
		default: 'company',
		choices: [
			{ value: 'company', label: 'Whole Company', description: 'Needs an administrator' },
			{ value: 'extension', label: 'Extension' },
		],
	}),
	extension: { ...extensionField, showWhen: { meetingsOf: ['extension'] } },
};

function readRecording(record: Record<string, unknown>): MediaItem {
	const id = textAt(record, 'id') ?? '';
	const contentUri = textAt(record, 'url');
	const title = textAt(record, 'displayName');
	const createdAt = textAt(record, 'startTime');
	const host = textAt(valueAt(record, 'hostInfo'), 'displayName');
	const durationSeconds = numberAt(record, 'duration');
	return {
		id,
		record,
		summary: withoutUndefined({
			id,
			resource: 'meetingRecording',
			title,
			host,
			startTime: createdAt,
			duration: durationSeconds,
			expiresIn: textAt(record, 'expiresIn'),
			contentUri,
		}),
		files: contentUri === undefined ? [] : [{ uri: contentUri }],
		title: [title, host].filter(Boolean).join(', ') || undefined,
		createdAt,
		from: host,
	};
}

/**
 * Recordings of video meetings, newest first.
 * @see https://developers.ringcentral.com/api-reference/Meeting-Recordings/getAccountRecordings
 */
async function* listRecordings(
	{ meetingsOf, extension }: ValuesOf<typeof hostFields>,
	limit: number,
	{ api }: Reach,
): AsyncGenerator<MediaItem, void> {
	const account = '/rcvideo/v1/account/~';
	const owner = meetingsOf === 'company' ? account : `${account}/extension/${extensionIdOf(extension)}`;
	const query = { perPage: Math.min(limit, LARGEST_PAGE) };
	for await (const record of listByToken(api, `${owner}/recordings`, query, 'recordings')) {
		yield readRecording(record);
	}
}

/** No call gives one recording, so it is looked for in the list. */
async function findRecording(
	meetings: ValuesOf<typeof hostFields>,
	{ mode, value }: Located,
	reach: Reach,
): Promise<MediaItem> {
	if (mode === 'url') {
		const uri = reach.contentUrl(value).href;
		return {
			id: '',
			record: {},
			summary: { resource: 'meetingRecording', contentUri: uri },
			files: [{ uri }],
		};
	}
	if (!/^[\w-]+$/.test(value)) {
		throw badInput(`'Recording' is not the ID of a meeting recording: ${value.slice(0, 100)}`, {
			hint: "Choose one from the list, or give the recording's id.",
		});
	}
	for await (const item of listRecordings(meetings, Infinity, reach)) if (item.id === value) return item;
	throw gone(`There is no meeting recording ${value}`, {
		hint: "It may be deleted, or of a meeting of somebody else: see 'Meetings Of'.",
	});
}

export const meetingRecording: Kind = {
	key: 'meetingRecording',
	label: 'Meeting Recording',
	noun: 'meeting recording',
	nouns: 'meeting recordings',
	listing: withFields(hostFields, (meetings, reach, { limit }) => listRecordings(meetings, limit, reach)),
	content: {
		find: withFields(
			{
				...hostFields,
				meetingRecordingId: locator({
					label: 'Recording',
					search: 'records',
					default: { value: '' },
					idPlaceholder: 'e.g. 5b1a8f1e-0c62-4dfb-9a6f-6c1f3c0c7a55',
					urlPlaceholder: 'e.g. https://media.ringcentral.com/rcvideo/v1/recordings/5b1a8f1e',
				}),
			},
			({ meetingRecordingId, ...meetings }, reach) => findRecording(meetings, meetingRecordingId, reach),
		),
		accepts: (contentType) => /^(video\/|audio\/|application\/octet-stream)/.test(contentType),
	},
};
