import type { Simulator } from '../../simulator';
import type { SeenRequest } from '../../simulator/requests';
import type { Ledger } from './ledger';
import { PENALTY_MS } from './site';

/**
 * A call that came this long after the first 429 of a penalty was answered may have left before that
 * answer arrived.
 */
const IN_FLIGHT_MS = 1_000;

const KEPT_REQUESTS = 4_000;

/** Reads what the simulator saw, and keeps its list short. */
export interface RequestWatch {
	/** To be called often. */
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
	const toldAt = new Map<string, number>();
	let penalties = 0;

	const judge = (seen: SeenRequest): void => {
		const key = `${seen.owner} ${seen.group ?? ''}`;
		if (!seen.overLimit) return;
		const told = toldAt.get(key) ?? -Infinity;
		if (seen.at >= told + PENALTY_MS) {
			penalties += 1;
			toldAt.set(key, seen.at);
			if (!seen.insidePenalty) ledger.find('overLimit', line(seen));
		} else if (seen.at > told + IN_FLIGHT_MS) {
			toldAt.set(key, seen.at);
			ledger.find('inPenalty', `${line(seen)}, ${seen.at - told} ms after it was told of the penalty`);
		}
	};

	return {
		read: () => {
			const unanswered = requests.findIndex(({ status }) => status === 0);
			const settled = requests.splice(0, unanswered === -1 ? requests.length : unanswered);
			settled.forEach(judge);
			kept.push(...settled);
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
