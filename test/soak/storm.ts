import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { MediaErrorCode } from '../../nodes/RingCentralMedia/errors';
import type { Chance } from './chance';
import { apiFaults, contentFaults, uploadFaults, type FaultKind } from './faultKinds';
import type { Job } from './ledger';
import type { Site } from './site';

/** One moment in which something went wrong on purpose. */
interface Hit {
	name: string;
	at: number;
	/** Until when it lasted. */
	untilAt: number;
	/** Of the request it hit; empty when it hit everybody. */
	path: string;
	codes: readonly MediaErrorCode[];
	isWide: boolean;
}

export interface Storm {
	/** How often each fault was really met. */
	readonly counts: ReadonlyMap<string, number>;
	/** Whether work that ended with this code may have done so because of a fault. */
	explains: (job: Job, code: MediaErrorCode) => boolean;
	/** What went wrong while a job ran and may concern it, in words. */
	during: (job: Job) => string;
	/** Ends when the storm is over and the simulator is as it should be again. */
	stop: () => Promise<void>;
}

/** How long a hit may explain what fails later. */
const MEMORY_MS = 15 * 60_000;

/** A fault that meets no request goes back into the deck. */
const PATIENCE_MS = 20_000;

const LOG_IN = /\/dictionary\/fax-cover-page$/;

/** Faults of every kind, at random: in each row one after the other, all of them before any comes again. */
export function startStorm({ simulator, owners }: Site, chance: Chance): Storm {
	const counts = new Map<string, number>();
	const hits: Hit[] = [];
	const end = new AbortController();
	// All rows of faults wait with it.
	setMaxListeners(0, end.signal);

	const rows = [contentFaults, apiFaults, uploadFaults];
	for (const { name } of rows.flat()) counts.set(name, 0);
	for (const name of Object.keys(outages)) counts.set(name, 0);

	const hit = (name: string, path: string, codes: Hit['codes'], isWide: boolean): Hit => {
		counts.set(name, (counts.get(name) ?? 0) + 1);
		const at = Date.now();
		const made = { name, at, untilAt: at, path, codes, isWide };
		hits.push(made);
		while ((hits[0]?.at ?? Infinity) < at - MEMORY_MS) hits.shift();
		return made;
	};

	const rest = (ms: number): Promise<void> =>
		delay(ms, undefined, { signal: end.signal }).catch(() => undefined);

	/** Lets one fault hit one request. */
	const letHit = async (kind: FaultKind, draws: Chance): Promise<void> => {
		const { promise, resolve } = withResolvers();
		const remove = simulator.faults.add({
			on: kind.on,
			times: 1,
			do: kind.make(draws),
			onHit: ({ path }) => {
				// A log-in looks at a list that costs no permission; whoever waits for the token fails with it.
				hit(kind.name, path, kind.codes, kind.isWide === true || LOG_IN.test(path));
				resolve();
			},
		});
		await Promise.race([promise, rest(PATIENCE_MS)]);
		remove();
	};

	const runRow = async (kinds: readonly FaultKind[], pauseMs: number, draws: Chance): Promise<void> => {
		for (;;) {
			for (const kind of draws.shuffled(kinds)) {
				if (end.signal.aborted) return;
				await letHit(kind, draws);
				await rest(draws.between(0, 2 * pauseMs));
			}
		}
	};

	const everyNow = async (name: OutageName, pauseMs: number, draws: Chance): Promise<void> => {
		for (;;) {
			await rest(draws.between(pauseMs / 2, (pauseMs * 3) / 2));
			if (end.signal.aborted) return;
			const made = hit(name, '', outages[name], true);
			made.untilAt = Infinity;
			await outage[name](draws);
			made.untilAt = Date.now();
		}
	};

	const outage: Record<OutageName, (draws: Chance) => Promise<void> | void> = {
		'server restarted': async (draws) => {
			await simulator.stop();
			await delay(draws.between(200, 2_500));
			await simulator.start();
		},
		'keep-alive connections closed': () => simulator.closeIdleConnections(),
		'penalty begun by another program': (draws) => {
			const group = draws.pick(['Light', 'Medium', 'Heavy'] as const);
			simulator.limits.shut(draws.pick(owners).chargedAs, group);
		},
	};

	const running = Promise.all([
		runRow(contentFaults, 400, chance.fork()),
		runRow(apiFaults, 900, chance.fork()),
		runRow(uploadFaults, 500, chance.fork()),
		everyNow('server restarted', 30_000, chance.fork()),
		everyNow('keep-alive connections closed', 2_500, chance.fork()),
		everyNow('penalty begun by another program', 7_000, chance.fork()),
	]);

	const concerns = ({ isWide, path, untilAt }: Hit, job: Job): boolean =>
		untilAt >= job.startedAt && (isWide || job.touches(path));

	return {
		counts,
		explains: (job, code) => hits.some((each) => concerns(each, job) && each.codes.includes(code)),
		during: (job) =>
			hits
				.filter((each) => concerns(each, job))
				.map(({ name, at, path }) => `    ${new Date(at).toISOString().slice(11, 23)} ${name} ${path}`)
				.join('\n'),
		stop: async () => {
			end.abort();
			await running;
			simulator.faults.clear();
		},
	};
}

/** What hits everybody, and the codes that work may end with because of it. */
const outages = {
	'server restarted': ['interrupted', 'unknownOutcome'],
	'keep-alive connections closed': ['interrupted', 'unknownOutcome'],
	'penalty begun by another program': ['throttled'],
} as const satisfies Record<string, readonly MediaErrorCode[]>;

type OutageName = keyof typeof outages;

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
	let resolve = (): void => undefined;
	const promise = new Promise<void>((done) => {
		resolve = done;
	});
	return { promise, resolve };
}
