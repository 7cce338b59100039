import type { Awaited } from '../operations/verb';
import type { Gate } from '../ringcentral/quota';
import type { QuotaWait } from '../ringcentral/rateGroup';
import type { TransferNews } from '../transfer/progress';
import {
	awaitedLine,
	beginLine,
	continuingLine,
	doneLine,
	hintText,
	movingLine,
	quotaLine,
} from './progressWords';

/** Lines on the same thing are at least this far apart. */
const QUIET_MS = 30_000;

/** A file of this size is told of before it comes. */
const BIG_BYTES = 100 * 1024 * 1024;

/** A shorter wait is not worth a line, though it counts in the sum. */
const SHORTEST_TOLD_WAIT_MS = 5_000;

/** Tells of one download. */
export interface DownloadReport {
	tell: (news: TransferNews) => void;
	/** The file is stored. */
	done: (sizeBytes: number, resumed: number) => void;
}

/** Says what makes a run take its time; a quick one is not spoken of. */
export interface Report {
	/** The same gate, whose waits are told. */
	watch: (gate: Gate) => Gate;
	download: (name: string) => DownloadReport;
	awaited: (awaited: Awaited) => void;
	/** What to show after the run, if anything. */
	hint: () => string | undefined;
}

/** @param say takes a line of text without secrets: neither URLs nor contents */
export function createReport(say: (line: string) => void, now: () => number): Report {
	let heldMs = 0;
	let resumed = 0;
	let awaitedToldAt = -Infinity;

	const sayOnceInAWhile = (awaited: Awaited): void => {
		if (now() - awaitedToldAt < QUIET_MS) return;
		awaitedToldAt = now();
		say(awaitedLine(awaited));
	};

	return {
		watch: (gate) => ({
			admit: async (endpoint, limits) => {
				let since: number | undefined;
				const onWait = (wait: QuotaWait): void => {
					since ??= now();
					if (wait.waitMs >= SHORTEST_TOLD_WAIT_MS) say(quotaLine(wait));
				};
				try {
					return await gate.admit(endpoint, { ...limits, onWait });
				} finally {
					if (since !== undefined) heldMs += now() - since;
				}
			},
		}),
		download: (name) => {
			const tell = createDownloadTeller(name, say, sayOnceInAWhile, now());
			return {
				tell: tell.news,
				done: (sizeBytes, times) => {
					resumed += times;
					tell.done(sizeBytes, now());
				},
			};
		},
		awaited: sayOnceInAWhile,
		hint: () => hintText(heldMs, resumed),
	};
}

function createDownloadTeller(
	name: string,
	say: (line: string) => void,
	sayAwaited: (awaited: Awaited) => void,
	beganAt: number,
) {
	let toldAt = beganAt;
	let toldOffset = 0;
	let isTold = false;
	let isBegun = false;

	const saying = (line: string): void => {
		isTold = true;
		say(line);
	};

	return {
		news: (news: TransferNews): void => {
			if (news.is === 'notReady') {
				sayAwaited({ is: 'notReady', noun: name, id: undefined, restMs: news.restMs });
				return;
			}
			const { offset, totalBytes } = news;
			if (news.is === 'continuing') {
				saying(continuingLine(name, offset, totalBytes, news.waitMs));
				return;
			}
			const { nowAt } = news;
			if (!isBegun && totalBytes !== undefined && totalBytes >= BIG_BYTES) {
				saying(beginLine(name, totalBytes));
				toldAt = nowAt;
				toldOffset = offset;
			}
			isBegun = true;
			if (nowAt - toldAt < QUIET_MS) return;
			saying(movingLine(name, offset, totalBytes, { bytes: offset - toldOffset, ms: nowAt - toldAt }));
			toldAt = nowAt;
			toldOffset = offset;
		},
		done: (sizeBytes: number, nowAt: number): void => {
			if (isTold) say(doneLine(name, sizeBytes, nowAt - beganAt));
		},
	};
}
