import { badInput, unexpected } from '../../errors';
import { asRecord, numberAt, recordsAt, textAt, valueAt, withoutUndefined } from '../../read';
import { LARGEST_PAGE, listRecords } from '../../ringcentral/paging';
import { ACCOUNT, acceptsAudio } from '../account';
import { dateFields, dateRange, type DateFilters } from '../dateRange';
import { extensionField, extensionIdOf } from '../extension';
import { choice, group, locator, text, withFields, type Located } from '../fields';
import { directionField, phoneNumberField } from '../filterFields';
import { freshCallPatienceMs } from '../freshCall';
import type { Kind, MediaItem, Reach } from '../kind';
import { unlessGone } from '../unlessGone';

interface CallFilters extends DateFilters {
	direction?: string;
	extensionNumber?: string;
	phoneNumber?: string;
	recordingType?: string;
}

/** Reads the recording of a call-log record or of one of its legs. */
function readCall(call: Record<string, unknown>, part: Record<string, unknown>): MediaItem | undefined {
	const recording = asRecord(valueAt(part, 'recording'));
	const id = textAt(recording, 'id');
	const contentUri = textAt(recording, 'contentUri');
	if (id === undefined || contentUri === undefined) return undefined;
	const from = partyName(part['from'] ?? call['from']);
	const to = partyName(part['to'] ?? call['to']);
	const startTime = textAt(part, 'startTime') ?? textAt(call, 'startTime');
	const direction = textAt(part, 'direction') ?? textAt(call, 'direction');
	const duration = numberAt(part, 'duration') ?? numberAt(call, 'duration');
	const summary = withoutUndefined({
		id,
		resource: 'callRecording',
		direction,
		from,
		to,
		startTime,
		duration,
		recordingType: textAt(recording, 'type'),
		callId: textAt(call, 'id'),
		contentUri,
	});
	return {
		id,
		record: call,
		summary,
		files: [{ id, uri: contentUri }],
		createdAt: startTime,
		durationSeconds: duration,
		from,
		to,
		direction,
	};
}

const partyName = (party: unknown): string | undefined =>
	textAt(party, 'phoneNumber') ?? textAt(party, 'extensionNumber') ?? textAt(party, 'name');

/** A transferred call has several recordings; its legs repeat those they share. */
function recordingsOf(call: Record<string, unknown>): MediaItem[] {
	return [call, ...recordsAt(call, 'legs')]
		.map((part) => readCall(call, part))
		.filter((item) => item !== undefined);
}

/**
 * Recordings of calls, newest call first, each once.
 * @see https://developers.ringcentral.com/api-reference/Call-Log/readCompanyCallLog
 */
async function* listRecordings(
	owner: string,
	filters: CallFilters,
	limit: number,
	reach: Reach,
): AsyncGenerator<MediaItem, void> {
	if (filters.phoneNumber && filters.extensionNumber) {
		throw badInput("'Phone Number' and 'Extension Number' cannot be used together", {
			hint: 'RingCentral filters by one of them. Remove the other.',
		});
	}
	const query = {
		view: 'Detailed',
		recordingType: filters.recordingType ?? 'All',
		...dateRange(filters, reach.now()),
		direction: filters.direction === 'any' ? undefined : filters.direction,
		// The call log alone wants numbers without the plus sign.
		phoneNumber: filters.phoneNumber?.replace(/^\+/, '') || undefined,
		extensionNumber: filters.extensionNumber || undefined,
		perPage: Math.min(limit, LARGEST_PAGE),
	};
	const seen = new Set<string>();
	for await (const call of listRecords(reach.api, `${owner}/call-log`, query)) {
		for (const item of recordingsOf(call)) {
			if (seen.has(item.id)) continue;
			seen.add(item.id);
			yield item;
		}
	}
}

