import { asError, MediaError, refused, unknownOutcome } from '../errors';
import { retryDelayMs } from '../transfer/backoff';
import { BULK_TYPE, readBulk, type BulkAnswers, type BulkEntry } from './bulk';
import { endpointOf } from './endpoint';
import { explainFault } from './faults';
import { mayCarryToken } from './hosts';
import type { Clock, Gate } from './quota';
import { heldToken, type TokenSource } from './token';

/** Values of a query; a list is sent as a repeated parameter, nothing for `undefined`. */
export type Query = Record<string, string | number | boolean | readonly string[] | undefined>;

export type Method = 'GET' | 'PUT' | 'POST' | 'DELETE';

export interface ApiRequest {
	method: Method;
	url: URL;
	/** Sent as JSON. */
	body?: unknown;
	/** The type of body and answer, where that is not plain JSON. */
	mediaType?: string | undefined;
	signal?: AbortSignal | undefined;
}

export interface ApiAnswer {
	status: number;
	header: (name: string) => string | undefined;
	/** Parsed JSON. */
	body: unknown;
}

/** One signed call; every status is an answer. @throws interrupted, refused */
export type Send = (request: ApiRequest) => Promise<ApiAnswer>;

/**
 * JSON calls to a path on the credential's server, or to a URL an answer gave. Each waits for the quota.
 * All throw gone, refused, throttled, interrupted, badInput, notReady and unexpected.
 */
export interface Api {
	/** Tries again when the line or the service fails. */
	get: (pathOrUrl: string, query?: Query) => Promise<unknown>;
	/** Tries again, as `get` does: the second time changes nothing more. */
	put: (path: string, body: unknown, query?: Query) => Promise<unknown>;
	/** What `get` and `put` do, for several records in one call. The path ends before the ids. */
	bulk: (method: 'GET' | 'PUT', path: string, entries: readonly BulkEntry[]) => Promise<BulkAnswers>;
	/** Tries again, as `get` does: what is deleted stays deleted. */
	delete: (path: string, query?: Query, body?: unknown) => Promise<unknown>;
	/** Is sent once, where a second one would do more. @throws unknownOutcome, as `post` does */
	deleteOnce: (path: string, query?: Query) => Promise<unknown>;
	/** Is sent once. @throws unknownOutcome when nobody said what became of it */
	post: (path: string, body: unknown, query?: Query) => Promise<unknown>;
}

export interface ApiSettings {
	server: URL;
	send: Send;
	gate: Gate;
	clock: Clock;
	token: TokenSource;
	/** Longest wait for the quota, for one call. */
	maxWaitMs: number;
	/** When the caller's own time is up, in milliseconds since 1970. */
	untilAt?: number | undefined;
	maxTries: number;
	signal?: AbortSignal | undefined;
}

export function createApi(settings: ApiSettings): Api {
	const call = async (
		method: Method,
		pathOrUrl: string,
		query: Query = {},
		body?: unknown,
		isOnce = method === 'POST',
	): Promise<unknown> => {
		const url = apiUrl(pathOrUrl, query, settings.server);
		return await repeat({ method, url, body, signal: settings.signal }, isOnce, settings);
	};
	return {
		get: (pathOrUrl, query) => call('GET', pathOrUrl, query),
		put: (path, body, query) => call('PUT', path, query, body),
		bulk: async (method, path, entries) => {
			const url = apiUrl(`${path}/${entries.map(({ id }) => id).join(',')}`, {}, settings.server);
			const changes = entries.map(({ id, body }) => ({ resourceId: id, body }));
			const body = method === 'PUT' ? changes : undefined;
			const request = { method, url, body, mediaType: BULK_TYPE, signal: settings.signal };
			return readBulk(await repeat(request, false, settings), entries, url, settings.clock.now());
		},
		delete: (path, query, body) => call('DELETE', path, query, body),
		deleteOnce: (path, query) => call('DELETE', path, query, undefined, true),
		post: (path, body, query) => call('POST', path, query, body),
	};
}

