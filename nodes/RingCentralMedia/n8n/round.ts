import type { INodeExecutionData } from 'n8n-workflow';
import { asError, MediaError } from '../errors';
import type { Source, Spotted } from '../media/sources';
import { findNews, settleFeed, type FeedState } from '../polling/watermark';
import { makeItem, type Desk } from './handOver';
import type { PollState } from './pollState';

/** A company may have hundreds of lists; a round of a poll leaves room in the quota for others. */
const MOST_SOURCES = 40;

/** Old times are listed in steps, so that a long absence does not become one endless listing. */
const STEP_MS = 7 * 24 * 3_600_000;

/** A file or text that cannot be had is tried again for a day; then its item comes without it. */
const FETCH_PATIENCE_MS = 24 * 3_600_000;

export interface Round {
	items: INodeExecutionData[];
	/** What the items are made of. */
	handedOver: Spotted[];
	state: PollState;
}

/**
 * Looks at the lists, the one longest not looked at first, until items or time run out. A list that
 * fails does not hold back the news of the others.
 */
export async function visitAll(
	sources: readonly Source[],
	before: PollState,
	isFirst: boolean,
	desk: Desk,
): Promise<Round> {
	const watched = new Set(sources.map(({ key }) => key));
	const stillWatched = <T>(entries: Record<string, T>): Record<string, T> =>
		Object.fromEntries(Object.entries(entries).filter(([key]) => watched.has(key)));
	const feeds = stillWatched(before.feeds);
	const troubles = stillWatched(before.troubles);
	const round: Round = { items: [], handedOver: [], state: { ...before, feeds, troubles } };
	// One that cannot be read has had its turn, too: else many of them would hold back all others for good.
	const triedAt = ({ key }: Source): number =>
		Math.max(feeds[key]?.visitedAt ?? 0, troubles[key]?.triedAt ?? 0);
	const waitingLongest = [...sources].sort((a, b) => triedAt(a) - triedAt(b)).slice(0, MOST_SOURCES);
	let lastFailure: Error | undefined;
	let readCount = 0;
	for (const source of waitingLongest) {
		if (isOver(round, desk)) break;
		let failure: Error | undefined;
		try {
			await visit(source, round, before, isFirst, desk);
			readCount += 1;
			Reflect.deleteProperty(round.state.troubles, source.key);
		} catch (cause) {
			failure = asError(cause);
		}
		if (!failure) continue;
		lastFailure = failure;
		// Some mailboxes of a company are out of reach at each poll; one word on that is enough.
		const isKnown = round.state.troubles[source.key]?.why === failure.message;
		desk.logger[isKnown ? 'debug' : 'warn'](
			`RingCentral Media: left out ${source.label}, which could not be read: ${failure.message}`,
		);
		// The next list would meet the same limit.
		if (isThrottled(failure)) break;
		round.state.troubles[source.key] = { why: failure.message, triedAt: desk.reach.now() };
	}
	// Of a company some mailboxes are always out of reach; that is shown when all of them are. Of one
	// extension both lists were asked for, and a failure is shown as soon as there is nothing to hand over.
	const isOutOfReach = sources.every(({ key }) => key in round.state.troubles);
	const isHeld = readCount === 0 && lastFailure !== undefined && isThrottled(lastFailure);
	const isShown = isOutOfReach || isHeld || desk.settings.extensionId !== undefined;
	if (lastFailure && isShown && round.items.length === 0) throw lastFailure;
	return round;
}

const isOver = ({ items }: Round, { settings, reach, untilAt }: Desk): boolean =>
	items.length >= settings.maxItems || reach.now() >= untilAt;

const isThrottled = (failure: Error): boolean =>
	failure instanceof MediaError && failure.code === 'throttled';

/** Lists one source from where it was left up to now, and hands over what is due. */
async function visit(
	source: Source,
	round: Round,
	before: PollState,
	isFirst: boolean,
	desk: Desk,
): Promise<void> {
	const nowAt = desk.reach.now();
	const isSeeding = isFirst && before.startFrom === undefined;
	let feed = currentFeed(before.feeds[source.key], source, isSeeding ? nowAt : before.startAt, nowAt);
	for (let to = Math.min(nowAt, feed.from + STEP_MS); ; to = Math.min(nowAt, to + STEP_MS)) {
		const { waiting, from } = feed;
		const sightings: Spotted[] = [];
		for await (const spotted of source.list({ from, to }, desk.reach, (id) => Object.hasOwn(waiting, id))) {
			sightings.push(spotted);
		}
		// What is there when the trigger begins is not new.
		const startAt = isSeeding ? Infinity : before.startAt;
		const found = findNews(feed, sightings, { startAt, nowAt });
		const outcome = await handOverAll(found.due, feed, round, desk);
		feed = settleFeed(feed, found, outcome, { to, overlapMs: source.overlapMs }, nowAt);
		round.state.feeds[source.key] = feed;
		if (to >= nowAt || isOver(round, desk) || outcome.isStopped) return;
	}
}

/** A state from the future comes from a clock that was wrong: nothing could ever be new in it. */
function currentFeed(
	known: FeedState | undefined,
	{ overlapMs }: Source,
	startAt: number,
	nowAt: number,
): FeedState {
	if (known && known.from <= nowAt) return known;
	return { from: Math.min(startAt, nowAt) - overlapMs, seen: {}, waiting: {}, visitedAt: 0 };
}

/** Makes the items, one by one. What cannot be made is put off; what time is left over for comes next time. */
async function handOverAll(
	due: readonly Spotted[],
	feed: FeedState,
	round: Round,
	desk: Desk,
): Promise<{ handedOver: Set<string>; putOff: Map<string, string>; isStopped: boolean }> {
	const handedOver = new Set<string>();
	const putOff = new Map<string, string>();
	for (const spotted of due) {
		if (isOver(round, desk)) return { handedOver, putOff, isStopped: true };
		let failure: Error | undefined;
		try {
			round.items.push(await makeItem(spotted, spotted.notReady?.reason, desk));
		} catch (cause) {
			failure = asError(cause);
		}
		if (failure && isThrottled(failure)) return { handedOver, putOff, isStopped: true };
		const since = feed.waiting[spotted.id]?.since ?? desk.reach.now();
		if (failure && desk.reach.now() - since < FETCH_PATIENCE_MS) {
			putOff.set(spotted.id, failure.message);
			continue;
		}
		if (failure) round.items.push(await makeItem(spotted, failure.message, desk));
		handedOver.add(spotted.id);
		round.handedOver.push(spotted);
	}
	return { handedOver, putOff, isStopped: false };
}
