import { afterEach, describe, expect, it } from '@jest/globals';
import { failureOf, fetchFile } from '../../../support/scriptedDownload';
import { bytesFrom, digest, part, whole } from '../../../support/scriptedFile';
import { startScriptedServer, type Reply, type ScriptedServer } from '../../../support/scriptedServer';

let server: ScriptedServer;

afterEach(() => server.close());

const bytes = bytesFrom(1, 300_000);

/** A server that breaks off after some bytes, and then answers ranges with all it has. */
const startOver = async (brokenAfter: number, then: (index: number) => Reply) => {
	server = await startScriptedServer((asked) =>
		asked.index === 0
			? { ...whole({ bytes }), breaks: { afterBytes: brokenAfter, by: 'close' } }
			: then(asked.index),
	);
};

const otherAt = (at: number): Uint8Array => {
	const other = Uint8Array.from(bytes);
	other[at] = (other[at] ?? 0) ^ 1;
	return other;
};

describe('rule 3: a server that starts over', () => {
	it.each([1, 65_536, 131_072, 200_001, 299_999])(
		'drops the %d bytes that are here already, once they are proved',
		async (brokenAfter) => {
			await startOver(brokenAfter, () => whole({ bytes }));
			const got = await fetchFile(server.url);
			expect(got).toMatchObject({ digest: digest(bytes), sizeBytes: bytes.length, requests: 2, resumed: 1 });
			expect(got.sha256).toBe(got.digest);
		},
	);

	it('starts over as often as the server does', async () => {
		await startOver(100_000, (index) => ({
			...whole({ bytes }),
			...(index < 4 && { breaks: { afterBytes: 100_000 + index * 50_000, by: 'close' } }),
		}));
		expect(await fetchFile(server.url)).toMatchObject({ digest: digest(bytes), requests: 5, resumed: 4 });
	});

	it('proves the prefix against the end of a chunk, too', async () => {
		server = await startScriptedServer((asked) =>
			asked.index === 0 ? part({ bytes }, asked) : { ...whole({ bytes }), framing: 'chunked' },
		);
		const got = await fetchFile(server.url, { chunkBytes: 65_536 });
		expect(got).toMatchObject({ digest: digest(bytes), requests: 2 });
	});

	it.each([0, 99_999])('stops when byte %d of the prefix is another one', async (at) => {
		await startOver(100_000, () => whole({ bytes: otherAt(at) }));
		expect(await failureOf(fetchFile(server.url))).toMatchObject({ code: 'changed' });
		expect(server.requests).toHaveLength(2);
	});

	it('goes on with a prefix that is cut again before it is proved', async () => {
		await startOver(100_000, (index) => ({
			...whole({ bytes }),
			...(index === 1 && { breaks: { afterBytes: 50_000, by: 'close' } }),
		}));
		expect(await fetchFile(server.url)).toMatchObject({ digest: digest(bytes), requests: 3 });
	});

	it('counts a prefix without a new byte as no progress', async () => {
		await startOver(100_000, () => ({ ...whole({ bytes }), breaks: { afterBytes: 100_000, by: 'close' } }));
		expect(await failureOf(fetchFile(server.url))).toMatchObject({ code: 'interrupted' });
		expect(server.requests).toHaveLength(1 + 5);
	});

	it.each(['length', 'chunked'] as const)('stops when the file is shorter now (%s)', async (framing) => {
		server = await startScriptedServer((asked) =>
			asked.index === 0
				? part({ bytes }, asked, { total: '*', mostBytes: 100_000 })
				: { ...whole({ bytes: bytes.subarray(0, 40_000) }), framing },
		);
		expect(await failureOf(fetchFile(server.url))).toMatchObject({ code: 'changed' });
		expect(server.requests).toHaveLength(2);
	});

	it('stops when the whole file has another size than its parts said', async () => {
		await startOver(100_000, () => whole({ bytes: bytes.subarray(0, 200_000) }));
		expect(await failureOf(fetchFile(server.url))).toMatchObject({ code: 'changed' });
	});

	it('stops without a digest to prove the prefix by, and hangs up', async () => {
		await startOver(100_000, () => whole({ bytes }));
		const failure = await failureOf(fetchFile(server.url, { sha256: false }));
		expect(failure).toMatchObject({ code: 'changed' });
		expect(failure.hint).toContain('Compute SHA-256');
		await server.allClosed();
		expect(server.requests).toHaveLength(2);
	});
});
