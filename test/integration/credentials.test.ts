import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { byId, startStation, type Station, type StationOptions } from '../support/station';

let station: Station;
let foreign: Server | undefined;

const open = async (options: StationOptions = {}): Promise<Station> => {
	station = await startStation(options);
	return station;
};

afterEach(async () => {
	await station.close();
	await new Promise((resolve) => (foreign ? foreign.close(resolve) : resolve(undefined)));
	foreign = undefined;
});

const logIns = (): number =>
	station.simulator.requests.filter(({ path, status }) => path.endsWith('/oauth/token') && status === 200)
		.length;

/** A host that is not RingCentral: another loopback address. It remembers what it was asked. */
async function startForeignHost(body: Buffer): Promise<{ url: string; seen: IncomingMessage[] }> {
	const seen: IncomingMessage[] = [];
	foreign = createServer((request, response) => {
		seen.push(request);
		response.setHeader('content-type', 'application/pdf');
		response.end(body);
	});
	await new Promise<void>((resolve) => foreign?.listen(0, '127.0.0.2', resolve));
	return { url: `http://127.0.0.2:${(foreign.address() as AddressInfo).port}/file.pdf?signature=abc`, seen };
}

describe('the JWT credential', () => {
	it('logs in once for many items, and not again in the next run', async () => {
		const { run, simulator } = await open();
		const ids = Array.from({ length: 4 }, () => simulator.world.addFax({}).id);
		const parameters = { resource: 'fax', operation: 'download', messageId: byId('={{ $json.id }}') };
		const items = ids.map((id) => ({ json: { id: String(id) } }));
		for (let i = 0; i < 3; i += 1) expect((await run(parameters, items)).error).toBeUndefined();
		expect(logIns()).toBe(1);
	});

	it('logs in once when several runs find the token expired at the same time', async () => {
		const { run, simulator } = await open({ isRealTime: true, simulator: { limits: 'off' } });
		const { id } = simulator.world.addFax({});
		const parameters = { resource: 'fax', operation: 'download', messageId: byId(String(id)) };
		await run(parameters);
		simulator.expireAccessTokens();
		const runs = await Promise.all(Array.from({ length: 5 }, () => run(parameters)));
		expect(runs.map(({ error }) => error)).toEqual(runs.map(() => undefined));
		expect(logIns()).toBe(2);
	});

	it('also logs in once when several runs start without any token', async () => {
		const { run, simulator } = await open({ isRealTime: true, simulator: { limits: 'off' } });
		const { id } = simulator.world.addFax({});
		const parameters = { resource: 'fax', operation: 'get', messageId: byId(String(id)) };
		await Promise.all(Array.from({ length: 5 }, () => run(parameters)));
		expect(logIns()).toBe(1);
	});
});

describe('the access token', () => {
	it('never reaches a host that is not RingCentral', async () => {
		const { run } = await open();
		const pdf = Buffer.from('%PDF-1.7 from elsewhere');
		const { url, seen } = await startForeignHost(pdf);
		const { outputs } = await run({ resource: 'media', operation: 'download', contentUri: url });
		expect(outputs[0]?.[0]?.json).toMatchObject({ sizeBytes: pdf.length, mimeType: 'application/pdf' });
		expect(seen).toHaveLength(1);
		expect(seen[0]?.headers.authorization).toBeUndefined();
		// The query of a signed link is a secret too.
		expect(JSON.stringify(outputs)).not.toContain('signature');
	});

	it('stays behind when RingCentral redirects elsewhere', async () => {
		const { run, simulator } = await open();
		const { recording } = simulator.world.addCall({ recording: true });
		const { url, seen } = await startForeignHost(Buffer.from('%PDF-1.7 from elsewhere'));
		simulator.faults.add({ on: { path: /content/ }, do: { redirect: { to: url, status: 302 } } });
		const contentUri = `${simulator.mediaUrl}/restapi/v1.0/account/~/recording/${recording?.id ?? ''}/content`;
		const { outputs } = await run({ resource: 'media', operation: 'download', contentUri });
		expect(outputs[0]?.[0]?.json).toMatchObject({ requests: 2, mimeType: 'application/pdf' });
		expect(seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
	});

	it('is in a link even when nothing was asked before', async () => {
		const { run, simulator } = await open();
		simulator.world.addCall({ recording: { id: '1', sizeBytes: 500 } });
		const contentUri = `${simulator.mediaUrl}/restapi/v1.0/account/~/recording/1/content`;
		const { outputs } = await run({
			resource: 'media',
			operation: 'getLink',
			contentUri,
			includeAccessToken: true,
		});
		const answer = await fetch(outputs[0]?.[0]?.json['url'] as string);
		expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([200, 500]);
	});

	it('is in a link only when asked for, and never for another host', async () => {
		const { run, simulator } = await open();
		const contentUri = `${simulator.mediaUrl}/restapi/v1.0/account/~/recording/1/content`;
		const link = { resource: 'media', operation: 'getLink' };
		const plain = await run({ ...link, contentUri, contentDisposition: 'Attachment' });
		expect(plain.outputs[0]?.[0]?.json).toEqual({ url: `${contentUri}?contentDisposition=Attachment` });
		const { recording } = simulator.world.addCall({ recording: { id: '1', sizeBytes: 500 } });
		await run({ resource: 'callRecording', operation: 'get', recordingId: byId(recording?.id ?? '') });
		const withToken = await run({ ...link, contentUri, includeAccessToken: true });
		const answer = await fetch(withToken.outputs[0]?.[0]?.json['url'] as string);
		expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([200, 500]);
		const elsewhere = await run({ ...link, contentUri: 'https://example.com/x', includeAccessToken: true });
		expect(elsewhere.error?.message).toMatch(/not a host of RingCentral/);
	});
});

describe('the OAuth2 credential', () => {
	it('downloads, and n8n refreshes its token when it has expired', async () => {
		const { run, simulator, engine } = await open();
		const { clientId, clientSecret, redirectUri } = simulator.credentials;
		const authorize = new URL('/restapi/oauth/authorize', simulator.serverUrl);
		authorize.search = new URLSearchParams({
			response_type: 'code',
			client_id: clientId,
			redirect_uri: redirectUri,
			state: 's',
		}).toString();
		const { headers } = await fetch(authorize, { redirect: 'manual' });
		const code = new URL(headers.get('location') ?? '').searchParams.get('code') ?? '';
		const granted = await fetch(new URL('/restapi/oauth/token', simulator.serverUrl), {
			method: 'POST',
			headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
			body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: redirectUri }),
		});
		const oauthTokenData = (await granted.json()) as never;
		engine.credentials.store({
			id: 'oauth2',
			type: 'ringCentralOAuth2Api',
			data: {
				serverUrl: simulator.serverUrl,
				grantType: 'authorizationCode',
				clientId,
				clientSecret,
				oauthTokenData,
			},
		});
		const { recording } = simulator.world.addCall({ recording: { sizeBytes: 2_000_000 } });
		const parameters = {
			authentication: 'ringCentralOAuth2Api',
			resource: 'callRecording',
			operation: 'download',
			recordingId: byId(recording?.id ?? ''),
		};
		const first = await run(parameters);
		expect(first.error).toBeUndefined();
		simulator.expireAccessTokens();
		const second = await run(parameters);
		expect(second.outputs[0]?.[0]?.json['sha256']).toBe(recording?.content.sha256);
		expect(logIns()).toBe(2);
	});
});
