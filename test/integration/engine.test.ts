import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { sleep, type ICredentialType, type INodeType } from 'n8n-workflow';
import { startEngine, type Engine } from '../support/engine';
import { expirableApi, oAuth2Api, poller, probe } from './engineNodes';

const BYTES = Buffer.alloc(300_000, 'n8n');
const SHA256 = createHash('sha256').update(BYTES).digest('hex');

const stores: INodeType = probe(async function () {
	const pieces = Readable.from([BYTES.subarray(0, 100_000), BYTES.subarray(100_000)]);
	const binary = await this.helpers.prepareBinaryData(pieces, 'file.bin', 'application/octet-stream');
	return [[{ json: {}, binary: { data: binary } }]];
});

const fails: INodeType = probe(async function () {
	const breaking = async function* () {
		yield BYTES;
		await sleep(5);
		throw new Error('the line was cut');
	};
	await this.helpers.prepareBinaryData(Readable.from(breaking()), 'file.bin', 'application/octet-stream');
	return [[]];
});

const waits: INodeType = probe(async function () {
	const signal = this.getExecutionCancelSignal();
	await new Promise<void>((_resolve, reject) => {
		signal?.addEventListener('abort', () => reject(new Error('canceled')));
	});
	return [[]];
});

const asks = (type: string): INodeType =>
	probe(async function () {
		const url = this.getNodeParameter('url', 0) as string;
		const answer = (await this.helpers.httpRequestWithAuthentication.call(this, type, { url })) as object;
		return [[{ json: { ...answer } }]];
	}, type);

let engine: Engine;
let server: Server;
let base: string;
/** The only token the server takes; each grant makes a new one. */
let valid: string;
let grants: number;

