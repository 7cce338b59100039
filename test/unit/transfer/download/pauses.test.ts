import { afterEach, describe, expect, it } from '@jest/globals';
import { startDownload } from '../../../../nodes/RingCentralMedia/transfer/download';
import {
	createLine,
	failureOf,
	fetchFile,
	planFor,
	readPieces,
	type RecordedLine,
} from '../../../support/scriptedDownload';
import { bytesFrom, digest, part } from '../../../support/scriptedFile';
import { startScriptedServer, type Reply, type ScriptedServer } from '../../../support/scriptedServer';

let server: ScriptedServer;
let line: RecordedLine;

afterEach(() => server.close());

const bytes = bytesFrom(1, 3000);
const maxPauseMs = () => 240_000;

/** A server that gives 1000 bytes a request, but for the requests named. */
const start = async (instead: Record<number, Reply>) => {
	server = await startScriptedServer(
		(asked) => instead[asked.index] ?? part({ bytes }, asked, { mostBytes: 1000 }),
	);
	line = createLine(server.url);
};

const tooMany = (seconds: number): Reply => ({ status: 429, headers: { 'Retry-After': String(seconds) } });

describe('rule 13: how long a reader bears no piece', () => {
	it('fails rather than wait longer in mid-file, and says how long', async () => {
		await start({ 1: tooMany(300) });
		expect(await failureOf(fetchFile(server.url, { maxPauseMs }, line))).toMatchObject({
			code: 'throttled',
			waitMs: 301_000,
		});
		expect(server.requests).toHaveLength(2);
	});

	it('waits for less in mid-file', async () => {
		await start({ 1: tooMany(200), 3: tooMany(200) });
		expect((await fetchFile(server.url, { maxPauseMs }, line)).digest).toBe(digest(bytes));
	});

	it('adds up the waits between two pieces', async () => {
		await start({ 1: tooMany(130), 2: tooMany(130) });
		expect(await failureOf(fetchFile(server.url, { maxPauseMs }, line))).toMatchObject({ code: 'throttled' });
	});

	it('waits longer before the first piece, since nobody listens yet', async () => {
		await start({ 0: tooMany(300) });
		expect((await fetchFile(server.url, { maxPauseMs }, line)).digest).toBe(digest(bytes));
	});

	it('fails when a server out of order names a longer time', async () => {
		await start({ 1: { status: 503, headers: { 'Retry-After': '300' } } });
		expect(await failureOf(fetchFile(server.url, { maxPauseMs }, line))).toMatchObject({
			code: 'throttled',
			waitMs: 300_000,
		});
		expect(line.clock.sleeps).toEqual([]);
	});

	it('does not take the time of a slow reader for a wait', async () => {
		server = await startScriptedServer((asked) =>
			asked.index % 2 === 1 ? 'hangUp' : part({ bytes }, asked, { mostBytes: 1000 }),
		);
		line = createLine(server.url);
		const plan = planFor(server.url, { maxPauseMs, maxWaitMs: 60_000 });
		const download = await startDownload(plan, line);
		let read = 0;
		for await (const piece of download.pieces) {
			read += piece.length;
			line.clock.advance(600_000);
		}
		expect(read).toBe(3000);
	});

	it('asks anew before each wait how long that is', async () => {
		await start({ 1: tooMany(300) });
		let pauseMs = Infinity;
		const plan = planFor(server.url, { maxPauseMs: () => pauseMs });
		const download = await startDownload(plan, line);
		pauseMs = 240_000;
		expect(await failureOf(readPieces(download))).toMatchObject({ code: 'throttled' });
	});

	it('waits as long as the quota takes when the reader bears it', async () => {
		await start({ 1: tooMany(300) });
		const got = await fetchFile(server.url, { maxPauseMs: () => Infinity }, line);
		expect(got.digest).toBe(digest(bytes));
		expect(server.requests).toHaveLength(4);
	});
});
