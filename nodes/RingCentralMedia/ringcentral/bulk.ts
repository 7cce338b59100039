import { unexpected, type MediaError } from '../errors';
import { isRecord, numberAt, textAt, valueAt } from '../read';
import { explainFault } from './faults';

/** One of several records, and for a change what it is to have. */
export interface BulkEntry {
	id: string;
	body?: unknown;
}

/** The record of each id, or why there is none. */
export type BulkAnswers = ReadonlyMap<string, Record<string, unknown> | MediaError>;

/** @see https://developers.ringcentral.com/guide/basics/batch-requests */
export const BULK_TYPE = 'application/vnd.ringcentral.multipart+json';

/** A status for each; what has none was left out by the service. */
export function readBulk(
	answer: unknown,
	entries: readonly BulkEntry[],
	url: URL,
	nowAt: number,
): BulkAnswers {
	const answered = Array.isArray(answer) ? answer.filter(isRecord) : [];
	const outcomes = entries.map(({ id }): [string, Record<string, unknown> | MediaError] => {
		const entry = answered.find((each) => textAt(each, 'resourceId') === id);
		const status = numberAt(entry, 'status');
		const body = valueAt(entry, 'body');
		if (status !== undefined && status < 300 && isRecord(body)) return [id, body];
		if (status === undefined) return [id, unexpected(`RingCentral said nothing of ${id}`)];
		return [id, explainFault({ status, header: () => undefined, body, url }, nowAt)];
	});
	return new Map(outcomes);
}