beforeEach(async () => {
	valid = 'first';
	grants = 0;
	server = createServer((request, response) => {
		response.setHeader('content-type', 'application/json');
		if (request.url === '/token') {
			grants += 1;
			valid = `granted-${grants}`;
			response.end(JSON.stringify({ access_token: valid, refresh_token: 'next', token_type: 'bearer' }));
			return;
		}
		const isKnown = request.headers.authorization?.toLowerCase() === `bearer ${valid}`;
		response.statusCode = isKnown ? 200 : 401;
		response.end(JSON.stringify({ token: valid }));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
	await engine.close();
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

const open = async (
	type: INodeType,
	binaryMode: 'filesystem' | 'default' = 'filesystem',
	credentialTypes: ICredentialType[] = [],
	credentials: Parameters<typeof startEngine>[0]['credentials'] = [],
) => {
	engine = await startEngine({ binaryMode, nodeTypes: { 'test.probe': type }, credentialTypes, credentials });
};

describe('the binary store', () => {
	it('writes a stream to disk with the filesystem store', async () => {
		await open(stores);
		const { status, outputs } = await engine.runNode({ type: 'test.probe' });
		const data = outputs[0]?.[0]?.binary?.data;
		if (data === undefined) throw new Error('no file came out');
		expect(status).toBe('success');
		expect(data.id).toMatch(/^filesystem-v2:/);
		expect(await engine.sha256Of(data)).toBe(SHA256);
		expect(await engine.readBinary(data)).toEqual(BYTES);
		expect(await engine.storedFiles()).toEqual([
			expect.objectContaining({ sizeBytes: BYTES.length }),
			expect.objectContaining({ path: expect.stringMatching(/\.metadata$/) as unknown }),
		]);
	});

	it('keeps the file in the item with the in-memory store', async () => {
		await open(stores, 'default');
		const { outputs } = await engine.runNode({ type: 'test.probe' });
		const data = outputs[0]?.[0]?.binary?.data;
		if (data === undefined) throw new Error('no file came out');
		expect(data.id).toBeUndefined();
		expect(await engine.sha256Of(data)).toBe(SHA256);
		expect(await engine.storedFiles()).toEqual([]);
	});

	it('holds nothing after a stream that broke', async () => {
		await open(fails);
		const { status, error } = await engine.runNode({ type: 'test.probe' });
		expect(status).toBe('error');
		expect(error?.message).toBe('the line was cut');
		expect(await engine.storedFiles()).toEqual([]);
	});

	it('is removed on close, with the environment as it was before', async () => {
		const before = process.env.N8N_USER_FOLDER;
		await open(stores);
		const folder = process.env.N8N_USER_FOLDER ?? '';
		expect(existsSync(folder)).toBe(true);
		await engine.close();
		expect(existsSync(folder)).toBe(false);
		expect(process.env.N8N_USER_FOLDER).toBe(before);
	});
});

describe('credentials', () => {
	it('fetches a token after a 401, once, and keeps it', async () => {
		await open(
			asks('expirableApi'),
			'filesystem',
			[expirableApi],
			[{ id: 'a', type: 'expirableApi', data: { serverUrl: base, token: 'stale' } }],
		);
		const node = { type: 'test.probe', parameters: { url: `${base}/thing` } };
		const first = await engine.runNode(node);
		const second = await engine.runNode(node);
		expect(first.outputs).toMatchObject([[{ json: { token: 'granted-1' } }]]);
		expect(second.status).toBe('success');
		expect(grants).toBe(1);
		expect(engine.credentials.read('a')).toMatchObject({ serverUrl: base, token: 'granted-1' });
	});

	it('refreshes OAuth2 at an address made from another field', async () => {
		await open(
			asks('testOAuth2Api'),
			'filesystem',
			[oAuth2Api],
			[
				{
					id: 'a',
					type: 'testOAuth2Api',
					data: {
						serverUrl: base,
						clientId: 'id',
						clientSecret: 'hush',
						oauthTokenData: { access_token: 'stale', refresh_token: 'once', token_type: 'bearer' },
					},
				},
			],
		);
		const run = await engine.runNode({ type: 'test.probe', parameters: { url: `${base}/thing` } });
		expect(run.outputs).toMatchObject([[{ json: { token: 'granted-1' } }]]);
		expect(engine.credentials.read('a').oauthTokenData).toMatchObject({
			access_token: 'granted-1',
			refresh_token: 'next',
		});
	});
});

it('stops a run on cancel', async () => {
	await open(waits);
	const running = engine.startNode({ type: 'test.probe' });
	await sleep(50);
	running.cancel();
	expect((await running.result).status).toBe('canceled');
});

it('answers the lists of a parameter', async () => {
	await open(stores);
	const node = { type: 'test.probe', parameters: { url: 'here' } };
	expect(await engine.loadOptions(node, 'places')).toEqual([{ name: 'here', value: 'here' }]);
	expect(await engine.listSearch(node, 'search', 'word')).toEqual({
		results: [{ name: 'word', value: 'word' }],
	});
});

it('saves the state of a trigger only with items, as n8n does', async () => {
	await open(poller);
	const trigger = engine.poller({ type: 'test.probe', name: 'Trigger' });
	expect(await trigger.poll('activate')).toBeNull();
	expect(trigger.saved).toEqual({ 'node:Trigger': { polls: 1 } });
	expect(await trigger.poll()).toBeNull();
	expect(trigger.saved).toEqual({ 'node:Trigger': { polls: 1 } });
	expect(await trigger.poll()).toMatchObject([[{ json: { polls: 3 } }]]);
	expect(trigger.saved).toEqual({ 'node:Trigger': { polls: 3 } });
	const restarted = engine.poller({ type: 'test.probe', name: 'Trigger' }, { staticData: trigger.saved });
	expect(restarted.memory).toEqual({ polls: 3 });
});

it('refuses a second engine beside an open one', async () => {
	await open(stores);
	await expect(startEngine({ nodeTypes: {} })).rejects.toThrow('Close the engine');
});
