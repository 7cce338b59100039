import { afterEach, describe, expect, it } from '@jest/globals';
import { createLine, failureOf, fetchFile, type RecordedLine } from '../../../support/scriptedDownload';
import { bytesFrom, digest, part } from '../../../support/scriptedFile';
import { startScriptedServer, type ScriptedServer } from '../../../support/scriptedServer';

let server: ScriptedServer;
let line: RecordedLine;

afterEach(() => server.close());

const bytes = bytesFrom(1, 3000);

/** A server that lets these requests not in, and gives 1000 bytes on each of the others. */
const start = async (isRefused: (index: number) => boolean) => {
	server = await startScriptedServer((asked) =>
		isRefused(asked.index) ? { status: 401 } : part({ bytes }, asked, { mostBytes: 1000 }),
	);
	line = createLine(server.url);
};

const tokensSent = (): (string | undefined)[] =>
	server.requests.map(({ headers }) => headers['authorization']);

describe('rule 7: a token that ends in mid-transfer', () => {
	it('goes on at the offset with a fresh token', async () => {
		await start((index) => index === 1);
		const got = await fetchFile(server.url, {}, line);
		expect(got).toMatchObject({ digest: digest(bytes), requests: 4 });
		expect(tokensSent()).toEqual(['Bearer token-0', 'Bearer token-0', 'Bearer token-1', 'Bearer token-1']);
		expect(server.requests.map(({ span }) => span.start)).toEqual([0, 1000, 1000, 2000]);
	});

	it('gets no second token before a new byte came', async () => {
		await start((index) => index > 0);
		expect(await failureOf(fetchFile(server.url, {}, line))).toMatchObject({ code: 'refused', status: 401 });
		expect(line.renewals()).toBe(1);
		expect(server.requests).toHaveLength(3);
	});

	it('gets another token once a new byte came', async () => {
		await start((index) => index % 2 === 0);
		expect((await fetchFile(server.url, {}, line)).digest).toBe(digest(bytes));
		expect(line.renewals()).toBe(3);
	});

	it('neither waits for a fresh token nor spends a try on it', async () => {
		await start((index) => index === 0);
		await fetchFile(server.url, { maxTries: 0 }, line);
		expect(line.clock.sleeps).toEqual([]);
	});
});
