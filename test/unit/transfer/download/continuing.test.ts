import { afterEach, describe, expect, it } from '@jest/globals';
import { createOpen } from '../../../../nodes/RingCentralMedia/transfer/http';
import { createLine, failureOf, fetchFile } from '../../../support/scriptedDownload';
import { bytesFrom, digest, honest, part } from '../../../support/scriptedFile';
import { startScriptedServer, type Script, type ScriptedServer } from '../../../support/scriptedServer';

let server: ScriptedServer;

afterEach(() => server.close());

const file = { bytes: bytesFrom(1, 300_000), etag: '"a"' };
const whole = digest(file.bytes);

const start = async (script: Script) => {
	server = await startScriptedServer(script);
	return createLine(server.url);
};

const startsAsked = (): number[] => server.requests.map(({ span }) => span.start);

describe('rule 5: going on at the last byte', () => {
	it('continues at the last byte after the line is cut', async () => {
		const line = await start((asked) => ({
			...honest(file, asked),
			...(asked.index < 2 && { breaks: { afterBytes: 100_000, by: 'close' } }),
		}));
		const got = await fetchFile(server.url, {}, line);
		expect(got).toMatchObject({ digest: whole, sha256: whole, requests: 3, resumed: 2 });
		expect(startsAsked()).toEqual([0, 100_000, 200_000]);
		expect(server.sentBytes()).toBe(300_000);
	});

	it('continues after a connection that is reset', async () => {
		const line = await start((asked) => ({
			...honest(file, asked),
			...(asked.index === 0 && { breaks: { afterBytes: 100_000, by: 'reset' } }),
		}));
		expect(await fetchFile(server.url, {}, line)).toMatchObject({ digest: whole, requests: 2 });
	});

	it('continues when no byte comes for too long', async () => {
		server = await startScriptedServer((asked) => ({
			...honest(file, asked),
			...(asked.index === 0 && { breaks: { afterBytes: 100_000, by: 'stall' } }),
		}));
		const line = createLine(server.url, createOpen({ idleTimeoutMs: 50 }));
		expect(await fetchFile(server.url, {}, line)).toMatchObject({ digest: whole, resumed: 1 });
		expect(startsAsked()).toEqual([0, 100_000]);
	});

	it('continues a chunked body that breaks off', async () => {
		const line = await start((asked) => ({
			...honest(file, asked),
			framing: 'chunked',
			...(asked.index === 0 && { breaks: { afterBytes: 100_000, by: 'close' } }),
		}));
		expect(await fetchFile(server.url, {}, line)).toMatchObject({ digest: whole, requests: 2 });
	});

	it('continues a part that says where it ends, but ends before', async () => {
		const line = await start((asked) => ({
			...part(file, asked),
			framing: 'close',
			...(asked.index === 0 && { breaks: { afterBytes: 1, by: 'close' } }),
		}));
		expect(await fetchFile(server.url, {}, line)).toMatchObject({ digest: whole, resumed: 1 });
		expect(startsAsked()).toEqual([0, 1]);
	});

	it('tries again when a connection is closed without an answer', async () => {
		const line = await start((asked) => (asked.index < 3 ? 'hangUp' : honest(file, asked)));
		// Only answers count as requests, and nothing was resumed before the first byte.
		expect(await fetchFile(server.url, {}, line)).toMatchObject({ digest: whole, requests: 1, resumed: 0 });
		expect(server.requests).toHaveLength(4);
	});

	it('tries again when the server is out of order', async () => {
		const line = await start((asked) => (asked.index < 3 ? { status: 502 } : honest(file, asked)));
		expect(await fetchFile(server.url, {}, line)).toMatchObject({ digest: whole, requests: 4 });
	});

	it('gives up after the tries without a new byte', async () => {
		const line = await start((asked) => (asked.index === 0 ? part(file, asked, { mostBytes: 5 }) : 'hangUp'));
		expect(await failureOf(fetchFile(server.url, { maxTries: 3 }, line))).toMatchObject({
			code: 'interrupted',
		});
		expect(server.requests).toHaveLength(1 + 1 + 3);
	});

	it('gives up at once when the user wants no retries', async () => {
		const line = await start(() => 'hangUp');
		await failureOf(fetchFile(server.url, { maxTries: 0 }, line));
		expect(server.requests).toHaveLength(1);
		expect(line.clock.sleeps).toEqual([]);
	});

	it('counts tries anew after each new byte', async () => {
		const line = await start((asked) => ({
			...honest(file, asked),
			...(asked.index < 20 && { breaks: { afterBytes: asked.index % 2 === 0 ? 0 : 1, by: 'close' } }),
		}));
		expect(await fetchFile(server.url, { maxTries: 2 }, line)).toMatchObject({ digest: whole });
		expect(server.requests).toHaveLength(21);
	});

	it('waits twice as long each time, until a new byte comes', async () => {
		const line = await start((asked) =>
			asked.index < 3 || asked.index === 4 ? 'hangUp' : part(file, asked, { mostBytes: 200_000 }),
		);
		await fetchFile(server.url, {}, line);
		expect(line.clock.sleeps).toEqual([500, 1_000, 2_000, 500]);
	});

	it('waits at least as long as a server out of order asks for', async () => {
		const line = await start((asked) =>
			asked.index === 0 ? { status: 503, headers: { 'Retry-After': '40' } } : honest(file, asked),
		);
		await fetchFile(server.url, {}, line);
		expect(line.clock.sleeps).toEqual([40_000]);
	});

	it('tries again even where the user waits for no quota', async () => {
		const line = await start((asked) => (asked.index < 2 ? 'hangUp' : honest(file, asked)));
		expect(await fetchFile(server.url, { maxWaitMs: 0 }, line)).toMatchObject({ digest: whole });
	});
});
