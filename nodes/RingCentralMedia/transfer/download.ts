import { asError, empty, interrupted, MediaError } from '../errors';
import { askForSpan, wait, type Line } from './ask';
import { retryDelayMs } from './backoff';
import { readAnswer } from './body';
import { createJoiner } from './pieces';
import { startProgress, type DownloadPlan, type Progress } from './progress';
import { checkSize } from './proof';
import { nextSpan, type Span } from './span';

/** Less is a crumb, unless less was asked for: each request costs quota, however little it brings. */
const CRUMB_BYTES = 64 * 1024;
const MOST_CRUMBS = 25;

export interface DownloadOutcome {
	sizeBytes: number;
	/** Hex; `undefined` when it was not asked for. */
	sha256: string | undefined;
	requests: number;
	/** How often the transfer went on after a failure in mid-file. */
	resumed: number;
}

export interface Download {
	/** The first piece, for a look at the type; it comes again in `pieces`. */
	firstBytes: Uint8Array;
	contentType: string | undefined;
	contentDisposition: string | undefined;
	/** All bytes in order, or an error: never a part that looks whole. Read to the end or `return()` it. */
	pieces: AsyncGenerator<Uint8Array, void>;
	/** What was done so far; final once `pieces` has ended. */
	outcome: () => DownloadOutcome;
}

/**
 * Starts a download and waits for its first piece, so that type and name are known before it is stored.
 * @throws every MediaError but `unknownOutcome`
 */
export async function startDownload(plan: DownloadPlan, line: Line): Promise<Download> {
	const progress = startProgress(plan, line.now());
	const rest = readAll(plan, line, progress);
	const first = await rest.next();
	if (first.done) throw empty('The file is empty: the server has not a single byte of it');
	const pieces = prepend(first.value, rest);
	// A generator that was never asked for anything does not clean up when it is told to return.
	await pieces.next();
	return {
		firstBytes: first.value,
		contentType: progress.contentType,
		contentDisposition: progress.contentDisposition,
		pieces,
		outcome: () => ({
			sizeBytes: progress.offset,
			sha256: progress.hash?.copy().digest('hex'),
			requests: progress.requests,
			resumed: progress.resumed,
		}),
	};
}

/** Gives the first piece twice: once to get going, and once to the reader. */
async function* prepend(
	first: Uint8Array,
	rest: AsyncGenerator<Uint8Array, void>,
): AsyncGenerator<Uint8Array, void> {
	try {
		yield first;
		yield first;
		yield* rest;
	} finally {
		// Whoever stops reading before the second piece closes the connection too.
		await rest.return();
	}
}

async function* readAll(
	plan: DownloadPlan,
	line: Line,
	progress: Progress,
): AsyncGenerator<Uint8Array, void> {
	const joiner = createJoiner(line.now);

	/** Everything goes through here: hashed, counted, and timed on its way to the reader. */
	function* handOn(pieces: Iterable<Uint8Array>): Generator<Uint8Array> {
		for (const piece of pieces) {
			progress.hash?.update(piece);
			progress.handedOnAt = line.now();
			const { offset, handedOnAt: nowAt } = progress;
			plan.tell?.({ is: 'moving', offset, totalBytes: progress.known.totalBytes, nowAt });
			yield piece;
			// A reader that took its time has not waited for the quota.
			progress.waitingSince = progress.handedOnAt = line.now();
		}
	}

	for (let isDone = false; !isDone;) {
		// What is here goes on before a wait: n8n's buffering stores count the silence.
		yield* handOn(joiner.flush());
		let failure: Error | undefined;
		const span = nextSpan(progress.offset, progress.known.totalBytes, plan.chunkBytes);
		try {
			const found = await askForSpan(span, plan, line, progress);
			for await (const piece of readAnswer(found, plan, progress, joiner, line.now)) yield* handOn([piece]);
			isDone = progress.offset === progress.known.totalBytes;
		} catch (cause) {
			failure = asError(cause);
		}
		if (!isDone) countCrumbs(span, progress);
		if (failure) {
			yield* handOn(joiner.flush());
			await waitForNextTry(failure, plan, line, progress);
		}
	}
	yield* handOn(joiner.flush());
	checkSize(progress.offset, plan);
}

/** @throws interrupted when a server breaks off, or stops, after a few bytes again and again */
function countCrumbs(span: Span, progress: Progress): void {
	// A request that brought nothing at all is counted among the tries.
	if (progress.offset === span.start) return;
	const isCrumb = progress.offset < Math.min(span.end, span.start + CRUMB_BYTES);
	progress.crumbs = isCrumb ? progress.crumbs + 1 : 0;
	if (progress.crumbs < MOST_CRUMBS) return;
	throw interrupted(`The server gave only a few bytes at a time, ${MOST_CRUMBS} times in a row`, {
		hint: 'Check the network between n8n and this server, then run again.',
	});
}

async function waitForNextTry(
	failure: Error,
	plan: DownloadPlan,
	line: Line,
	progress: Progress,
): Promise<void> {
	if (!(failure instanceof MediaError) || failure.code !== 'interrupted') throw failure;
	progress.tries += 1;
	if (progress.tries > plan.maxTries) throw failure;
	await wait(retryDelayMs(progress.tries, line.random(), failure.waitMs), failure, plan, line, progress);
	if (progress.offset > 0) progress.resumed += 1;
}
