import { afterEach, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { startDownload } from '../../../../nodes/RingCentralMedia/transfer/download';
import { createLine, failureOf, fetchFile, planFor, readPieces } from '../../../support/scriptedDownload';
import { bytesFrom, digest, honest } from '../../../support/scriptedFile';
import { startScriptedServer, type ScriptedServer } from '../../../support/scriptedServer';

const MIB = 1024 * 1024;
const HUGE_BYTES = 1024 * MIB;
let server: ScriptedServer;

afterEach(() => server.close());

function* endless(): Generator<Uint8Array> {
	for (;;) yield new Uint8Array(64 * 1024);
}

/** Starts a download of a file much larger than all buffers between server and reader. */
const startHuge = async (signal?: AbortSignal) => {
	server = await startScriptedServer(() => ({ promisedBytes: HUGE_BYTES, body: endless() }));
	return await startDownload(planFor(server.url, { signal }), createLine(server.url));
};

/** What the server got rid of once nothing moves any more. */
const settledBytes = async (): Promise<number> => {
	for (let before = -1; before !== server.sentBytes();) {
		before = server.sentBytes();
		await delay(30);
	}
	return server.sentBytes();
};

describe('rule 10: memory does not grow with the file', () => {
	it('hands on pieces of one MiB, and the rest', async () => {
		const bytes = bytesFrom(1, 3 * MIB + 5);
		server = await startScriptedServer((asked) => honest({ bytes }, asked));
		const { pieceBytes, digest: got } = await fetchFile(server.url);
		expect(got).toBe(digest(bytes));
		expect(pieceBytes).toEqual([MIB, MIB, MIB, 5]);
	});

	it('lets the server wait while the reader is busy', async () => {
		const { pieces } = await startHuge();
		const first = await settledBytes();
		expect(first).toBeLessThan(32 * MIB);
		for (let read = 0; read < 8; read += 1) await pieces.next();
		expect((await settledBytes()) - first).toBeLessThan(16 * MIB);
		await pieces.return();
	});

	it('hangs up when the reader stops before its first piece', async () => {
		const { pieces } = await startHuge();
		await pieces.return();
		await server.allClosed();
		expect(server.requests).toHaveLength(1);
	});

	it('hangs up when the reader stops in mid-file', async () => {
		const { pieces } = await startHuge();
		let readBytes = 0;
		for await (const piece of pieces) {
			readBytes += piece.length;
			if (readBytes >= 3 * MIB) break;
		}
		await server.allClosed();
		expect(server.requests).toHaveLength(1);
	});

	it('hangs up when the execution is canceled', async () => {
		const canceled = new AbortController();
		const download = await startHuge(canceled.signal);
		const reason = new Error('canceled by the user');
		canceled.abort(reason);
		expect(await failureOf(readPieces(download))).toBe(reason);
		await server.allClosed();
		expect(server.requests).toHaveLength(1);
	});

	it('asks for nothing when the execution was canceled before', async () => {
		await expect(startHuge(AbortSignal.abort(new Error('canceled before')))).rejects.toThrow(
			'canceled before',
		);
		expect(server.requests).toHaveLength(0);
	});

	it('stops a wait when the execution is canceled', async () => {
		server = await startScriptedServer(() => 'hangUp');
		const canceled = new AbortController();
		const line = createLine(server.url);
		const sleep: typeof line.sleep = (ms, signal) => {
			canceled.abort(new Error('canceled in a wait'));
			return line.clock.sleep(ms, signal);
		};
		const work = fetchFile(server.url, { signal: canceled.signal }, { ...line, sleep });
		await expect(work).rejects.toThrow('canceled in a wait');
		expect(server.requests).toHaveLength(1);
	});

	it('hands on what is here before it waits', async () => {
		const bytes = bytesFrom(2, 3000);
		server = await startScriptedServer((asked) => ({
			...honest({ bytes }, asked),
			...(asked.index === 0 && { breaks: { afterBytes: 1000, by: 'close' } }),
		}));
		expect((await fetchFile(server.url)).pieceBytes).toEqual([1000, 2000]);
	});
});
