import { lookup as dnsLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import type { buildConnector, Dispatcher, Pool } from 'undici';
import { guarded } from './guard';
import { explainLine, lineFailure, PROXY_FAILED } from './lineFailure';
import { createPace, SLOWEST_PACE, type Pace } from './pace';
import { startSending, type Post } from './post';

/** One answer to one request. Who gets it reads `body` to its end or calls `discard`. */
export interface Answer {
	status: number;
	/** One header's value by its lower-case name. */
	header: (name: string) => string | undefined;
	/** Each piece is there only until the next one is asked for: who keeps bytes copies them. */
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

/** How long the server may take until its headers, with the time to connect, and between two bytes. */
const HEADERS_TIMEOUT_MS = 75_000;
const IDLE_TIMEOUT_MS = 30_000;
const CONNECT_TIMEOUT_MS = 15_000;
const KEEP_ALIVE_MS = 20_000;

/** A service that takes in a large file looks at all of it before it answers. */
const UPLOAD_ANSWER_TIMEOUT_MS = 120_000;

/** What RingCentral says of an upload is short; a huge answer must not fill the memory. */
const MOST_ANSWER_CHARACTERS = 1024 * 1024;

export interface Connections {
	open: Open;
	post: Post;
}

export interface ConnectionSettings {
	lookup?: Lookup;
	connectTimeoutMs?: number;
	headersTimeoutMs?: number;
	idleTimeoutMs?: number;
	uploadAnswerTimeoutMs?: number;
	slowestPace?: Pace;
}

type Limits = Required<Omit<ConnectionSettings, 'lookup'>>;

type Undici = typeof import('undici');

/** What it takes to send requests. */
interface Wire {
	request: Undici['request'];
	dispatcher: Dispatcher;
}

/** undici takes longer to load than all the rest, and n8n loads every node as it starts: it can wait. */
const loadUndici = (): Promise<Undici> => import('undici');

/**
 * Opens connections and keeps them for the next request. The first one reads proxies from `HTTP_PROXY`,
 * `HTTPS_PROXY` and `NO_PROXY`, as n8n reads them.
 */
export function createConnections({ lookup = dnsLookup, ...settings }: ConnectionSettings = {}): Connections {
	const limits: Limits = {
		connectTimeoutMs: CONNECT_TIMEOUT_MS,
		headersTimeoutMs: HEADERS_TIMEOUT_MS,
		idleTimeoutMs: IDLE_TIMEOUT_MS,
		uploadAnswerTimeoutMs: UPLOAD_ANSWER_TIMEOUT_MS,
		slowestPace: SLOWEST_PACE,
		...settings,
	};
	let wire: Promise<Wire> | undefined;
	const connect = () => (wire ??= createWire(lookup, limits));
	return { open: openWith(connect, limits), post: postWith(connect, limits) };
}

async function createWire(lookup: Lookup, limits: Limits): Promise<Wire> {
	const { EnvHttpProxyAgent, Pool, request } = await loadUndici();
	const dispatcher = new EnvHttpProxyAgent({
		connect: { timeout: limits.connectTimeoutMs, lookup },
		keepAliveTimeout: KEEP_ALIVE_MS,
		headersTimeout: limits.headersTimeoutMs,
		bodyTimeout: limits.idleTimeoutMs,
		factory: (origin, options: object) => new Pool(origin, givingUp(options)),
		clientFactory: (proxy, options) =>
			new Pool(proxy, { ...options, headersTimeout: limits.connectTimeoutMs }),
	});
	return { request, dispatcher };
}

type Connector = ReturnType<typeof buildConnector>;

const isConnector = (value: unknown): value is Connector => typeof value === 'function';

/**
 * Options of a pool that fails when a proxy closes the connection instead of making a tunnel. undici takes that
 * for a passing failure of its own socket and connects again, without end and without a pause.
 * @see https://github.com/nodejs/undici/blob/v7.30.2/lib/dispatcher/client.js (onError)
 */
function givingUp(options: object): Pool.Options {
	const connect: unknown = 'connect' in options ? options.connect : undefined;
	if (!isConnector(connect)) return options;
	const throughProxy: Connector = (target, callback) =>
		connect(target, (failure, socket) => {
			if (failure === null) callback(null, socket);
			else callback(asProxyFailure(failure), null);
		});
	return { ...options, connect: throughProxy };
}

/** Certificate failures and errno words speak for themselves. */
function asProxyFailure(failure: Error): Error {
	const isOfUndici = 'code' in failure && String(failure.code).startsWith('UND_ERR');
	return isOfUndici ? Object.assign(new Error(failure.message), { code: PROXY_FAILED }) : failure;
}

export const createOpen = (settings?: ConnectionSettings): Open => createConnections(settings).open;

function openWith(connect: () => Promise<Wire>, { headersTimeoutMs, slowestPace }: Limits): Open {
	return async ({ url, headers, signal }) => {
		const { request, dispatcher } = await connect();
		const guard = guarded(signal);
		let answer: Dispatcher.ResponseData;
		guard.start(headersTimeoutMs);
		try {
			answer = await request(url, { dispatcher, headers, signal: guard.signal });
		} catch (cause) {
			throw lineFailure(cause, url, signal);
		} finally {
			guard.stop();
		}
		const { statusCode, headers: answered, body } = answer;
		// undici reports a body that nobody reads to its end as an error; that is what `discard` does.
		body.on('error', () => undefined);
		return {
			status: statusCode,
			header: (name) => headerOf(answered, name),
			body: readBody(body, slowestPace, url, signal),
			discard: () => body.destroy(),
		};
	};
}

function headerOf(headers: Dispatcher.ResponseData['headers'], name: string): string | undefined {
	const value = headers[name];
	return Array.isArray(value) ? value.join(', ') : value;
}

function postWith(connect: () => Promise<Wire>, { uploadAnswerTimeoutMs, slowestPace }: Limits): Post {
	return async ({ url, headers, payload, signal }) => {
		const { request, dispatcher } = await connect();
		const guard = guarded(signal);
		const sending = startSending(payload, () => guard.start(uploadAnswerTimeoutMs));
		let lost: unknown;
		const length = { 'content-type': payload.contentType, 'content-length': String(payload.sizeBytes) };
		try {
			const answer = await request(url, {
				dispatcher,
				method: 'POST',
				headers: { ...headers, ...length },
				body: Readable.from(sending.pieces, { objectMode: false }),
				headersTimeout: uploadAnswerTimeoutMs,
				signal: guard.signal,
			});
			guard.stop();
			const bodyText = await shortText(answer.body, slowestPace);
			const { statusCode: status, headers: answered } = answer;
			const header = (name: string) => headerOf(answered, name);
			return { is: 'answered', status, header, bodyText, isSentWhole: sending.isWhole() };
		} catch (cause) {
			lost = sending.failure() ?? cause;
		} finally {
			guard.stop();
		}
		if (signal?.aborted) throw lineFailure(lost, url, signal);
		return { is: 'lost', failure: explainLine(lost, url), isSentWhole: sending.isWhole() };
	};
}

async function shortText(body: AsyncIterable<Uint8Array>, slowest: Pace): Promise<string> {
	const keepPace = createPace(slowest);
	const decoder = new TextDecoder();
	let text = '';
	for await (const bytes of body) {
		keepPace.came(bytes.length);
		text += decoder.decode(bytes, { stream: true });
		if (text.length > MOST_ANSWER_CHARACTERS) break;
		keepPace.asked();
	}
	return text + decoder.decode();
}

async function* readBody(
	body: AsyncIterable<Uint8Array>,
	slowest: Pace,
	url: URL,
	signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
	try {
		const keepPace = createPace(slowest);
		for await (const bytes of body) {
			keepPace.came(bytes.length);
			yield bytes;
			release(bytes);
			keepPace.asked();
		}
	} catch (cause) {
		throw lineFailure(cause, url, signal);
	}
}

/**
 * Gives the memory of a piece back at once. Left to the garbage collector, the reads of a large file would
 * make it go through all of n8n's memory for every few dozen megabytes.
 */
function release({ buffer, byteLength }: Uint8Array): void {
	// A part of something larger has other owners. Node.js 20 cannot do it.
	if (byteLength === buffer.byteLength && 'transfer' in buffer) buffer.transfer(0);
}
