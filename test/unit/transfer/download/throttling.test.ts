import { afterEach, describe, expect, it } from '@jest/globals';
import { createLine, failureOf, fetchFile, type RecordedLine } from '../../../support/scriptedDownload';
import { bytesFrom, digest, part } from '../../../support/scriptedFile';
import { startScriptedServer, type Reply, type ScriptedServer } from '../../../support/scriptedServer';

let server: ScriptedServer;
let line: RecordedLine;

afterEach(() => server.close());

const bytes = bytesFrom(1, 3000);

const tooMany = (headers: Record<string, string>): Reply => ({ status: 429, headers });
const heavy = { 'X-Rate-Limit-Group': 'heavy', 'X-Rate-Limit-Limit': '10', 'X-Rate-Limit-Window': '60' };

/** A server that refuses these requests, and gives 1000 bytes on each of the others. */
const start = async (refusedAt: number[], headers: Record<string, string>) => {
	const arrivedAt: number[] = [];
	server = await startScriptedServer((asked) => {
		arrivedAt.push(line.clock.now());
		return refusedAt.includes(asked.index) ? tooMany(headers) : part({ bytes }, asked, { mostBytes: 1000 });
	});
	line = createLine(server.url);
	return { arrivedAt };
};

describe('rule 6: when the rate limit is used up', () => {
	it('waits as long as the server says, and a margin, before the next call', async () => {
		const { arrivedAt } = await start([1], { ...heavy, 'Retry-After': '47' });
		expect((await fetchFile(server.url, {}, line)).digest).toBe(digest(bytes));
		const [, refusedAt = 0, nextAt = 0] = arrivedAt;
		expect(nextAt - refusedAt).toBeGreaterThanOrEqual(48_000);
		expect(server.requests.map(({ span }) => span.start)).toEqual([0, 1000, 1000, 2000]);
	});

	it('waits a minute when the server does not say', async () => {
		const { arrivedAt } = await start([0], {});
		await fetchFile(server.url, {}, line);
		expect((arrivedAt[1] ?? 0) - (arrivedAt[0] ?? 0)).toBe(61_000);
	});

	it('spends no try on a 429', async () => {
		await start([0, 1, 2, 3], { 'Retry-After': '60' });
		const got = await fetchFile(server.url, { maxTries: 0 }, line);
		expect(got).toMatchObject({ digest: digest(bytes), requests: 7, resumed: 0 });
	});

	it('fails when the quota opens only after the longest wait, and says when', async () => {
		await start([0], { 'Retry-After': '1200' });
		const failure = await failureOf(fetchFile(server.url, { maxWaitMs: 900_000 }, line));
		expect(failure).toMatchObject({ code: 'throttled', waitMs: 1_201_000 });
		expect(server.requests).toHaveLength(1);
		expect(line.clock.sleeps).toEqual([]);
	});

	it('counts the longest wait from the last new byte', async () => {
		await start([1, 2, 4, 5], { 'Retry-After': '100' });
		const got = await fetchFile(server.url, { maxWaitMs: 250_000 }, line);
		expect(got.digest).toBe(digest(bytes));
	});

	it('adds up the waits between two bytes', async () => {
		await start([1, 2, 3], { 'Retry-After': '100' });
		expect(await failureOf(fetchFile(server.url, { maxWaitMs: 250_000 }, line))).toMatchObject({
			code: 'throttled',
		});
		expect(server.requests).toHaveLength(4);
	});

	it('fails at once where the user does not wait at all', async () => {
		await start([1], { 'Retry-After': '60' });
		expect(await failureOf(fetchFile(server.url, { maxWaitMs: 0 }, line))).toMatchObject({
			code: 'throttled',
			waitMs: 61_000,
		});
	});

	it('does not ask while the window has no room, so that there is no 429 at all', async () => {
		const arrivedAt: number[] = [];
		const used = { ...heavy, 'X-Rate-Limit-Remaining': '0' };
		server = await startScriptedServer((asked) => {
			arrivedAt.push(line.clock.now());
			const reply = part({ bytes }, asked, { mostBytes: 2000 });
			return { ...reply, headers: { ...reply.headers, ...used } };
		});
		line = createLine(server.url);
		await fetchFile(server.url, {}, line);
		expect((arrivedAt[1] ?? 0) - (arrivedAt[0] ?? 0)).toBe(60_000);
	});
});
