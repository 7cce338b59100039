import { afterEach, describe, expect, it } from '@jest/globals';
import type { Open } from '../../../../nodes/RingCentralMedia/transfer/http';
import { createLine, failureOf, fetchFile, open } from '../../../support/scriptedDownload';
import { bytesFrom, digest, honest } from '../../../support/scriptedFile';
import { startScriptedServer, type Reply, type ScriptedServer } from '../../../support/scriptedServer';

const servers: ScriptedServer[] = [];

const start = async (...args: Parameters<typeof startScriptedServer>): Promise<ScriptedServer> => {
	const server = await startScriptedServer(...args);
	servers.push(server);
	return server;
};

afterEach(async () => {
	await Promise.all(servers.splice(0).map((server) => server.close()));
});

const bytes = bytesFrom(1, 3000);
const to = (location: string, status = 302): Reply => ({ status, headers: { Location: location } });

describe('rule 8: redirects', () => {
	it.each([301, 302, 303, 307, 308])('follows a %d, with the range', async (status) => {
		const server = await start((asked) =>
			asked.path === '/' ? to('/elsewhere?sig=1', status) : honest({ bytes }, asked),
		);
		expect(await fetchFile(server.url)).toMatchObject({ digest: digest(bytes), requests: 2 });
		expect(server.requests.map(({ path }) => path)).toEqual(['/', '/elsewhere?sig=1']);
		expect(server.requests[1]?.headers['range']).toBe('bytes=0-16777215');
	});

	it('follows five, and not a sixth', async () => {
		const server = await start((asked) =>
			asked.path === '/5' ? honest({ bytes }, asked) : to(`/${Number(asked.path.slice(1)) + 1}`),
		);
		expect(await fetchFile(server.url)).toMatchObject({ digest: digest(bytes), requests: 6 });
		const loop = await start(() => to('/'));
		expect(await failureOf(fetchFile(loop.url))).toMatchObject({ code: 'unexpected' });
		expect(loop.requests).toHaveLength(6);
	});

	it('begins again at the first address for the next span', async () => {
		const server = await start((asked) => (asked.path === '/' ? to('/file') : honest({ bytes }, asked)));
		const got = await fetchFile(server.url, { chunkBytes: 2000 });
		expect(got).toMatchObject({ digest: digest(bytes), requests: 4 });
		expect(server.requests.map(({ path }) => path)).toEqual(['/', '/file', '/', '/file']);
	});

	it.each(['ftp://127.0.0.1/x', 'file:///etc/passwd', 'http://'])(
		'does not follow to %s',
		async (location) => {
			const server = await start(() => to(location));
			expect(await failureOf(fetchFile(server.url))).toMatchObject({ code: 'refused' });
			expect(server.requests).toHaveLength(1);
		},
	);

	it('does not read the body of a redirect', async () => {
		const server = await start((asked) =>
			asked.path === '/' ? { ...to('/file'), body: endless(), framing: 'chunked' } : honest({ bytes }, asked),
		);
		expect((await fetchFile(server.url)).digest).toBe(digest(bytes));
	});
});

describe('rule 8: where the token goes', () => {
	it('goes to the credential’s own server', async () => {
		const own = await start((asked) => honest({ bytes }, asked));
		await fetchFile(own.url);
		expect(own.requests[0]?.headers['authorization']).toBe('Bearer token-0');
	});

	it('is not seen by another host that a redirect leads to', async () => {
		const foreign = await start((asked) => honest({ bytes }, asked), 'localhost');
		const own = await start(() => to(new URL('/signed?x=1', foreign.url).href));
		expect((await fetchFile(own.url)).digest).toBe(digest(bytes));
		expect(foreign.requests).toHaveLength(1);
		expect(JSON.stringify(foreign.requests)).not.toContain('token-');
	});

	it('is not seen by another host that the data names', async () => {
		const own = await start((asked) => honest({ bytes }, asked));
		const foreign = await start((asked) => honest({ bytes }, asked), 'localhost');
		expect((await fetchFile(foreign.url, {}, createLine(own.url))).digest).toBe(digest(bytes));
		expect(JSON.stringify(foreign.requests)).not.toContain('token-');
	});

	it('is not fetched anew because another host answers 401', async () => {
		const own = await start((asked) => honest({ bytes }, asked));
		const foreign = await start(() => ({ status: 401 }), 'localhost');
		const line = createLine(own.url);
		expect(await failureOf(fetchFile(foreign.url, {}, line))).toMatchObject({ code: 'refused' });
		expect(line.renewals()).toBe(0);
		expect(foreign.requests).toHaveLength(1);
	});

	it('comes back when another host leads back to RingCentral', async () => {
		const own = await start((asked) =>
			asked.path === '/' ? to(new URL('/x', foreign.url).href) : honest({ bytes }, asked),
		);
		const foreign = await start(() => to(new URL('/file', own.url).href), 'localhost');
		expect((await fetchFile(own.url)).digest).toBe(digest(bytes));
		expect(own.requests[1]?.headers['authorization']).toBe('Bearer token-0');
		expect(JSON.stringify(foreign.requests)).not.toContain('token-');
	});

	it('does not shut RingCentral’s quota when another host answers 429', async () => {
		const own = await start((asked) => honest({ bytes }, asked));
		const foreign = await start(() => ({ status: 429, headers: { 'Retry-After': '5000' } }), 'localhost');
		const line = createLine(own.url);
		expect(await failureOf(fetchFile(foreign.url, {}, line))).toMatchObject({ code: 'throttled' });
		expect((await fetchFile(own.url, {}, line)).digest).toBe(digest(bytes));
		expect(line.clock.sleeps).toEqual([]);
	});
});

describe('rule 8: from https', () => {
	/** Sends what is meant for https hosts to a server here, and notes who would have got what. */
	const through = (server: ScriptedServer): { opener: Open; asked: { host: string; token?: string }[] } => {
		const asked: { host: string; token?: string }[] = [];
		const opener: Open = async ({ url, headers, signal }) => {
			const token = headers['authorization'];
			asked.push({ host: url.host, ...(token !== undefined && { token }) });
			return await open({ url: new URL(url.pathname, server.url), headers, signal });
		};
		return { opener, asked };
	};
	const platform = new URL('https://platform.ringcentral.com/');

	it('is not followed to http, on the same host either', async () => {
		const server = await start(() => to('http://platform.ringcentral.com/file'));
		const { opener, asked } = through(server);
		expect(await failureOf(fetchFile(platform, {}, createLine(platform, opener)))).toMatchObject({
			code: 'refused',
		});
		expect(asked).toHaveLength(1);
	});

	it.each([
		['media.ringcentral.com', true],
		['media.ringcentral.biz', true],
		['evilringcentral.com', false],
		['media.ringcentral.com.evil.com', false],
		['media.ringcentral.com:8443', false],
		['bucket.s3.amazonaws.com', false],
	])('takes the token along to %s: %s', async (host, isTaken) => {
		const server = await start((request) =>
			request.path === '/' ? to(`https://${host}/file`) : honest({ bytes }, request),
		);
		const { opener, asked } = through(server);
		await fetchFile(platform, {}, createLine(platform, opener));
		expect(asked.map((each) => each.host)).toEqual(['platform.ringcentral.com', host]);
		expect(asked[1]?.token !== undefined).toBe(isTaken);
	});
});

function* endless(): Generator<Uint8Array> {
	for (;;) yield new Uint8Array(65_536);
}