async function repeat(request: ApiRequest, isOnce: boolean, settings: ApiSettings): Promise<unknown> {
	const deadlineAt = Math.min(settings.clock.now() + settings.maxWaitMs, settings.untilAt ?? Infinity);
	for (let tries = 0; ;) {
		const outcome = await attempt(request, deadlineAt, settings);
		if ('body' in outcome) return outcome.body;
		// The gate has noted the penalty and holds the next attempt back until it is over.
		if (outcome.status === 429) continue;
		if (isOnce) throw isUncertain(outcome) ? doubtful(outcome) : outcome;
		// The first try may have deleted it before its answer was lost.
		if (request.method === 'DELETE' && tries > 0 && outcome.code === 'gone') return undefined;
		tries += 1;
		await pauseBeforeRetry(outcome, tries, deadlineAt, settings);
	}
}

/** No answer, or none that could be read. */
const isUncertain = ({ code, status }: MediaError): boolean =>
	code === 'interrupted' || (code === 'unexpected' && status === undefined);

/** The service may have done what was asked for before its answer was lost. */
export const doubtful = (failure: MediaError): MediaError =>
	unknownOutcome(`${failure.message}. Whether RingCentral did it is not known`, {
		hint: 'Look in RingCentral before you run this again.',
		status: failure.status,
		errorCode: failure.errorCode,
		requestId: failure.requestId,
		cause: failure,
	});

async function attempt(
	request: ApiRequest,
	deadlineAt: number,
	settings: ApiSettings,
): Promise<{ body: unknown } | MediaError> {
	const { clock, token } = settings;
	let failure: Error;
	try {
		// Without a token each of several parallel calls would log in on its own. It is fetched before the
		// quota is asked, since a log-in takes a call of the quota itself.
		const usedToken = await heldToken(token);
		let answer = await sendThrough(request, deadlineAt, settings);
		if (answer.status === 401) {
			await token.renew(usedToken);
			answer = await sendThrough(request, deadlineAt, settings);
		}
		if (answer.status !== 401) token.accepted();
		if (answer.status >= 200 && answer.status < 300) return { body: answer.body };
		return explainFault({ ...answer, url: request.url }, clock.now());
	} catch (cause) {
		failure = asError(cause);
	}
	if (failure instanceof MediaError) return failure;
	throw failure;
}

/** Sends it when the quota lets it. */
async function sendThrough(
	request: ApiRequest,
	deadlineAt: number,
	{ gate, send }: ApiSettings,
): Promise<ApiAnswer> {
	const { method, url, signal } = request;
	const pass = await gate.admit(endpointOf(method, url), { deadlineAt, signal });
	let answer: ApiAnswer | undefined;
	try {
		answer = await send(request);
		return answer;
	} finally {
		pass.settle(answer);
	}
}

async function pauseBeforeRetry(
	error: MediaError,
	tries: number,
	deadlineAt: number,
	{ clock, maxTries, signal }: ApiSettings,
): Promise<void> {
	const delayMs = retryDelayMs(tries, clock.random(), error.waitMs);
	const mayRetry = error.code === 'interrupted' && tries <= maxTries;
	if (!mayRetry || clock.now() + delayMs > deadlineAt) throw error;
	await clock.sleep(delayMs, signal);
}

function apiUrl(pathOrUrl: string, query: Query, server: URL): URL {
	const url = new URL(pathOrUrl, server);
	if (!mayCarryToken(url, server)) {
		throw refused(`An answer pointed to ${url.host}, which is not RingCentral`, {
			hint: 'The access token was not sent there. Check the server URL in the credential.',
		});
	}
	for (const [name, value] of Object.entries(query)) {
		if (value === undefined) continue;
		for (const single of Array.isArray(value) ? value : [value])
			url.searchParams.append(name, String(single));
	}
	return url;
}
