import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { createOpen } from '../../nodes/RingCentralMedia/transfer/http';
import { failureOf } from '../support/scriptedDownload';

let proxy: Server | undefined;
const sockets = new Set<Socket>();

afterEach(async () => {
	delete process.env['HTTPS_PROXY'];
	for (const socket of sockets) socket.destroy();
	await new Promise((resolve) => (proxy ? proxy.close(resolve) : resolve(undefined)));
	proxy = undefined;
});

/** A proxy that does this with each connection; gives a count of them. */
async function startProxy(conduct: (socket: Socket) => unknown): Promise<() => number> {
	let count = 0;
	proxy = createServer((socket) => {
		count += 1;
		sockets.add(socket);
		socket.on('error', () => undefined);
		conduct(socket);
	});
	await new Promise<void>((resolve) => proxy?.listen(0, '127.0.0.1', resolve));
	process.env['HTTPS_PROXY'] = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
	return () => count;
}

const openThroughProxy = () => createOpen({ connectTimeoutMs: 300, headersTimeoutMs: 1_000 });

const answer = (text: string) => (socket: Socket) => socket.once('data', () => socket.end(text));

describe('a proxy that makes no tunnel is asked once, and named as the cause', () => {
	it.each<[string, (socket: Socket) => unknown]>([
		['it hangs up at once', (socket) => socket.end()],
		['it hangs up without an answer', (socket) => socket.once('data', () => socket.end())],
		['it resets', (socket) => socket.once('data', () => socket.resetAndDestroy())],
		['it refuses', answer('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n')],
		['it speaks something else', answer('220 smtp ready\r\n')],
	])('%s', async (_what, conduct) => {
		const count = await startProxy(conduct);
		const url = new URL('https://recordings.example/file');
		const failure = await failureOf(openThroughProxy()({ url, headers: {} }));
		expect(failure).toMatchObject({ code: 'interrupted' });
		expect(failure.message).toMatch(/recordings\.example failed/);
		const asked = count();
		expect(asked).toBeLessThanOrEqual(2);
		await delay(200);
		expect(count()).toBe(asked);
	});

	it('it never answers', async () => {
		const count = await startProxy(() => undefined);
		const url = new URL('https://recordings.example/file');
		const failure = await failureOf(openThroughProxy()({ url, headers: {} }));
		expect(failure).toMatchObject({ code: 'interrupted' });
		expect(failure.message).toMatch(/the proxy did not make it/);
		expect(count()).toBe(1);
	});
});
