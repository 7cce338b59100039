import { asError, MediaError, refused, throttled, unexpected, wrongType } from '../errors';
import type { DownloadPlan, Progress } from './progress';
import type { Answer } from './http';
import { checkSize, ifRangeHeader, proveAnswer, type Proven } from './proof';
import { readyStepMs } from './readySteps';
import { readRefusal, type Refusal } from './refusal';
import { rangeHeader, type Span } from './span';

/** What the loop needs from above: the service's rules for one request, and time. */
export interface Line {
	/**
	 * One GET, redirects not followed. Waits for the quota first, a penalty included.
	 * @throws throttled when the quota opens only after `deadlineAt`
	 */
	get: (
		url: URL,
		headers: Record<string, string>,
		limits: { deadlineAt: number; signal: AbortSignal | undefined },
	) => Promise<Answer>;
	/** After a 401: gets a fresh token. False when this URL is not given one at all. */
	renewToken: (url: URL) => Promise<boolean>;
	/** Turns a refusal into an error. `interrupted` is tried again, `notReady` and `gone` may be waited for. */
	explain: (refusal: Refusal) => MediaError;
	now: () => number;
	/** Rejects when the signal is aborted. */
	sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
	/** A number in [0, 1). */
	random: () => number;
}

/** An answer that was proved to continue the file. */
export interface Found {
	answer: Answer;
	proven: Proven;
}

const MOST_REDIRECTS = 5;

/** Asks for a span until it is answered with bytes, or until there is nothing more to hope for. */
export async function askForSpan(
	span: Span,
	plan: DownloadPlan,
	line: Line,
	progress: Progress,
): Promise<Found> {
	const readyUntil = line.now() + (progress.offset === 0 ? plan.readyWithinMs : 0);
	for (let looks = 0; ; looks += 1) {
		const { answer, url } = await followRedirects(span, plan, line, progress);
		if (isContent(answer.status)) return await accept(answer, url, span, plan, line, progress);
		const failure = await readRefusal(answer, url, line);
		if (answer.status === 429) continue;
		if (answer.status === 401 && !progress.isRenewed && (await line.renewToken(url))) {
			progress.isRenewed = true;
			continue;
		}
		const stepMs = readyStepMs(looks);
		const mayCome = failure.code === 'notReady' || failure.code === 'gone';
		const restMs = readyUntil - line.now();
		if (!mayCome || stepMs > restMs) throw failure;
		plan.tell?.({ is: 'notReady', restMs });
		await line.sleep(stepMs, plan.signal);
		progress.waitingSince = line.now();
	}
}

const isContent = (status: number): boolean => status === 200 || status === 206 || status === 416;

async function followRedirects(
	span: Span,
	plan: DownloadPlan,
	line: Line,
	progress: Progress,
): Promise<{ answer: Answer; url: URL }> {
	let url = plan.url;
	for (let hops = 0; ; hops += 1) {
		const answer = await line.get(url, requestHeaders(span, progress), {
			deadlineAt: deadlineAt(plan, progress),
			signal: plan.signal,
		});
		progress.requests += 1;
		const location = answer.status >= 300 && answer.status < 400 ? answer.header('location') : undefined;
		if (location === undefined) return { answer, url };
		answer.discard();
		if (hops === MOST_REDIRECTS) {
			throw unexpected(`${plan.url.host} sent the download through more than ${MOST_REDIRECTS} redirects`);
		}
		url = redirectTarget(location, url);
	}
}

function redirectTarget(location: string, from: URL): URL {
	const target = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
	if (target?.protocol === 'https:') return target;
	if (target?.protocol === 'http:' && from.protocol === 'http:') return target;
	throw refused(`${from.host} redirected the download to an address that is not safe`, {
		hint: 'A download that begins on https stays on https. Tell the owner of that server.',
	});
}

function requestHeaders(span: Span, { offset, known }: Progress): Record<string, string> {
	const ifRange = offset > 0 ? ifRangeHeader(known) : undefined;
	return {
		accept: '*/*',
		'accept-encoding': 'identity',
		range: rangeHeader(span),
		...(ifRange !== undefined && { 'if-range': ifRange }),
	};
}

async function accept(
	answer: Answer,
	url: URL,
	span: Span,
	plan: DownloadPlan,
	line: Line,
	progress: Progress,
): Promise<Found> {
	const contentType = answer.header('content-type');
	let failure: Error;
	try {
		if (answer.status !== 416 && contentType !== undefined && plan.accepts?.(contentType) === false) {
			throw wrongType(`${url.host} sent ${contentType} where the file belongs`, {
				hint: (await readRefusal(answer, url, line)).message,
			});
		}
		const proven = proveAnswer(answer, span, progress.known);
		const { totalBytes } = proven.known;
		if (totalBytes !== undefined && totalBytes > 0) checkSize(totalBytes, plan);
		progress.known = proven.known;
		progress.contentType ??= contentType;
		progress.contentDisposition ??= answer.header('content-disposition');
		if (proven.is === 'end') answer.discard();
		return { answer, proven };
	} catch (cause) {
		failure = asError(cause);
	}
	answer.discard();
	throw failure;
}

/** Until when the quota may keep the next request waiting. */
const deadlineAt = (plan: DownloadPlan, progress: Progress): number =>
	Math.min(progress.waitingSince + plan.maxWaitMs, readerWaitsUntil(plan, progress));

const readerWaitsUntil = (plan: DownloadPlan, { handedOnAt }: Progress): number =>
	(handedOnAt ?? Infinity) + (plan.maxPauseMs?.() ?? Infinity);

/**
 * Waits before another try, unless that takes longer than user or store bear.
 * @throws throttled when the server names a time past the deadline, else the failure itself
 */
export async function wait(
	ms: number,
	failure: MediaError,
	plan: DownloadPlan,
	line: Line,
	progress: Progress,
): Promise<void> {
	// The short rest after a failed line is no wait for a quota: the tries bound it.
	const isNamed = failure.waitMs !== undefined;
	const untilAt = isNamed ? deadlineAt(plan, progress) : readerWaitsUntil(plan, progress);
	if (line.now() + ms > untilAt) {
		if (!isNamed) throw failure;
		throw throttled(`${plan.url.host} wants ${Math.ceil(ms / 1000)} s of rest, longer than this run waits`, {
			hint: "Run again later, or raise 'Max Wait'.",
			waitMs: ms,
			status: failure.status,
			cause: failure,
		});
	}
	plan.tell?.({
		is: 'continuing',
		offset: progress.offset,
		totalBytes: progress.known.totalBytes,
		waitMs: ms,
	});
	await line.sleep(ms, plan.signal);
}
