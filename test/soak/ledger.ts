import type { MediaErrorCode } from '../../nodes/RingCentralMedia/errors';
import type { Owner } from './site';

/** One run of a node, as far as what goes wrong with it is to be explained. */
export interface Job {
	/** The kind of work, e.g. `download fax`. */
	work: string;
	owner: Owner;
	/** Whether a request to this path may belong to it. */
	touches: (path: string) => boolean;
	startedAt: number;
}

/** How a piece of work was refused. */
export interface Refusal {
	code: MediaErrorCode | undefined;
	message: string;
}

/** What must not happen, each of them one check at the end. */
export const findingKinds = {
	wrongFile: 'no file was cut, joined wrongly or mixed up',
	unclearRefusal: 'every refusal says what happened and has a code',
	unexplainedRefusal: 'every refusal follows from a fault',
	inPenalty: 'nobody called inside a penalty that was told',
	overLimit: 'nobody ran into a limit that was told',
	sentTwice: 'nothing was sent twice',
	lostUpload: 'what was sent is there, and what failed is not',
	missed: 'the trigger missed nothing',
	doubled: 'the trigger delivered nothing twice',
	unexplainedPoll: 'every failed poll follows from a fault',
	unfinished: 'all work came to an end',
	warning: 'no warning and no rejection that nobody handles',
} as const;

export type FindingKind = keyof typeof findingKinds;

/** What is remembered of a finding; the first ones say it all. */
const MOST_FINDINGS = 12;

/** Counts what happened while the soak ran. */
export class Ledger {
	whole = 0;
	refused = 0;
	polls = 0;
	failedPolls = 0;
	delivered = 0;
	uploads = 0;
	bytes = 0;
	restarts = 0;
	/** Successes by kind of work. */
	readonly worked = new Map<string, number>();
	/** Refusals by code. */
	readonly refusedBy = new Map<string, number>();
	readonly findings = new Map<FindingKind, string[]>();

	constructor(private readonly say: (line: string) => void) {}

	succeeded(work: string): void {
		count(this.worked, work);
	}

	refusedWith(code: string): void {
		this.refused += 1;
		count(this.refusedBy, code);
	}

	find(kind: FindingKind, text: string): void {
		const found = this.findings.get(kind) ?? [];
		this.findings.set(kind, found);
		if (found.length >= MOST_FINDINGS) return;
		found.push(text);
		this.say(`FOUND ${kind}: ${text}`);
	}
}

const count = (counts: Map<string, number>, key: string): void => {
	counts.set(key, (counts.get(key) ?? 0) + 1);
};
