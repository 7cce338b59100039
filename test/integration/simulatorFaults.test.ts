import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startSimulator, type Simulator } from '../../simulator';
import type { FaultAction } from '../../simulator/faults';
import { ACCOUNT, EXTENSION, logIn } from '../support/simulatorClient';
import { rawGet, type RawAnswer } from '../support/rawGet';

const SIZE_BYTES = 300_000;

describe('faults of the simulator', () => {
	let simulator: Simulator;
	let whole: Buffer;
	let url: string;
	let token: Record<string, string>;

	beforeEach(async () => {
		simulator = await startSimulator({ limits: 'off' });
		token = (await logIn(simulator)).headers;
		const { recording } = simulator.world.addCall({ recording: { sizeBytes: SIZE_BYTES } });
		url = `${simulator.mediaUrl}${ACCOUNT}/recording/${recording?.id ?? ''}/content`;
		whole = recording?.content.read(0, SIZE_BYTES) ?? Buffer.alloc(0);
	});
	afterEach(() => simulator.close());

	const ask = (headers: Record<string, string> = {}, patienceMs?: number): Promise<RawAnswer> =>
		rawGet(url, { ...token, ...headers }, patienceMs);
	const askWith = (action: FaultAction, headers?: Record<string, string>): Promise<RawAnswer> => {
		simulator.faults.add({ do: action });
		return ask(headers);
	};
	const range = { Range: 'bytes=1000-1999' };

	it.each([0, 1, 70_000])('cuts the connection after %d bytes', async (afterBytes) => {
		const answer = await askWith({ cut: { afterBytes } });

		expect(answer.failure).toBe('ECONNRESET');
		expect(answer.headers['content-length']).toBe(String(SIZE_BYTES));
		expect(answer.body.equals(whole.subarray(0, afterBytes))).toBe(true);
		expect(simulator.requests.at(-1)?.sentBytes).toBe(afterBytes);
	});

	it('stalls', async () => {
		simulator.faults.add({ do: { stall: { afterBytes: 500 } } });
		const answer = await ask({}, 100);

		expect(answer.body).toHaveLength(500);
		expect(answer.failure).toBe('no more bytes came');
	});

	it('is slow', async () => {
		const startedAt = performance.now();
		const answer = await askWith({ slow: { bytesPerSecond: 6_000_000 } });

		expect(answer.body.equals(whole)).toBe(true);
		expect(performance.now() - startedAt).toBeGreaterThan(40);
	});

	it('lets the headers wait', async () => {
		simulator.faults.add({ do: { delayHeaders: { ms: 10_000 } } });

		await expect(ask({}, 50)).rejects.toThrow('no more bytes came');
	});

	it('gives less than the range', async () => {
		const answer = await askWith({ shortRange: { maxBytes: 100 } }, range);

		expect(answer.headers['content-range']).toBe(`bytes 1000-1099/${SIZE_BYTES}`);
		expect(answer.body.equals(whole.subarray(1000, 1100))).toBe(true);
	});

	it('gives a part nobody asked for', async () => {
		const answer = await askWith({ unaskedRange: { maxBytes: 100 } });

		expect(answer).toMatchObject({
			status: 206,
			headers: { 'content-range': `bytes 0-99/${SIZE_BYTES}` },
			body: { length: 100 },
		});
	});

	it('gives everything though a part was asked for', async () => {
		const answer = await askWith({ ignoreRange: true }, range);

		expect(answer.status).toBe(200);
		expect(answer.body).toHaveLength(SIZE_BYTES);
	});

	it('changes the content from some request on', async () => {
		simulator.faults.add({ skip: 1, do: { changeContent: true } });
		const [first, second] = [await ask(), await ask()];

		expect(first.body.equals(whole)).toBe(true);
		expect(second.body).toHaveLength(SIZE_BYTES);
		expect(second.body.equals(whole)).toBe(false);
		expect(second.headers.etag).not.toBe(first.headers.etag);
	});

	it('has weak validators, or none', async () => {
		expect((await askWith({ etag: 'weak' })).headers.etag).toMatch(/^W\/"/);
		const bare = await askWith({ etag: 'none', lastModified: 'none' });

		expect(bare.headers).not.toHaveProperty('etag');
		expect(bare.headers).not.toHaveProperty('last-modified');
	});

	it.each<[FaultAction['contentRange'], string]>([
		[{ startShift: 5 }, `bytes 1005-2004/${SIZE_BYTES}`],
		[{ total: 7 }, 'bytes 1000-1999/7'],
		[{ total: '*' }, 'bytes 1000-1999/*'],
	])('lies about the range: %j', async (contentRange, expected) => {
		const answer = await askWith({ contentRange: contentRange ?? {} }, range);

		expect(answer.headers['content-range']).toBe(expected);
		expect(answer.body.equals(whole.subarray(1000, 2000))).toBe(true);
	});

	it('wraps a range in multipart', async () => {
		const answer = await askWith({ multipartRanges: true }, range);

		expect(answer.headers['content-type']).toMatch(/^multipart\/byteranges; boundary=/);
		expect(answer.body.includes(whole.subarray(1000, 2000))).toBe(true);
	});

	it('compresses what should stay as it is', async () => {
		const answer = await askWith({ gzip: true }, { 'Accept-Encoding': 'identity' });

		expect(answer.headers['content-encoding']).toBe('gzip');
		expect(gunzipSync(answer.body).equals(whole)).toBe(true);
	});

	it('tells no length', async () => {
		const chunked = await askWith({ framing: 'chunked' });
		const closed = await askWith({ framing: 'close' });

		expect(chunked.headers['transfer-encoding']).toBe('chunked');
		expect(closed.headers).not.toHaveProperty('transfer-encoding');
		for (const { headers, body } of [chunked, closed]) {
			expect(headers).not.toHaveProperty('content-length');
			expect(body.equals(whole)).toBe(true);
		}
	});

	it('ends a body of untold length early, and nothing shows it', async () => {
		const answer = await askWith({ framing: 'close', cut: { afterBytes: 1000 } });

		expect(answer.failure).toBeUndefined();
		expect(answer.body).toHaveLength(1000);
	});

	it('sends more than it promised', async () => {
		simulator.faults.add({ do: { extra: { bytes: 3 } } });
		const { hostname, port, pathname } = new URL(url);
		const head = `GET ${pathname} HTTP/1.1\r\nHost: ${hostname}\r\nConnection: close\r\nRange: bytes=0-9\r\n`;
		const socket = connect(Number(port), hostname);
		socket.end(`${head}Authorization: ${token['Authorization'] ?? ''}\r\n\r\n`);
		const pieces: Buffer[] = [];
		for await (const piece of socket) pieces.push(piece as Buffer);
		const bytes = Buffer.concat(pieces);
		const bodyAt = bytes.indexOf('\r\n\r\n') + 4;

		expect(bytes.subarray(0, bodyAt).toString()).toMatch(/content-length: 10\r\n/i);
		expect(bytes.length - bodyAt).toBe(13);
	});

	it('gives another type, or none', async () => {
		expect((await askWith({ contentType: 'text/html' })).headers['content-type']).toBe('text/html');
		expect((await askWith({ contentType: null })).headers).not.toHaveProperty('content-type');
	});

	it('redirects, in circles too', async () => {
		const elsewhere = await askWith({ redirect: { to: 'https://elsewhere.example/x', status: 307 } });
		const circle = await askWith({ redirect: { to: 'self' } });

		expect(elsewhere).toMatchObject({ status: 307, headers: { location: 'https://elsewhere.example/x' } });
		expect(circle).toMatchObject({ status: 302, headers: { location: url } });
	});

	it('answers JSON where bytes belong', async () => {
		const answer = await askWith({ jsonInstead: true });

		expect(answer.status).toBe(200);
		expect(answer.headers['content-type']).toMatch(/^application\/json/);
	});

	it.each<[FaultAction['status'], object]>([
		[{ status: 503, retryAfter: 7 }, { headers: { 'retry-after': '7' } }],
		[{ status: 429, retryAfter: 60 }, { headers: { 'retry-after': '60' } }],
		[{ status: 403, errorCode: 'CMN-408' }, {}],
		[{ status: 409 }, {}],
	])('fails as told: %j', async (status, expected) => {
		const answer = await askWith({ ...(status && { status }) });

		expect(answer).toMatchObject({ status: status?.status, ...expected });
	});

	it('leaves the list of errors empty', async () => {
		const answer = await askWith({ status: { status: 404, errorCode: 'AGW-404', withErrors: false } });

		expect(JSON.parse(answer.body.toString())).toMatchObject({ errorCode: 'AGW-404', errors: [] });
	});

	it('drops the headers of the rate limit', async () => {
		simulator.limits.change({});
		const answer = await askWith({ status: { status: 429, rateLimitHeaders: false } });

		expect(Object.keys(answer.headers).filter((name) => name.startsWith('x-rate-limit'))).toEqual([]);
	});

	it('ends the session in the middle', async () => {
		simulator.faults.add({ times: 1, do: { endSession: true } });

		expect((await ask()).status).toBe(401);
		expect((await ask()).status).toBe(401);
		token = (await logIn(simulator)).headers;
		expect((await ask()).status).toBe(200);
	});

	it('hits only what it is meant for, as often as it is meant to', async () => {
		const { faults, serverUrl } = simulator;
		faults.add({
			on: { path: /recording/, host: 'media', method: 'GET', range: true },
			skip: 1,
			times: 1,
			do: { status: { status: 500 } },
		});
		const remove = faults.add({ on: { host: 'api' }, do: { status: { status: 503 } } });

		expect((await ask()).status).toBe(200);
		expect([await ask(range), await ask(range), await ask(range)].map(({ status }) => status)).toEqual([
			206, 500, 206,
		]);
		expect((await rawGet(`${serverUrl}${EXTENSION}`, token)).status).toBe(503);
		remove();
		expect((await rawGet(`${serverUrl}${EXTENSION}`, token)).status).toBe(200);
	});
});
