import type { Simulator } from '../../simulator';
import type { SeenRequest } from '../../simulator/requests';
import type { Ledger } from './ledger';
import { PENALTY_MS } from './site';

/**
 * A call that came this long after the first 429 of a penalty was answered may have left before that
 * answer arrived.
 */
const IN_FLIGHT_MS = 1_000;

/**
 * Simulator and node share one process. Where it gets too little of the machine, what is under way takes
 * longer, by as much as the reading came late in this time.
 */
const LATENESS_MEMORY_MS = 5_000;

/** How often the simulator's list is read. */
export const READ_MS = 100;

/** By then it is known whether a short answer went out. */
const DELIVERED_WITHIN_MS = 400;

const KEPT_REQUESTS = 4_000;

/** Reads what the simulator saw, and keeps its list short. */
export interface RequestWatch {
	/** To be called every `READ_MS`. */
	read: () => void;
	/** How often a penalty was met, knowingly or not. */
	penalties: () => number;
	/** The last requests whose path is of interest, as lines. */
	last: (isOfInterest: (path: string) => boolean) => string;
}

/**
 * Counts calls inside penalties as the simulator saw them. What nobody could know is no fault: the call
 * that is told of a penalty which another program began, and those that were under way at that moment.
 * Every later one is, until the penalty is over; and each of them starts it again.
 */
export function watchRequests({ requests }: Simulator, ledger: Ledger): RequestWatch {
	const kept: SeenRequest[] = [];
	const toldBy = new Map<string, SeenRequest>();
	const lateness: { at: number; ms: number }[] = [];
	let readAt = Date.now();
	let penalties = 0;

	const noteLateness = (): void => {
		const at = Date.now();
		lateness.push({ at, ms: Math.max(0, at - readAt - READ_MS) });
		readAt = at;
		while ((lateness[0]?.at ?? Infinity) < at - LATENESS_MEMORY_MS) lateness.shift();
	};

	const judge = (seen: SeenRequest): void => {
		const key = `${seen.owner} ${seen.group ?? ''}`;
		if (!seen.overLimit) return;
		const told = toldBy.get(key);
		const sinceMs = seen.at - (told?.at ?? -Infinity);
		const inFlightMs = IN_FLIGHT_MS + lateness.reduce((sum, { ms }) => sum + ms, 0);
		if (sinceMs >= PENALTY_MS) penalties += 1;
		if (!seen.insidePenalty) ledger.find('overLimit', line(seen));
		if (told && sinceMs < PENALTY_MS && sinceMs > inFlightMs) {
			const meanwhile = kept.filter(({ at, owner }) => owner === seen.owner && at >= told.at - 1_000);
			const lines = meanwhile.map((each) => `    ${line(each)}`).join('\n');
			ledger.find('inPenalty', `${line(seen)}, ${sinceMs} ms after it was told\n${lines}`);
		}
		// An answer that was lost with its line told nobody.
		if ((sinceMs >= PENALTY_MS || sinceMs > inFlightMs) && seen.sentBytes > 0) toldBy.set(key, seen);
	};

	return {
		read: () => {
			noteLateness();
			const until = Date.now() - DELIVERED_WITHIN_MS;
			const unanswered = requests.findIndex(({ status, at }) => status === 0 || at > until);
			const settled = requests.splice(0, unanswered === -1 ? requests.length : unanswered);
			for (const seen of settled) {
				judge(seen);
				kept.push(seen);
			}
			kept.splice(0, Math.max(0, kept.length - KEPT_REQUESTS));
		},
		penalties: () => penalties,
		last: (isOfInterest) =>
			[...kept, ...requests]
				.filter(({ path }) => isOfInterest(path))
				.slice(-12)
				.map((seen) => `    ${line(seen)}`)
				.join('\n'),
	};
}

const line = ({ at, method, url, status, sentBytes, group, owner, headers, ...seen }: SeenRequest): string =>
	[
		new Date(at).toISOString().slice(11, 23),
		`${method} ${url}`,
		headers.range ?? '',
		`→ ${status} (${sentBytes} bytes)`,
		`${group ?? 'no group'} of ${owner}`,
		seen.insidePenalty ? 'inside a penalty' : '',
	]
		.filter((part) => part !== '')
		.join(' ');
