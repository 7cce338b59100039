import { afterEach, describe, expect, it } from '@jest/globals';
import { failureOf, fetchFile } from '../../../support/scriptedDownload';
import { bytesFrom, digest, honest, part, type ScriptedFile } from '../../../support/scriptedFile';
import { startScriptedServer, type Reply, type ScriptedServer } from '../../../support/scriptedServer';

let server: ScriptedServer;

afterEach(() => server.close());

const bytes = bytesFrom(1, 3000);
const DATE = 'Sat, 31 Jan 2026 09:00:00 GMT';
const OTHER_DATE = 'Sun, 01 Feb 2026 09:00:00 GMT';

/** A server that answers the first request with 1000 bytes, and the next with something else. */
const startWith = async (first: ScriptedFile, then: (asked: Parameters<typeof part>[1]) => Reply) => {
	server = await startScriptedServer((asked) =>
		asked.index === 0 ? part(first, asked, { mostBytes: 1000 }) : then(asked),
	);
};

const ifRangesSent = (): (string | undefined)[] => server.requests.map(({ headers }) => headers['if-range']);

describe('rule 2: what is held against what is known', () => {
	it('sends a strong ETag back as If-Range, from the second request on', async () => {
		await startWith({ bytes, etag: '"a"' }, (asked) => honest({ bytes, etag: '"a"' }, asked));
		expect((await fetchFile(server.url)).digest).toBe(digest(bytes));
		expect(ifRangesSent()).toEqual([undefined, '"a"']);
	});

	it('prefers the strong ETag to the date', async () => {
		const file = { bytes, etag: '"a"', lastModified: DATE };
		await startWith(file, (asked) => honest(file, asked));
		await fetchFile(server.url);
		expect(ifRangesSent()).toEqual([undefined, '"a"']);
	});

	it('sends the date back where there is no ETag', async () => {
		const file = { bytes, lastModified: DATE };
		await startWith(file, (asked) => honest(file, asked));
		expect((await fetchFile(server.url)).digest).toBe(digest(bytes));
		expect(ifRangesSent()).toEqual([undefined, DATE]);
	});

	it('never sends a weak ETag back, nor the date beside it', async () => {
		const file = { bytes, etag: 'W/"a"', lastModified: DATE };
		await startWith(file, (asked) => part(file, asked));
		expect((await fetchFile(server.url)).digest).toBe(digest(bytes));
		expect(ifRangesSent()).toEqual([undefined, undefined]);
	});

	it('takes parts from a server that has neither', async () => {
		await startWith({ bytes }, (asked) => part({ bytes }, asked));
		expect((await fetchFile(server.url)).digest).toBe(digest(bytes));
		expect(ifRangesSent()).toEqual([undefined, undefined]);
	});

	it.each([
		['strong ETag', { etag: '"a"' }, { etag: '"b"' }],
		['weak ETag', { etag: 'W/"a"' }, { etag: 'W/"b"' }],
		['date', { lastModified: DATE }, { lastModified: OTHER_DATE }],
		[
			'date, though it comes with its first ETag',
			{ lastModified: DATE },
			{ lastModified: OTHER_DATE, etag: '"b"' },
		],
		[
			'date, now that the ETag is left out',
			{ lastModified: DATE, etag: '"a"' },
			{ lastModified: OTHER_DATE },
		],
	])('stops when the %s is another one', async (_what, before, after) => {
		await startWith({ bytes, ...before }, (asked) => part({ bytes, ...after }, asked));
		expect(await failureOf(fetchFile(server.url))).toMatchObject({ code: 'changed' });
		expect(server.requests).toHaveLength(2);
	});

	it('goes on when the server leaves its validators out', async () => {
		await startWith({ bytes, etag: '"a"', lastModified: DATE }, (asked) => part({ bytes }, asked));
		expect((await fetchFile(server.url)).digest).toBe(digest(bytes));
	});

	it('goes on when only the date beside a good ETag is another one', async () => {
		await startWith({ bytes, etag: '"a"', lastModified: DATE }, (asked) =>
			part({ bytes, etag: '"a"', lastModified: OTHER_DATE }, asked),
		);
		expect((await fetchFile(server.url)).digest).toBe(digest(bytes));
	});

	it('stops when the total changes', async () => {
		await startWith({ bytes }, (asked) => part({ bytes }, asked, { total: 4000 }));
		expect(await failureOf(fetchFile(server.url))).toMatchObject({ code: 'changed' });
	});

	it('goes on when the total is left open in mid-file', async () => {
		await startWith({ bytes }, (asked) => part({ bytes }, asked, { total: '*' }));
		expect((await fetchFile(server.url)).digest).toBe(digest(bytes));
		expect(server.requests).toHaveLength(2);
	});

	it.each([0, 999, 1001])('stops when bytes from %d come where those from 1000 belong', async (from) => {
		await startWith({ bytes }, (asked) => part({ bytes }, asked, { from }));
		const failure = await failureOf(fetchFile(server.url));
		expect(failure).toMatchObject({ code: 'unexpected' });
		expect(failure.message).toContain(`bytes from ${from} when asked for those from 1000`);
	});

	it.each([undefined, 'bytes 5-4/10', 'bytes 0-10/10', 'items 0-4/5', 'bytes */5'])(
		'stops when a 206 does not say which part it is (%s)',
		async (range) => {
			server = await startScriptedServer(() => ({
				status: 206,
				headers: range === undefined ? {} : { 'Content-Range': range },
				body: bytes.subarray(0, 5),
			}));
			expect(await failureOf(fetchFile(server.url))).toMatchObject({ code: 'unexpected' });
			expect(server.requests).toHaveLength(1);
		},
	);

	it('stops when one answer promises two lengths', async () => {
		server = await startScriptedServer((asked) => ({
			...part({ bytes }, asked),
			body: bytes.subarray(0, 2000),
		}));
		const failure = await failureOf(fetchFile(server.url));
		expect(failure.message).toContain('promised 3000 bytes and 2000 bytes');
	});
});
