import { throttled, type MediaError } from '../errors';
import { parseRetryAfterMs } from '../transfer/backoff';
import { describedGroup } from './describedGroup';
import {
	describeWait,
	newGroup,
	readLimits,
	shutGroup,
	waitForRoomMs,
	type Charged,
	type QuotaWait,
	type RateGroup,
} from './rateGroup';

/**
 * Shortest wait after a 429 that names none. Every call in the penalty starts it again.
 * @see https://developers.ringcentral.com/guide/basics/rate-limits
 */
export const UNNAMED_PENALTY_MS = 60_000;

/**
 * The longest time for which a gate shuts on one answer's word. A server out of its mind may name a
 * year; then one call an hour finds out whether it still means it.
 */
export const LONGEST_PENALTY_MS = 3_600_000;

/** Clocks differ and Retry-After is in whole seconds: one second too early starts the penalty again. */
const PENALTY_MARGIN_MS = 1_000;

/** A wait that lasts a little longer than was told is not worth another word. */
const TOLD_MARGIN_MS = 1_000;

export interface Clock {
	now: () => number;
	/** Rejects when the signal is aborted. */
	sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
	/** A number in [0, 1). */
	random: () => number;
}

/** Leave to make one call. It must be settled, with the answer or without one. */
export interface Pass {
	settle: (answer?: Charged) => void;
}

export interface WaitLimits {
	/** Milliseconds since 1970 after which waiting makes no sense to the caller. */
	deadlineAt: number;
	signal?: AbortSignal | undefined;
	/** Told when there is no room, and again when that lasts longer than was told. */
	onWait?: ((wait: QuotaWait) => void) | undefined;
}

/** One for each credential. Calls go through while their group has room, in the order they came. */
export interface Gate {
	/** @throws throttled at once when there will be no room before the deadline */
	admit: (endpoint: string, limits: WaitLimits) => Promise<Pass>;
}

interface Waiter {
	endpoint: string;
	deadlineAt: number;
	onWait: WaitLimits['onWait'];
	/** Until when it was told to wait. */
	toldUntil: number;
	admit: (pass: Pass) => void;
	refuse: (error: Error) => void;
}

