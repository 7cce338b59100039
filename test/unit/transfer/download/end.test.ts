import { afterEach, describe, expect, it } from '@jest/globals';
import { createLine, failureOf, fetchFile, planFor } from '../../../support/scriptedDownload';
import { bytesFrom, digest, part, pastTheEnd, whole } from '../../../support/scriptedFile';
import { startScriptedServer, type Reply, type ScriptedServer } from '../../../support/scriptedServer';
import { startDownload } from '../../../../nodes/RingCentralMedia/transfer/download';

let server: ScriptedServer;

afterEach(() => server.close());

const bytes = bytesFrom(1, 3000);

/** A part with the facts given, and then a 416. */
const partThen416 = async (total: number | '*', refusal: Reply) => {
	server = await startScriptedServer((asked) =>
		asked.index === 0 ? part({ bytes }, asked, { total, mostBytes: 1000 }) : refusal,
	);
};

describe('rule 4: when a 416 is the end', () => {
	it.each([undefined, 1000])('takes it for the end of a file of open size (%s)', async (told) => {
		await partThen416('*', pastTheEnd(told));
		const got = await fetchFile(server.url);
		expect(got).toMatchObject({ digest: digest(bytes.subarray(0, 1000)), sizeBytes: 1000, requests: 2 });
	});

	it.each([undefined, 500, 1000, 3000])('stops before the known total (it says %s)', async (told) => {
		await partThen416(3000, pastTheEnd(told));
		expect(await failureOf(fetchFile(server.url))).toMatchObject({ code: 'changed' });
	});

	it.each([500, 2000])('stops when it names another size than what is here (%d)', async (told) => {
		await partThen416('*', pastTheEnd(told));
		expect(await failureOf(fetchFile(server.url))).toMatchObject({ code: 'changed' });
	});

	it('takes it for an empty file at the first byte, if it says so', async () => {
		server = await startScriptedServer(() => pastTheEnd(0));
		expect(await failureOf(fetchFile(server.url))).toMatchObject({ code: 'empty' });
	});

	it.each([undefined, 3000])('stops when it refuses the first byte of a file (%s)', async (told) => {
		server = await startScriptedServer(() => pastTheEnd(told));
		expect(await failureOf(fetchFile(server.url))).toMatchObject({ code: 'unexpected', status: 416 });
		expect(server.requests).toHaveLength(1);
	});
});

describe("rule 9: bytes counted, total and the record's size agree", () => {
	it('takes a file of the size in its record', async () => {
		server = await startScriptedServer((asked) => part({ bytes }, asked));
		expect((await fetchFile(server.url, { expectedBytes: 3000 })).digest).toBe(digest(bytes));
	});

	it.each([
		[2999, 'changed'],
		[3001, 'truncated'],
	])('stops before the first byte when the record says %d', async (expectedBytes, code) => {
		server = await startScriptedServer((asked) => part({ bytes }, asked));
		const started = startDownload(planFor(server.url, { expectedBytes }), createLine(server.url));
		expect(await failureOf(started)).toMatchObject({ code });
	});

	it('stops at the end when only the end tells the size', async () => {
		server = await startScriptedServer(() => ({ ...whole({ bytes }), framing: 'chunked' }));
		expect(await failureOf(fetchFile(server.url, { expectedBytes: 3001 }))).toMatchObject({
			code: 'truncated',
		});
	});

	it('takes the end of a chunked body for the end of the file', async () => {
		server = await startScriptedServer(() => ({ ...whole({ bytes }), framing: 'chunked' }));
		expect(await fetchFile(server.url)).toMatchObject({ digest: digest(bytes), requests: 1 });
	});

	it('does not take a connection that closes for the end until it closes there again', async () => {
		server = await startScriptedServer((asked) => ({
			...whole({ bytes }),
			framing: 'close',
			...(asked.index < 2 && { breaks: { afterBytes: 1000 * (asked.index + 1), by: 'close' } }),
		}));
		expect(await fetchFile(server.url)).toMatchObject({ digest: digest(bytes), requests: 4 });
	});

	it('gives up a body without a length that ends ever earlier', async () => {
		server = await startScriptedServer((asked) => ({
			...whole({ bytes: bytes.subarray(0, asked.index === 0 ? 2000 : 1000) }),
			framing: 'close',
		}));
		expect(await failureOf(fetchFile(server.url))).toMatchObject({ code: 'interrupted' });
		expect(server.requests).toHaveLength(7);
	});

	it.each([
		['a length of zero', {}],
		['no chunks', { framing: 'chunked' } as const],
		['a part of open size that ends at once', pastTheEnd(0)],
	])('calls a file empty that has %s', async (_what, reply: Reply) => {
		server = await startScriptedServer(() => reply);
		expect(await failureOf(fetchFile(server.url))).toMatchObject({ code: 'empty' });
	});

	it('gives up a server that closes the connection before the first byte', async () => {
		server = await startScriptedServer(() => ({ framing: 'close' }));
		expect(await failureOf(fetchFile(server.url))).toMatchObject({ code: 'interrupted' });
		expect(server.requests).toHaveLength(6);
	});

	it('calls an empty file truncated when its record knows better', async () => {
		server = await startScriptedServer(() => ({}));
		expect(await failureOf(fetchFile(server.url, { expectedBytes: 5 }))).toMatchObject({ code: 'truncated' });
	});
});
