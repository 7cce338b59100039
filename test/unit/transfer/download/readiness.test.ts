import { afterEach, describe, expect, it } from '@jest/globals';
import { createLine, failureOf, fetchFile, type RecordedLine } from '../../../support/scriptedDownload';
import { bytesFrom, digest, honest, part } from '../../../support/scriptedFile';
import { startScriptedServer, type Reply, type ScriptedServer } from '../../../support/scriptedServer';

let server: ScriptedServer;
let line: RecordedLine;

afterEach(() => server.close());

const MINUTE_MS = 60_000;
const bytes = bytesFrom(1, 3000);

const missing: Reply = { status: 404 };
const rendering: Reply = { status: 400, body: Buffer.from('{"errorCode":"MSG-368","message":"Not yet"}') };

/** A server that gives the file after so many looks. */
const start = async (looks: number, before: Reply) => {
	server = await startScriptedServer((asked) => (asked.index < looks ? before : honest({ bytes }, asked)));
	line = createLine(server.url);
};

describe('rule 12: what is not there yet', () => {
	it.each([
		['a recording that is not found yet', missing],
		['a fax that is still rendered', rendering],
	])('looks again for %s, less and less often', async (_what, before) => {
		await start(6, before);
		const got = await fetchFile(server.url, { readyWithinMs: 10 * MINUTE_MS }, line);
		expect(got).toMatchObject({ digest: digest(bytes), requests: 7, resumed: 0 });
		expect(line.clock.sleeps).toEqual([10_000, 15_000, 30_000, 60_000, 60_000, 60_000]);
	});

	it.each([
		['gone', missing],
		['notReady', rendering],
	])('fails with %s when the patience runs out', async (code, before) => {
		await start(Infinity, before);
		const work = fetchFile(server.url, { readyWithinMs: MINUTE_MS }, line);
		expect(await failureOf(work)).toMatchObject({ code });
		expect(line.clock.sleeps).toEqual([10_000, 15_000, 30_000]);
	});

	it.each([
		['gone', missing],
		['notReady', rendering],
	])('fails with %s at once when nobody wants to wait', async (code, before) => {
		await start(Infinity, before);
		expect(await failureOf(fetchFile(server.url, {}, line))).toMatchObject({ code });
		expect(server.requests).toHaveLength(1);
	});

	it('does not wait for a file that vanishes in mid-transfer', async () => {
		server = await startScriptedServer((asked) =>
			asked.index === 0 ? part({ bytes }, asked, { mostBytes: 5 }) : missing,
		);
		line = createLine(server.url);
		const work = fetchFile(server.url, { readyWithinMs: 10 * MINUTE_MS }, line);
		expect(await failureOf(work)).toMatchObject({ code: 'gone' });
		expect(line.clock.sleeps).toEqual([]);
	});

	it('does not count the wait against the wait for the quota', async () => {
		server = await startScriptedServer((asked) => {
			if (asked.index < 5) return missing;
			return asked.index === 5 ? { status: 429, headers: { 'Retry-After': '60' } } : honest({ bytes }, asked);
		});
		line = createLine(server.url);
		const got = await fetchFile(server.url, { readyWithinMs: 10 * MINUTE_MS, maxWaitMs: 70_000 }, line);
		expect(got.digest).toBe(digest(bytes));
	});
});