/** @see https://developers.ringcentral.com/api-reference/Call-Recordings/readCallRecording */
async function readRecording(recordingId: Located, reach: Reach): Promise<MediaItem> {
	const id = parseRecordingId(recordingId);
	const record = asRecord(await reach.api.get(`${ACCOUNT}/recording/${id}`));
	const contentUri = textAt(record, 'contentUri');
	if (contentUri === undefined) throw unexpected(`RingCentral tells no content of recording ${id}`);
	const contentType = textAt(record, 'contentType');
	const duration = numberAt(record, 'duration');
	return {
		id,
		record,
		summary: withoutUndefined({ id, resource: 'callRecording', duration, contentType, contentUri }),
		files: [{ uri: contentUri, contentType }],
	};
}

function parseRecordingId({ value }: Located): string {
	const path = URL.canParse(value) ? new URL(value).pathname : value;
	const id = /^(\d+)$/.exec(path)?.[1] ?? /\/recording\/(\d+)(?=\/|$)/.exec(path)?.[1];
	if (id !== undefined) return id;
	throw badInput(`'Recording' is not a recording ID: ${value.slice(0, 100)}`, {
		hint: "Choose one from the list, or give the number in the recording's id.",
	});
}

const recordingFields = {
	recordingId: locator({
		label: 'Recording',
		search: 'records',
		default: { value: '' },
		idPlaceholder: 'e.g. 401547458008',
		urlPlaceholder:
			'e.g. https://media.ringcentral.com/restapi/v1.0/account/~/recording/401547458008/content',
	}),
};

const find = withFields(recordingFields, ({ recordingId }, reach: Reach) =>
	readRecording(recordingId, reach),
);

export const callRecording: Kind = {
	key: 'callRecording',
	label: 'Call Recording',
	noun: 'call recording',
	nouns: 'call recordings',
	lookup: find,
	listing: withFields(
		{
			callsOf: choice({
				label: 'Calls Of',
				default: 'company',
				choices: [
					{ value: 'company', label: 'Whole Company', description: 'Needs an administrator' },
					{ value: 'extension', label: 'Extension' },
				],
			}),
			extension: { ...extensionField, showWhen: { callsOf: ['extension'] } },
			filters: group({
				label: 'Filters',
				button: 'Add Filter',
				fields: {
					...dateFields,
					direction: directionField,
					extensionNumber: text({
						label: 'Extension Number',
						description: "The short number of an extension that took part. Not together with 'Phone Number'.",
						placeholder: 'e.g. 101',
						default: '',
					}),
					phoneNumber: phoneNumberField,
					recordingType: choice({
						label: 'Recording Type',
						default: 'All',
						choices: [
							{ value: 'All', label: 'All' },
							{ value: 'Automatic', label: 'Automatic' },
							{ value: 'OnDemand', label: 'On Demand' },
						],
					}),
				},
			}),
		},
		({ callsOf, extension, filters }, reach, { limit }) =>
			listRecordings(
				callsOf === 'company' ? ACCOUNT : `${ACCOUNT}/extension/${extensionIdOf(extension)}`,
				filters,
				limit,
				reach,
			),
	),
	news: {
		label: 'New Call Recording',
		source: { list: 'callLog' },
		read: recordingsOf,
		// Only a download tells whether a fresh recording is there; the node that downloads waits for it.
		notReady: () => undefined,
	},
	removal: {
		purpose: 'Delete the file of a call recording for good, but not the call in the call log',
		apply: withFields(recordingFields, async ({ recordingId }, { api }) => {
			const id = parseRecordingId(recordingId);
			const done = await unlessGone(api.delete(`${ACCOUNT}/call-recordings`, {}, { records: [id] }));
			return { id, wasGone: done === undefined };
		}),
	},
	content: {
		find,
		accepts: acceptsAudio,
		// The recording's own record tells no time; the item may be of its call.
		patienceMs: withFields(recordingFields, ({ recordingId }, { input, now }) =>
			textAt(input, 'id') === parseRecordingId(recordingId) ? freshCallPatienceMs(input, now()) : 0,
		),
	},
};
