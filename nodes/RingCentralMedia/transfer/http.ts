import { lookup as dnsLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { EnvHttpProxyAgent, errors, request, type Dispatcher } from 'undici';
import { badInput, interrupted, MediaError, refused } from '../errors';

/** One answer to one request. Who gets it reads `body` to its end or calls `discard`. */
export interface Answer {
	status: number;
	/** One header's value by its lower-case name. */
	header: (name: string) => string | undefined;
	body: AsyncIterable<Uint8Array>;
	/** Gives up the rest of the body and closes the connection. */
	discard: () => void;
}

export interface GetRequest {
	url: URL;
	headers: Record<string, string>;
	signal?: AbortSignal | undefined;
}

/**
 * Sends one GET; redirects are not followed.
 * @throws interrupted when the line fails, refused when the server's certificate is not trusted
 */
export type Open = (request: GetRequest) => Promise<Answer>;

/** A name look-up that an operator's network rules may narrow. */
export type Lookup = LookupFunction;

/** How long the server may take until its headers, and between two bytes. */
const HEADERS_TIMEOUT_MS = 60_000;
const IDLE_TIMEOUT_MS = 30_000;
const CONNECT_TIMEOUT_MS = 15_000;
const KEEP_ALIVE_MS = 20_000;

/**
 * Opens connections and keeps them for the next request. Proxies come from `HTTP_PROXY`,
 * `HTTPS_PROXY` and `NO_PROXY`, as n8n reads them.
 */
export function createOpen(settings: { lookup?: Lookup; idleTimeoutMs?: number } = {}): Open {
	const { lookup = dnsLookup, idleTimeoutMs = IDLE_TIMEOUT_MS } = settings;
	const dispatcher: Dispatcher = new EnvHttpProxyAgent({
		connect: { timeout: CONNECT_TIMEOUT_MS, lookup },
		keepAliveTimeout: KEEP_ALIVE_MS,
		headersTimeout: HEADERS_TIMEOUT_MS,
		bodyTimeout: idleTimeoutMs,
	});
	return async ({ url, headers, signal }) => {
		let answer: Dispatcher.ResponseData;
		try {
			answer = await request(url, { dispatcher, headers, ...(signal && { signal }) });
		} catch (cause) {
			throw lineFailure(cause, url, signal);
		}
		const { statusCode, headers: answered, body } = answer;
		// undici reports a body that nobody reads to its end as an error; that is what `discard` does.
		body.on('error', () => undefined);
		return {
			status: statusCode,
			header: (name) => {
				const value = answered[name];
				return Array.isArray(value) ? value.join(', ') : value;
			},
			body: readBody(body, url, signal),
			discard: () => body.destroy(),
		};
	};
}

async function* readBody(
	body: AsyncIterable<Uint8Array>,
	url: URL,
	signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
	try {
		yield* body;
	} catch (cause) {
		throw lineFailure(cause, url, signal);
	}
}

/** Certificate failures do not pass with time; a retry would only hide them. */
const CERTIFICATE_CODE = /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY/;

function lineFailure(cause: unknown, url: URL, signal: AbortSignal | undefined): unknown {
	if (signal?.aborted || cause instanceof MediaError) return cause;
	const code = codeOf(cause);
	if (cause instanceof errors.InvalidArgumentError) {
		return badInput(`${url.host} cannot be asked this way`, { cause });
	}
	if (CERTIFICATE_CODE.test(code)) {
		return refused(`The certificate of ${url.host} is not trusted (${code})`, {
			hint: 'Check the server URL. For a company certificate set NODE_EXTRA_CA_CERTS where n8n runs.',
			cause,
		});
	}
	return interrupted(`The connection to ${url.host} failed${reasons[code] ?? ''}`, {
		hint: 'Check that n8n can reach this server, then run again.',
		cause,
	});
}

/** n8n replaces messages that hold an errno word, so they are put in plain words. */
const reasons: Record<string, string> = {
	ECONNREFUSED: ': nothing answers at this address',
	ECONNRESET: ': the server closed it',
	ENOTFOUND: ': no such host',
	EAI_AGAIN: ': the host name could not be looked up',
	UND_ERR_BODY_TIMEOUT: ': no byte came for too long',
	UND_ERR_CONNECT_TIMEOUT: ': it could not be made in time',
	UND_ERR_HEADERS_TIMEOUT: ': no answer came in time',
	UND_ERR_SOCKET: ': the server closed it',
};

function codeOf(error: unknown): string {
	if (typeof error !== 'object' || error === null) return '';
	if ('code' in error && typeof error.code === 'string') return error.code;
	if ('errors' in error && Array.isArray(error.errors)) return codeOf(error.errors[0]);
	return 'cause' in error ? codeOf(error.cause) : '';
}
