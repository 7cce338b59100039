import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createConnections } from '../../../nodes/RingCentralMedia/transfer/http';
import type { Payload } from '../../../nodes/RingCentralMedia/transfer/multipart';
import { startSending } from '../../../nodes/RingCentralMedia/transfer/post';

const payload = (pieces: readonly number[], sizeBytes: number, failure?: Error): Payload => ({
	contentType: 'application/pdf',
	sizeBytes,
	open: async function* () {
		for (const bytes of pieces) yield await Promise.resolve(Buffer.alloc(bytes, 'x'));
		if (failure) throw failure;
	},
});

let server: Server | undefined;
afterEach(() => {
	server?.closeAllConnections();
	server?.close();
	server = undefined;
});

/** A server on loopback that gets the whole body and answers. */
const serve = (answer: (body: Buffer) => string): Promise<URL> =>
	new Promise((resolve) => {
		const made = createServer((request, response) => {
			const pieces: Buffer[] = [];
			request.on('data', (piece: Buffer) => pieces.push(piece));
			request.on('end', () => response.end(answer(Buffer.concat(pieces))));
		}).listen(0, '127.0.0.1', () => {
			const address = made.address();
			const port = typeof address === 'object' && address ? address.port : 0;
			resolve(new URL(`http://127.0.0.1:${port}/`));
		});
		server = made;
	});

describe('a POST', () => {
	const { post } = createConnections();

	it('sends the body with its length, and says that it was sent whole', async () => {
		const url = await serve((body) => `got ${body.length}`);
		const posted = await post({ url, headers: {}, payload: payload([70_000, 0, 30_000], 100_000) });

		expect(posted).toMatchObject({ is: 'answered', status: 200, bodyText: 'got 100000', isSentWhole: true });
	});

	it.each<[string, Payload]>([
		['shorter', payload([10], 20)],
		['longer', payload([10, 20], 20)],
	])('of a body %s than promised arrives nowhere', async (_what, body) => {
		let seen = 0;
		const url = await serve(() => String((seen += 1)));
		const posted = await post({ url, headers: {}, payload: body });

		expect(posted).toMatchObject({ is: 'lost', isSentWhole: false, failure: { code: 'changed' } });
		expect(seen).toBe(0);
	});

	it('of a body that cannot be read tells why', async () => {
		const url = await serve(() => '');
		const body = payload([10], 20, new Error('disk gone'));
		const posted = await post({ url, headers: {}, payload: body });

		expect(posted).toMatchObject({
			is: 'lost',
			isSentWhole: false,
			failure: { cause: { message: 'disk gone' } },
		});
	});

	it('to nobody was not sent', async () => {
		const url = new URL('http://127.0.0.1:9/');
		const posted = await post({ url, headers: {}, payload: payload([10], 10) });

		expect(posted).toMatchObject({ is: 'lost', isSentWhole: false, failure: { code: 'interrupted' } });
	});

	it('that is canceled throws what the cancel was for', async () => {
		const url = await serve(() => '');
		const signal = AbortSignal.abort(new Error('stop'));

		await expect(post({ url, headers: {}, payload: payload([10], 10), signal })).rejects.toThrow('stop');
	});
});

describe('a body on its way', () => {
	it('is whole only when its last byte is handed over', async () => {
		const sending = startSending(payload([5, 5], 10));
		const states: boolean[] = [];
		for await (const piece of sending.pieces) if (piece.length > 0) states.push(sending.isWhole());

		expect(states).toEqual([false, true]);
	});
});
