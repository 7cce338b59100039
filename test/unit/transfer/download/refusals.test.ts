import { afterEach, describe, expect, it } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { failureOf, fetchFile } from '../../../support/scriptedDownload';
import { bytesFrom, digest, part, whole } from '../../../support/scriptedFile';
import { startScriptedServer, type ScriptedServer } from '../../../support/scriptedServer';

let server: ScriptedServer;

afterEach(() => server.close());

const bytes = bytesFrom(1, 3000);

function* endless(): Generator<Uint8Array> {
	for (;;) yield new Uint8Array(64 * 1024).fill(0x20);
}

describe('an answer that is not the file', () => {
	it('is refused when it is packed, though that was not asked for', async () => {
		server = await startScriptedServer(() => ({
			headers: { 'Content-Encoding': 'gzip' },
			body: gzipSync(bytes),
		}));
		const failure = await failureOf(fetchFile(server.url));
		expect(failure).toMatchObject({ code: 'unexpected' });
		expect(failure.message).toContain('gzip');
	});

	it('is refused when it has several parts', async () => {
		server = await startScriptedServer(() => ({
			status: 206,
			headers: { 'Content-Type': 'multipart/byteranges; boundary=x' },
			body: Buffer.from('--x\r\nContent-Range: bytes 0-1/2\r\n\r\nab\r\n--x--'),
		}));
		expect(await failureOf(fetchFile(server.url))).toMatchObject({ code: 'unexpected' });
	});

	it('is refused when JSON comes where the file belongs, with what it says', async () => {
		server = await startScriptedServer(() => ({
			headers: { 'Content-Type': 'application/json' },
			body: Buffer.from('{"errorCode":"CMN-102","message":"Resource not found"}'),
		}));
		const accepts = (contentType: string) => contentType.startsWith('audio/');
		const failure = await failureOf(fetchFile(server.url, { accepts }));
		expect(failure).toMatchObject({ code: 'wrongType' });
		expect(failure.message).toContain('application/json');
		expect(failure.hint).toContain('Resource not found');
	});

	it('is refused when the type changes in mid-file', async () => {
		server = await startScriptedServer((asked) =>
			asked.index === 0
				? part({ bytes }, asked, { mostBytes: 1000 })
				: part({ bytes, contentType: 'text/html' }, asked),
		);
		const accepts = (contentType: string) => contentType.startsWith('audio/');
		expect(await failureOf(fetchFile(server.url, { accepts }))).toMatchObject({ code: 'wrongType' });
	});

	it('is taken when nobody says its type', async () => {
		server = await startScriptedServer(() => ({ body: bytes }));
		const { digest: got, contentType } = await fetchFile(server.url, { accepts: () => false });
		expect({ got, contentType }).toEqual({ got: digest(bytes), contentType: undefined });
	});

	it('is read no further than it says something new, and the line is closed', async () => {
		server = await startScriptedServer(() => ({ status: 500, body: endless(), framing: 'chunked' }));
		const failure = await failureOf(fetchFile(server.url, { maxTries: 1 }));
		expect(failure).toMatchObject({ code: 'interrupted', status: 500 });
		await server.allClosed();
		expect(server.requests).toHaveLength(2);
		expect(server.sentBytes()).toBeLessThan(64 * 1024 * 1024);
	});

	it('is judged by its status when its text breaks off', async () => {
		server = await startScriptedServer(() => ({
			status: 403,
			body: Buffer.from('{"message":"no"}'),
			breaks: { afterBytes: 4, by: 'close' },
		}));
		expect(await failureOf(fetchFile(server.url))).toMatchObject({ code: 'refused', status: 403 });
	});

	it('stops a part with more bytes than it promised', async () => {
		server = await startScriptedServer((asked) => ({
			...part({ bytes }, asked, { mostBytes: 1000 }),
			body: bytes.subarray(0, 1500),
			framing: 'chunked',
		}));
		expect(await failureOf(fetchFile(server.url))).toMatchObject({ code: 'unexpected' });
	});

	it('never takes bytes past the promised length for the file', async () => {
		server = await startScriptedServer(() => ({ ...whole({ bytes }), promisedBytes: 1000 }));
		expect((await fetchFile(server.url)).digest).toBe(digest(bytes.subarray(0, 1000)));
	});

	it('tells type and name from the first answer', async () => {
		server = await startScriptedServer((asked) => {
			const reply = part({ bytes }, asked, { mostBytes: 2000 });
			const name = `attachment; filename=${asked.index}.mp3`;
			return { ...reply, headers: { ...reply.headers, 'Content-Disposition': name } };
		});
		const { contentType, contentDisposition } = await fetchFile(server.url);
		expect(contentType).toBe('audio/mpeg');
		expect(contentDisposition).toBe('attachment; filename=0.mp3');
	});

	it('tells neither token nor query when it fails', async () => {
		server = await startScriptedServer(() => ({ status: 404 }));
		const failure = await failureOf(fetchFile(new URL('/file?sig=secret', server.url)));
		expect(failure.message).toContain('/file');
		expect(JSON.stringify([failure, failure.message])).not.toMatch(/secret|token-/);
	});
});
