import { afterEach, describe, expect, it } from '@jest/globals';
import { fetchFile } from '../../../support/scriptedDownload';
import { bytesFrom, digest, honest, part, whole } from '../../../support/scriptedFile';
import { startScriptedServer, type ScriptedServer } from '../../../support/scriptedServer';

const MIB = 1024 * 1024;
let server: ScriptedServer;

afterEach(() => server.close());

const rangesAsked = (): (string | undefined)[] => server.requests.map(({ headers }) => headers['range']);

describe('rule 1: what is asked for', () => {
	it('asks for the first 16 MiB, unpacked', async () => {
		const bytes = bytesFrom(1, 1000);
		server = await startScriptedServer((asked) => honest({ bytes }, asked));
		await fetchFile(server.url);
		expect(server.requests).toHaveLength(1);
		expect(server.requests[0]?.headers).toMatchObject({
			range: 'bytes=0-16777215',
			'accept-encoding': 'identity',
		});
	});

	it('plans the rest of a file once its size is known', async () => {
		const bytes = bytesFrom(2, 20 * MIB);
		server = await startScriptedServer((asked) => honest({ bytes }, asked));
		const { digest: got, requests } = await fetchFile(server.url);
		expect(got).toBe(digest(bytes));
		expect(rangesAsked()).toEqual(['bytes=0-16777215', 'bytes=16777216-20971519']);
		expect(requests).toBe(2);
	});

	it('asks in the chunks that the user set, from the first request on', async () => {
		const bytes = bytesFrom(3, 2500);
		server = await startScriptedServer((asked) => honest({ bytes }, asked));
		const { digest: got } = await fetchFile(server.url, { chunkBytes: 1000 });
		expect(got).toBe(digest(bytes));
		expect(rangesAsked()).toEqual(['bytes=0-999', 'bytes=1000-1999', 'bytes=2000-2499']);
	});

	it('goes on where a server stopped that gave less than asked', async () => {
		const bytes = bytesFrom(4, 2500);
		server = await startScriptedServer((asked) => part({ bytes }, asked, { mostBytes: 900 }));
		const { digest: got, resumed } = await fetchFile(server.url);
		expect(got).toBe(digest(bytes));
		expect(rangesAsked()).toEqual(['bytes=0-16777215', 'bytes=900-2499', 'bytes=1800-2499']);
		expect(resumed).toBe(0);
	});

	it('takes a server that gives more than asked at its word', async () => {
		const bytes = bytesFrom(5, 2500);
		server = await startScriptedServer((asked) =>
			part({ bytes }, { ...asked, span: { start: asked.span.start, end: Infinity } }),
		);
		const { digest: got, requests } = await fetchFile(server.url, { chunkBytes: 100 });
		expect(got).toBe(digest(bytes));
		expect(requests).toBe(1);
	});

	it('asks for all the rest when nobody tells the size', async () => {
		const bytes = bytesFrom(6, 3000);
		server = await startScriptedServer((asked) =>
			asked.index === 0 ? part({ bytes }, asked, { total: '*', mostBytes: 1000 }) : part({ bytes }, asked),
		);
		const { digest: got } = await fetchFile(server.url);
		expect(got).toBe(digest(bytes));
		expect(rangesAsked()).toEqual(['bytes=0-16777215', 'bytes=1000-']);
	});

	it('takes a whole file from a server that knows no ranges', async () => {
		const bytes = bytesFrom(7, 3000);
		server = await startScriptedServer(() => whole({ bytes }));
		const { digest: got, sha256, sizeBytes, requests } = await fetchFile(server.url, { chunkBytes: 100 });
		expect([got, sha256]).toEqual([digest(bytes), digest(bytes)]);
		expect({ sizeBytes, requests }).toEqual({ sizeBytes: 3000, requests: 1 });
	});
});
