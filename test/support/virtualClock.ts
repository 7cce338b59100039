import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../nodes/RingCentralMedia/ringcentral/quota';

export interface VirtualClock extends Clock {
	/** Lets time pass, from one sleeper to the next, until the work is done. */
	run: <T>(work: Promise<T>) => Promise<T>;
}

interface Sleeper {
	wakesAt: number;
	wake: () => void;
}

/** Time that passes only when everybody sleeps, and then at once: for many callers with one clock. */
export function createVirtualClock(random: () => number = () => 0): VirtualClock {
	let nowAt = Date.UTC(2026, 0, 31);
	let sleepers: Sleeper[] = [];

	const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
		new Promise((resolve, reject) => {
			const sleeper = { wakesAt: nowAt + ms, wake: resolve };
			const leave = () => {
				sleepers = sleepers.filter((other) => other !== sleeper);
				reject(signal?.reason as Error);
			};
			if (signal?.aborted) {
				leave();
				return;
			}
			signal?.addEventListener('abort', leave, { once: true });
			sleepers.push(sleeper);
		});

	const wakeNext = (): void => {
		const next = sleepers.reduce<Sleeper | undefined>(
			(first, each) => (first === undefined || each.wakesAt < first.wakesAt ? each : first),
			undefined,
		);
		if (!next) throw new Error('Everybody waits for something that will never happen');
		sleepers = sleepers.filter((other) => other !== next);
		nowAt = Math.max(nowAt, next.wakesAt);
		next.wake();
	};

	return {
		now: () => nowAt,
		sleep,
		random,
		run: async (work) => {
			const state = { isDone: false };
			const settled = work.finally(() => (state.isDone = true));
			// The caller gets the failure from `settled` below; until then nobody else listens.
			settled.catch(() => undefined);
			for (;;) {
				await nextTurn();
				if (state.isDone) return await settled;
				wakeNext();
			}
		},
	};
}
