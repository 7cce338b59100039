import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import type { FeedState } from '../polling/watermark';
import { asRecord, isRecord, numberAt, textAt } from '../read';
import type { TriggerSettings } from './triggerFields';

/** Raised when the shape of the state changes; a state of another version is not read. */
const VERSION = 1;

/** n8n's clock and RingCentral's differ a little; what was born this long before the start counts as new. */
const CLOCK_MARGIN_MS = 5 * 60_000;

/** What the trigger remembers between polls, in n8n's static data. */
export interface PollState {
	/** Of the parameters; when they change, the lists are begun anew. */
	digest: string;
	/** Only what was born from then on is news. */
	startAt: number;
	/** The date in *Start From* that this state began with. */
	startFrom: number | undefined;
	polledAt: number;
	feeds: Record<string, FeedState>;
	/** Extensions of the company, with the time of the list; empty unless all are watched. */
	extensions: { listedAt: number; ids: string[] };
	/** Lists that could not be read when they were last tried, and why. */
	troubles: Record<string, Trouble>;
}

export interface Trouble {
	why: string;
	triedAt: number;
}

/**
 * The state that fits these settings. Changed parameters begin anew without a gap: from the last poll
 * on, or from a changed *Start From*. `isFirst` tells that there was nothing to go on from.
 */
export function readPollState(
	stored: IDataObject,
	settings: TriggerSettings,
	nowAt: number,
): { state: PollState; isFirst: boolean } {
	const digest = digestOf(settings);
	const { startFrom } = settings;
	const polledAt = numberAt(stored, 'polledAt');
	const isKnown = stored['version'] === VERSION && polledAt !== undefined;
	const begun = (startAt: number, feeds: Record<string, FeedState>): PollState => ({
		digest,
		startAt,
		startFrom,
		polledAt: nowAt,
		feeds,
		extensions: { listedAt: 0, ids: [] },
		troubles: {},
	});
	if (!isKnown) return { state: begun(startFrom ?? nowAt - CLOCK_MARGIN_MS, {}), isFirst: true };
	const feeds = readFeeds(stored['feeds']);
	if (textAt(stored, 'digest') === digest) {
		const startAt = numberAt(stored, 'startAt') ?? polledAt;
		const extensions = readExtensions(stored['extensions']);
		const troubles = readTroubles(stored['troubles']);
		return { state: { ...begun(startAt, feeds), extensions, polledAt, troubles }, isFirst: false };
	}
	if (startFrom !== undefined && startFrom !== numberAt(stored, 'startFrom')) {
		return { state: begun(startFrom, {}), isFirst: true };
	}
	return { state: begun(polledAt - CLOCK_MARGIN_MS, feeds), isFirst: false };
}

/** As top-level keys, since n8n notices only those that are assigned anew. */
export const writePollState = (state: PollState): IDataObject => ({
	version: VERSION,
	digest: state.digest,
	startAt: state.startAt,
	startFrom: state.startFrom ?? null,
	polledAt: state.polledAt,
	feeds: Object.fromEntries(Object.entries(state.feeds).map(([key, feed]) => [key, { ...feed }])),
	extensions: { ...state.extensions },
	troubles: Object.fromEntries(Object.entries(state.troubles).map(([key, each]) => [key, { ...each }])),
});

/** Of everything that decides which news there are; how they are handed over may change freely. */
function digestOf(settings: TriggerSettings): string {
	const { kinds, extensionId, perFile, direction, phoneNumber, readStatus, minDurationSeconds } = settings;
	const deciding = [
		kinds.map(({ key }) => key),
		extensionId,
		perFile,
		direction,
		phoneNumber,
		readStatus,
		minDurationSeconds,
		settings.lookBackMs,
		settings.startFrom,
	];
	return createHash('sha256').update(JSON.stringify(deciding)).digest('hex').slice(0, 16);
}

function readFeeds(stored: unknown): Record<string, FeedState> {
	const feeds: Record<string, FeedState> = {};
	for (const [key, feed] of Object.entries(asRecord(stored))) {
		const from = numberAt(feed, 'from');
		if (!isRecord(feed) || from === undefined) continue;
		const seen = Object.entries(asRecord(feed['seen'])).map(([bucket, ids]): [string, string] => [
			bucket,
			typeof ids === 'string' ? ids : '',
		]);
		const waiting = Object.entries(asRecord(feed['waiting'])).map(
			([id, each]): [string, FeedState['waiting'][string]] => [
				id,
				{ since: numberAt(each, 'since') ?? 0, reason: textAt(each, 'reason') ?? '' },
			],
		);
		feeds[key] = {
			from,
			seen: Object.fromEntries(seen),
			waiting: Object.fromEntries(waiting),
			visitedAt: numberAt(feed, 'visitedAt') ?? 0,
		};
	}
	return feeds;
}

function readTroubles(stored: unknown): Record<string, Trouble> {
	const troubles = Object.entries(asRecord(stored)).map(([key, each]): [string, Trouble] => [
		key,
		{ why: textAt(each, 'why') ?? '', triedAt: numberAt(each, 'triedAt') ?? 0 },
	]);
	return Object.fromEntries(troubles);
}

function readExtensions(stored: unknown): PollState['extensions'] {
	const record = asRecord(stored);
	const ids = Array.isArray(record['ids']) ? record['ids'] : [];
	return { listedAt: numberAt(record, 'listedAt') ?? 0, ids: ids.filter((id) => typeof id === 'string') };
}
