import { afterEach, describe, expect, it } from '@jest/globals';
import { startDownload } from '../../../../nodes/RingCentralMedia/transfer/download';
import { createLine, failureOf, fetchFile, planFor } from '../../../support/scriptedDownload';
import { bytesFrom, digest, part, whole } from '../../../support/scriptedFile';
import { startScriptedServer, type Reply, type ScriptedServer } from '../../../support/scriptedServer';

const MIB = 1024 * 1024;
let server: ScriptedServer;

afterEach(() => server.close());

const bytes = bytesFrom(1, 4 * MIB);

const start = async (maxSizeBytes: number, reply: (asked: Parameters<typeof part>[1]) => Reply) => {
	server = await startScriptedServer(reply);
	return startDownload(planFor(server.url, { maxSizeBytes }), createLine(server.url));
};

describe('rule 11: the largest file', () => {
	it.each([
		['a part', part.bind(undefined, { bytes })],
		['the whole file', () => whole({ bytes })],
	])('stops before the first byte when %s tells the size', async (_what, reply) => {
		const failure = await failureOf(start(4 * MIB - 1, reply));
		expect(failure).toMatchObject({ code: 'tooLarge' });
		expect(failure.hint).toContain('Max File Size');
		await server.allClosed();
		expect(server.requests).toHaveLength(1);
	});

	it('stops at that byte when nobody tells the size', async () => {
		const download = await start(2 * MIB + 7, () => ({ ...whole({ bytes }), framing: 'chunked' }));
		let readBytes = 0;
		const work = (async () => {
			for await (const piece of download.pieces) readBytes += piece.length;
		})();
		expect(await failureOf(work)).toMatchObject({ code: 'tooLarge' });
		expect(readBytes).toBeLessThanOrEqual(2 * MIB + 7);
		await server.allClosed();
	});

	it('takes a file of just that size', async () => {
		server = await startScriptedServer((asked) => part({ bytes }, asked));
		expect((await fetchFile(server.url, { maxSizeBytes: 4 * MIB })).digest).toBe(digest(bytes));
	});

	it('takes a file of just that size of which nobody told it', async () => {
		server = await startScriptedServer(() => ({ ...whole({ bytes }), framing: 'chunked' }));
		expect((await fetchFile(server.url, { maxSizeBytes: 4 * MIB })).digest).toBe(digest(bytes));
	});
});
