import { afterEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { createOpen, type Lookup } from '../../../nodes/RingCentralMedia/transfer/http';
import { failureOf, fetchFile, createLine } from '../../support/scriptedDownload';
import { bytesFrom, digest, whole } from '../../support/scriptedFile';
import { startScriptedServer, type ScriptedServer } from '../../support/scriptedServer';

let server: ScriptedServer;

afterEach(() => server.close());

const bytes = bytesFrom(1, 100);
const startHonest = async () => (server = await startScriptedServer(() => whole({ bytes })));
const get = (url: string | URL, open = createOpen()) => open({ url: new URL(url), headers: {} });

/** A host name with a port of the server here. */
const named = (host: string): string => `http://${host}:${server.url.port}/`;

describe('a connection', () => {
	it('stays open for the next request', async () => {
		await startHonest();
		const open = createOpen();
		const line = createLine(server.url, open);
		await fetchFile(server.url, {}, line);
		const closed = server.allClosed();
		await fetchFile(server.url, {}, line);
		await expect(Promise.race([closed, Promise.resolve('open')])).resolves.toBe('open');
		expect(server.requests).toHaveLength(2);
	});

	it('asks the look-up it was given', async () => {
		await startHonest();
		const asked: string[] = [];
		const lookup: Lookup = (host, _options, callback) => {
			asked.push(host);
			callback(null, [{ address: '127.0.0.1', family: 4 }]);
		};
		const url = new URL(named('recordings.example'));
		const line = createLine(url, createOpen({ lookup }));
		expect((await fetchFile(url, {}, line)).digest).toBe(digest(bytes));
		expect(asked).toEqual(['recordings.example']);
	});

	it('fails with what the look-up said when it forbids the host', async () => {
		await startHonest();
		const lookup: Lookup = (_host, _options, callback) => {
			callback(Object.assign(new Error('forbidden'), { code: 'ENOTFOUND' }), '', 0);
		};
		const failure = await failureOf(get(named('inside.example'), createOpen({ lookup })));
		expect(failure).toMatchObject({ code: 'interrupted' });
		expect(failure.message).toMatch(/inside\.example.*no such host/);
		expect(server.requests).toHaveLength(0);
	});

	it('says in plain words that nothing answers', async () => {
		await startHonest();
		await server.close();
		const { url } = server;
		await startHonest();
		const failure = await failureOf(get(url));
		expect(failure).toMatchObject({ code: 'interrupted' });
		expect(failure.message).toContain('nothing answers at this address');
		expect(failure.message).not.toContain('ECONN');
	});

	it('refuses a header that cannot be sent', async () => {
		await startHonest();
		const work = createOpen()({ url: server.url, headers: { range: 'a\r\nb' } });
		expect(await failureOf(work)).toMatchObject({ code: 'badInput' });
		expect(server.requests).toHaveLength(0);
	});

	it('throws the reason of a canceled execution as it is', async () => {
		await startHonest();
		const reason = new Error('canceled');
		const work = createOpen()({ url: server.url, headers: {}, signal: AbortSignal.abort(reason) });
		expect(await failureOf(work)).toBe(reason);
	});

	it('gives the memory of what was read back before more is read, where Node.js can', async () => {
		const large = bytesFrom(2, 4 * 1024 * 1024);
		server = await startScriptedServer(() => whole({ bytes: large }));
		const { body } = await get(server.url);
		const hash = createHash('sha256');
		const kept: Uint8Array[] = [];
		for await (const piece of body) {
			hash.update(piece);
			kept.push(piece);
		}
		expect(hash.digest('hex')).toBe(digest(large));
		const keptBytes = kept.reduce((sum, { byteLength }) => sum + byteLength, 0);
		// What came with the headers has another owner.
		if ('transfer' in ArrayBuffer.prototype) expect(keptBytes).toBeLessThan(large.length / 4);
		else expect(keptBytes).toBe(large.length);
	});

	it('goes through the proxy that the environment names', async () => {
		server = await startScriptedServer(() => ({ status: 502 }));
		process.env['HTTP_PROXY'] = server.url.href;
		const failure = await failureOf(get('http://recordings.example/file'));
		delete process.env['HTTP_PROXY'];
		expect(failure).toMatchObject({ code: 'interrupted' });
		expect(server.requests[0]?.path).toContain('recordings.example');
	});
});
