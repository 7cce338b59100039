import { readSeen, withSeen, type SeenIds } from './seenIds';
import { waitingAfter, type Waiting } from './pending';

/** One piece of news as a listing shows it. Times are milliseconds since 1970. */
export interface Sighting {
	id: string;
	/** The time by which the service lists it. */
	at: number;
	/** When it came into being: a call is listed by its start, its recording exists from its end. */
	bornAt: number;
	/** Why it cannot be handed over yet, and how long to be patient with that. */
	notReady?: { reason: string; patienceMs: number } | undefined;
}

/** What is remembered of one list of the service. All of it is plain data. */
export interface FeedState {
	/** Everything before this is done with; a listing starts here. It never moves back. */
	from: number;
	/** What was handed over or is too old, from `from` on. */
	seen: SeenIds;
	/** What was seen and is not handed over yet. */
	waiting: Record<string, Waiting>;
	/** When it was last looked at; the one longest ago comes first. */
	visitedAt: number;
}

/** The window that was listed, whole, through all its pages. */
export interface Window {
	to: number;
	/** How long after its time something may still appear. */
	overlapMs: number;
}

export interface Found<S extends Sighting> {
	/** To be handed over, oldest first. */
	due: S[];
	/** Not ready, and still within the patience for that. */
	waiting: S[];
	/** From before the trigger began; never to be handed over. */
	old: S[];
}

export interface Rules {
	/** Only what was born from then on is news. */
	startAt: number;
	nowAt: number;
}

/** Tells the news of a listing from what was seen before. The order of the pages does not matter. */
export function findNews<S extends Sighting>(
	{ from, seen, waiting }: FeedState,
	sightings: readonly S[],
	{ startAt, nowAt }: Rules,
): Found<S> {
	const known = readSeen(seen);
	const found: Found<S> = { due: [], waiting: [], old: [] };
	const ordered = [...sightings].sort((a, b) => a.at - b.at || compareIds(a.id, b.id));
	for (const sighting of ordered) {
		if (sighting.at < from || known.has(sighting.id)) continue;
		// Pages shift while they are read: the same one may come twice.
		known.add(sighting.id);
		const since = waiting[sighting.id]?.since ?? nowAt;
		if (sighting.bornAt < startAt) found.old.push(sighting);
		else if (nowAt - since < (sighting.notReady?.patienceMs ?? 0)) found.waiting.push(sighting);
		else found.due.push(sighting);
	}
	return found;
}

const compareIds = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

/** What became of the news: handed over, or put off with a reason; the rest was not reached. */
export interface Outcome {
	handedOver: ReadonlySet<string>;
	putOff: ReadonlyMap<string, string>;
}

/**
 * The state after a window was listed whole. Only what is handed over counts as seen, and the next
 * listing begins early enough to show again whatever is not.
 */
export function settleFeed(
	feed: FeedState,
	{ due, waiting, old }: Found<Sighting>,
	{ handedOver, putOff }: Outcome,
	{ to, overlapMs }: Window,
	nowAt: number,
): FeedState {
	const done = [...old, ...due.filter(({ id }) => handedOver.has(id))];
	const open = [...waiting, ...due.filter(({ id }) => !handedOver.has(id))];
	const earliestOpen = Math.min(...open.map(({ at }) => at));
	const from = Math.max(feed.from, Math.min(to - overlapMs, earliestOpen));
	const reasons = new Map(open.map(({ id }) => [id, feed.waiting[id]?.reason ?? '']));
	for (const { id, notReady } of waiting) reasons.set(id, notReady?.reason ?? '');
	for (const [id, reason] of putOff) reasons.set(id, reason);
	return {
		from,
		seen: withSeen(feed.seen, done, from),
		waiting: waitingAfter(feed.waiting, reasons, nowAt),
		visitedAt: nowAt,
	};
}
