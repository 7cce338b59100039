import { textAt } from '../../read';
import { LARGEST_PAGE, listRecords } from '../../ringcentral/paging';
import type { Reach } from '../kind';
import type { Trace } from '../upload';

/** Before each look at the store: a message that was taken shows after a moment. */
const LOOKS_AFTER_MS = [2_000, 5_000, 10_000, 20_000];

/** The time of a message may be cut to the second. That of answers is, but the skew errs on the safe side. */
const CUT_MS = 1_000;

/** Clocks may differ; how much, only the answer to the first look tells. */
const FURTHEST_CLOCK_MS = 24 * 60 * 60_000;

/** The part of the reach this takes. */
export type StoreReach = Pick<Reach, 'api' | 'sleep' | 'serverSkewMs' | 'sentIds'>;

/**
 * Looks among the sent messages for one whose answer was lost. What this process sent and
 * knows of is not it; the same to the same number within two seconds, from another one, may be taken for it.
 * @param sinceAt our time when sending began
 * @returns its record, or nothing when it does not show up
 * @throws what listing throws
 */
export async function findSent(
	{ messageType, isIt }: Trace,
	sinceAt: number,
	reach: StoreReach,
): Promise<Record<string, unknown> | undefined> {
	for (const ms of LOOKS_AFTER_MS) {
		await reach.sleep(ms);
		const found = await look(messageType, sinceAt, isIt, reach);
		if (found) return found;
	}
	return undefined;
}

async function look(
	messageType: Trace['messageType'],
	sinceAt: number,
	isIt: Trace['isIt'],
	{ api, serverSkewMs, sentIds }: StoreReach,
): Promise<Record<string, unknown> | undefined> {
	const query = {
		messageType,
		direction: 'Outbound',
		dateFrom: new Date(sinceAt - FURTHEST_CLOCK_MS).toISOString(),
		perPage: LARGEST_PAGE,
	};
	let found: Record<string, unknown> | undefined;
	for await (const record of listRecords(api, STORE_PATH, query)) {
		const madeAt = Date.parse(textAt(record, 'creationTime') ?? '');
		// Newest first: the rest is older still.
		if (madeAt < sinceAt + serverSkewMs() - CUT_MS) break;
		if (!sentIds.has(textAt(record, 'id') ?? '') && isIt(record)) found = record;
	}
	return found;
}

const STORE_PATH = '/restapi/v1.0/account/~/extension/~/message-store';
