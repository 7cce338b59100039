import { asError, MediaError, refused, unexpected } from '../errors';
import { retryDelayMs } from '../transfer/backoff';
import { endpointOf } from './endpoint';
import { explainFault } from './faults';
import { mayCarryToken } from './hosts';
import type { Clock, Gate } from './quota';

/** Values of a query; a list is sent as a repeated parameter, nothing for `undefined`. */
export type Query = Record<string, string | number | boolean | readonly string[] | undefined>;

export interface ApiRequest {
	method: 'GET';
	url: URL;
	signal?: AbortSignal | undefined;
}

export interface ApiAnswer {
	status: number;
	header: (name: string) => string | undefined;
	/** Parsed JSON. */
	body: unknown;
}

/** One signed call. A 401 has been answered with a fresh token already. @throws interrupted, refused */
export type Send = (request: ApiRequest) => Promise<ApiAnswer>;

export interface Api {
	/**
	 * Gets JSON from a path on the credential's server or from a URL an answer gave.
	 * Waits for the quota and tries again when the line or the service fails.
	 * @throws gone, refused, throttled, interrupted, badInput, notReady, unexpected
	 */
	get: (pathOrUrl: string, query?: Query) => Promise<unknown>;
}

export interface ApiSettings {
	server: URL;
	send: Send;
	gate: Gate;
	clock: Clock;
	/** Longest wait for the quota, for one call. */
	maxWaitMs: number;
	maxTries: number;
	signal?: AbortSignal | undefined;
}

export function createApi(settings: ApiSettings): Api {
	return {
		get: async (pathOrUrl, query = {}) => {
			const url = apiUrl(pathOrUrl, query, settings.server);
			const deadlineAt = settings.clock.now() + settings.maxWaitMs;
			for (let tries = 0; ;) {
				const outcome = await attempt(url, deadlineAt, settings);
				if ('body' in outcome) return outcome.body;
				// The gate has noted the penalty and holds the next attempt back until it is over.
				if (outcome.status === 429) continue;
				tries += 1;
				await pauseBeforeRetry(outcome, tries, deadlineAt, settings);
			}
		},
	};
}

async function attempt(
	url: URL,
	deadlineAt: number,
	{ gate, send, signal, clock }: ApiSettings,
): Promise<{ body: unknown } | MediaError> {
	const pass = await gate.admit(endpointOf('GET', url), { deadlineAt, signal });
	let answer: ApiAnswer | undefined;
	let failure: Error | undefined;
	try {
		answer = await send({ method: 'GET', url, signal });
	} catch (cause) {
		failure = asError(cause);
	}
	pass.settle(answer);
	if (answer === undefined) {
		if (failure instanceof MediaError) return failure;
		throw failure ?? unexpected('The request ended without an answer');
	}
	if (answer.status >= 200 && answer.status < 300) return { body: answer.body };
	return explainFault({ ...answer, url }, clock.now());
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
