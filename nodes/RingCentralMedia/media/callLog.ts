import { badInput } from '../errors';
import { asRecord, numberAt, recordsAt, textAt, valueAt, withoutUndefined } from '../read';
import { LARGEST_PAGE, listRecords } from '../ringcentral/paging';
import { dateRange, type DateFilters } from './dateRange';
import type { MediaItem, Reach } from './kind';
import { partyName } from './party';

export interface CallFilters extends DateFilters {
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

/** A transferred call has several recordings; its legs repeat those they share. */
export function recordingsOf(call: Record<string, unknown>): MediaItem[] {
	return [call, ...recordsAt(call, 'legs')]
		.map((part) => readCall(call, part))
		.filter((item) => item !== undefined);
}

/**
 * Recordings of calls, newest call first, each once.
 * @see https://developers.ringcentral.com/api-reference/Call-Log/readCompanyCallLog
 */
export async function* listRecordings(
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
