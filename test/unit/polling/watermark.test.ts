import { describe, expect, it } from '@jest/globals';
import {
	findNews,
	settleFeed,
	type FeedState,
	type Sighting,
} from '../../../nodes/RingCentralMedia/polling/watermark';

const MINUTE_MS = 60_000;
const NOW = Date.UTC(2026, 5, 1, 12);
const OVERLAP_MS = 60 * MINUTE_MS;

const empty = (from = NOW - OVERLAP_MS): FeedState => ({ from, seen: {}, waiting: {}, visitedAt: 0 });

const sighting = (id: string, agoMinutes: number, more: Partial<Sighting> = {}): Sighting => {
	const at = NOW - agoMinutes * MINUTE_MS;
	return { id, at, bornAt: at, ...more };
};

const rules = { startAt: 0, nowAt: NOW };
const window = { to: NOW, overlapMs: OVERLAP_MS };
const idsOf = (sightings: readonly Sighting[]): string[] => sightings.map(({ id }) => id);
const outcome = (...ids: string[]) => ({ handedOver: new Set(ids), putOff: new Map<string, string>() });

describe('news', () => {
	it('come oldest first, whatever the order of the listing', () => {
		const found = findNews(empty(), [sighting('2', 5), sighting('3', 1), sighting('1', 9)], rules);
		expect(idsOf(found.due)).toEqual(['1', '2', '3']);
	});

	it('are one, though pages that shift show it twice', () => {
		const found = findNews(empty(), [sighting('1', 5), sighting('1', 5)], rules);
		expect(idsOf(found.due)).toEqual(['1']);
	});

	it('are told apart by id when they share a moment', () => {
		const feed = settleFeed(empty(), findNews(empty(), [sighting('1', 5)], rules), outcome('1'), window, NOW);
		expect(idsOf(findNews(feed, [sighting('1', 5), sighting('2', 5)], rules).due)).toEqual(['2']);
	});

	it('are not what was born before the trigger began', () => {
		const found = findNews(empty(), [sighting('1', 5)], { startAt: NOW, nowAt: NOW });
		expect([idsOf(found.due), idsOf(found.old)]).toEqual([[], ['1']]);
	});

	it('are calls that began before the trigger and ended after it', () => {
		const call = sighting('1', 30, { bornAt: NOW + MINUTE_MS });
		expect(idsOf(findNews(empty(), [call], { startAt: NOW, nowAt: NOW }).due)).toEqual(['1']);
	});

	it('wait while they are not ready, and go out as they are when the patience is over', () => {
		const notReady = { reason: 'no transcript yet', patienceMs: 10 * MINUTE_MS };
		const voicemail = sighting('1', 5, { notReady });
		const found = findNews(empty(), [voicemail], rules);
		expect([idsOf(found.due), idsOf(found.waiting)]).toEqual([[], ['1']]);
		const feed = settleFeed(empty(), found, outcome(), window, NOW);
		expect(feed.waiting).toEqual({ '1': { since: NOW, reason: 'no transcript yet' } });
		const later = NOW + 11 * MINUTE_MS;
		expect(idsOf(findNews(feed, [voicemail], { startAt: 0, nowAt: later }).due)).toEqual(['1']);
	});
});

describe('the next listing', () => {
	const settle = (sightings: Sighting[], ...handedOver: string[]) => {
		const feed = empty(NOW - 100 * MINUTE_MS);
		return settleFeed(feed, findNews(feed, sightings, rules), outcome(...handedOver), window, NOW);
	};

	it('begins an overlap before the end of this one', () => {
		expect(settle([sighting('1', 90)], '1').from).toBe(NOW - OVERLAP_MS);
	});

	it('begins at the oldest piece that was not handed over', () => {
		expect(settle([sighting('1', 90), sighting('2', 80)], '1').from).toBe(NOW - 80 * MINUTE_MS);
	});

	it('never begins earlier than this one, for what was forgotten could come again', () => {
		const feed = empty(NOW - 10 * MINUTE_MS);
		const found = findNews(feed, [sighting('1', 70)], rules);
		expect(idsOf(found.due)).toEqual([]);
		expect(settleFeed(feed, found, outcome(), window, NOW).from).toBe(feed.from);
	});

	it('forgets who waits no more', () => {
		const feed = { ...empty(), waiting: { '9': { since: 0, reason: 'deleted meanwhile' } } };
		expect(settleFeed(feed, findNews(feed, [], rules), outcome(), window, NOW).waiting).toEqual({});
	});

	it('keeps since when something waits, and why it was put off last', () => {
		const feed = { ...empty(), waiting: { '1': { since: NOW - MINUTE_MS, reason: 'no file yet' } } };
		const put = { handedOver: new Set<string>(), putOff: new Map([['1', 'the line was cut']]) };
		const settled = settleFeed(feed, findNews(feed, [sighting('1', 5)], rules), put, window, NOW);
		expect(settled.waiting).toEqual({ '1': { since: NOW - MINUTE_MS, reason: 'the line was cut' } });
	});
});