export function createGate(clock: Clock): Gate {
	const groups = new Map<string, RateGroup>();
	const groupOfEndpoint = new Map<string, string>();
	const waiters: Waiter[] = [];
	let allShutUntil = 0;
	let alarm = new AbortController();

	const groupNamed = (name: string): RateGroup => {
		const known = groups.get(name);
		if (known) return known;
		const group = newGroup();
		groups.set(name, group);
		return group;
	};

	/**
	 * An endpoint that has not answered yet keeps to the group it is described in, once that is known. Else it
	 * might belong to any, so it is tried one call at a time.
	 */
	const groupFor = (endpoint: string): RateGroup => {
		const name = groupOfEndpoint.get(endpoint);
		if (name !== undefined) return groupNamed(name);
		const described = groups.get(describedGroup(endpoint) ?? '');
		if (described) return described;
		const probe = groupNamed(`? ${endpoint}`);
		probe.limit = probe.inFlight + (probe.inFlight === 0 ? 1 : 0);
		probe.usedAt = [];
		probe.shutUntil = Math.max(0, ...[...groups.values()].map((group) => group.shutUntil));
		return probe;
	};

	const waitMsFor = (endpoint: string, nowAt: number): number =>
		Math.max(allShutUntil - nowAt, waitForRoomMs(groupFor(endpoint), nowAt));

	function pump(): void {
		alarm.abort();
		const nowAt = clock.now();
		let nextMs = Infinity;
		for (const waiter of [...waiters]) {
			const waitMs = waitMsFor(waiter.endpoint, nowAt);
			const restMs = waiter.deadlineAt - nowAt;
			if (waitMs <= 0) {
				remove(waiter);
				waiter.admit(enter(waiter.endpoint));
			} else if (restMs <= 0 || (waitMs > restMs && waitMs !== Infinity)) {
				remove(waiter);
				waiter.refuse(outOfTime(waitMs));
			} else {
				nextMs = Math.min(nextMs, waitMs, restMs);
				tellOf(waiter, waitMs, nowAt);
			}
		}
		if (nextMs < Infinity) pumpAfter(nextMs);
	}

	/** Only answers can end a wait without a time, and they come soon. */
	function tellOf(waiter: Waiter, waitMs: number, nowAt: number): void {
		const until = nowAt + waitMs;
		if (until === Infinity || until <= waiter.toldUntil + TOLD_MARGIN_MS) return;
		waiter.toldUntil = until;
		const group = groupFor(waiter.endpoint);
		const restUntil = Math.max(allShutUntil, group.shutUntil);
		waiter.onWait?.(describeWait(waitMs, groupOfEndpoint.get(waiter.endpoint), group, restUntil, nowAt));
	}

	function pumpAfter(ms: number): void {
		const mine = new AbortController();
		alarm = mine;
		clock.sleep(ms, mine.signal).then(pump, () => undefined);
	}

	function remove(waiter: Waiter): void {
		waiters.splice(waiters.indexOf(waiter), 1);
	}

	function enter(endpoint: string): Pass {
		const entered = groupFor(endpoint);
		entered.inFlight += 1;
		let isSettled = false;
		return {
			settle: (answer) => {
				if (isSettled) return;
				isSettled = true;
				entered.inFlight -= 1;
				learn(endpoint, entered, answer);
				pump();
			},
		};
	}

	function learn(endpoint: string, entered: RateGroup, answer: Charged | undefined): void {
		const nowAt = clock.now();
		const name = answer?.header('x-rate-limit-group')?.toLowerCase();
		if (name !== undefined) groupOfEndpoint.set(endpoint, name);
		const group = name === undefined ? entered : groupNamed(name);
		// The server counted the call when it arrived, which was before now: this errs on the safe side.
		group.usedAt.push(nowAt);
		if (answer === undefined) return;
		readLimits(group, answer, nowAt);
		if (answer.status !== 429) {
			group.refusals = 0;
			return;
		}
		const askedMs = parseRetryAfterMs(answer.header('retry-after'), nowAt) ?? UNNAMED_PENALTY_MS;
		const penaltyMs = Math.min(askedMs, LONGEST_PENALTY_MS);
		const marginMs = PENALTY_MARGIN_MS * (1 + clock.random());
		// Without a group the limit is another one, of the account or the network: everything stops.
		if (name === undefined) allShutUntil = Math.max(allShutUntil, nowAt + penaltyMs + marginMs);
		else shutGroup(group, nowAt, penaltyMs, marginMs);
	}

	return {
		admit: (endpoint, { deadlineAt, signal, onWait }) =>
			new Promise((resolve, reject) => {
				const leave = () => {
					remove(waiter);
					reject(abortReason(signal));
					// The alarm was set for this one too; nobody may be left to wake.
					pump();
				};
				const waiter: Waiter = {
					endpoint,
					deadlineAt,
					onWait,
					toldUntil: 0,
					admit: (pass) => {
						signal?.removeEventListener('abort', leave);
						resolve(pass);
					},
					refuse: (error) => {
						signal?.removeEventListener('abort', leave);
						reject(error);
					},
				};
				if (signal?.aborted) {
					reject(abortReason(signal));
					return;
				}
				signal?.addEventListener('abort', leave, { once: true });
				waiters.push(waiter);
				pump();
			}),
	};
}

function outOfTime(waitMs: number): MediaError {
	if (waitMs === Infinity) {
		return throttled("Other calls used RingCentral's rate limit for longer than this run waits", {
			hint: "Run again later, or raise 'Max Wait'. Other workflows on this credential share the limit.",
		});
	}
	const seconds = Math.ceil(waitMs / 1_000);
	return throttled(`RingCentral's rate limit leaves no room for ${seconds} s, longer than this run waits`, {
		hint: `Run again in ${seconds} s, or raise 'Max Wait'. Other workflows on this credential share the limit.`,
		waitMs,
	});
}

function abortReason(signal: AbortSignal | undefined): Error {
	return signal?.reason instanceof Error ? signal.reason : new Error('The execution was canceled');
}
