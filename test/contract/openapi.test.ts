import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator';
import { seedWorld } from '../../simulator/seed';
import {
	asHttpExchange,
	Contract,
	contractPath,
	type HttpExchange,
	type Violation,
} from '../support/openapi';
import { ACCOUNT, EXTENSION, logIn, tokenRequest, type Client } from '../support/simulatorClient';

const NOW = Date.UTC(2026, 8, 15, 12);
const LONG_AGO = 'dateFrom=2026-01-01T00:00:00Z';

(contractPath === undefined ? describe.skip : describe)('the official OpenAPI description', () => {
	let contract: Contract;
	let simulator: Simulator;
	let exchanges: HttpExchange[];
	let client: Client;

	async function start(options: SimulatorOptions = {}): Promise<void> {
		exchanges = [];
		simulator = await startSimulator({
			now: () => NOW,
			limits: 'off',
			onExchange: (exchange) => exchanges.push(asHttpExchange(exchange)),
			...options,
		});
		seedWorld(simulator.world);
		client = await logIn(simulator);
	}

	const violations = (): Violation[] => exchanges.flatMap((exchange) => contract.check(exchange));
	const answerViolations = (): Violation[] => exchanges.flatMap((exchange) => contract.checkAnswer(exchange));
	const statuses = (): number[] => exchanges.map(({ status }) => status);

	beforeAll(() => {
		contract = new Contract(contractPath ?? '');
	});
	beforeEach(() => start());
	afterEach(() => simulator.close());

	it.each([
		ACCOUNT,
		`${ACCOUNT}/extension?perPage=2&page=2&type=User&status=Enabled&type=Department`,
		`${ACCOUNT}/extension?extensionNumber=101`,
		EXTENSION,
		`${EXTENSION}/phone-number?usageType=DirectNumber&perPage=1`,
		'/restapi/v1.0/dictionary/fax-cover-page?perPage=5',
		`${EXTENSION}/message-store`,
		`${EXTENSION}/message-store?${LONG_AGO}&perPage=3&page=2`,
		`${EXTENSION}/message-store?${LONG_AGO}&messageType=Fax&messageType=VoiceMail&direction=Inbound&readStatus=Unread&availability=Alive&availability=Deleted`,
		`${EXTENSION}/message-store?${LONG_AGO}&distinctConversations=true&phoneNumber=%2B14155550132`,
		`${ACCOUNT}/call-log?${LONG_AGO}&view=Detailed&perPage=4&recordingType=All`,
		`${ACCOUNT}/call-log?${LONG_AGO}&perPage=max&type=Voice&direction=Outbound&phoneNumber=14155550132`,
		`${EXTENSION}/call-log?${LONG_AGO}&view=Simple&transport=PSTN&withRecording=true&perPage=2&page=2`,
	])('describes %s and its answer', async (path) => {
		const answer = await client.get(path);

		expect(answer.status).toBe(200);
		expect(violations()).toEqual([]);
	});

	it('describes each message, call and recording, and their content', async () => {
		const { world, mediaUrl } = simulator;
		for (const message of world.messages) {
			const store = `${ACCOUNT}/extension/${message.extensionId}/message-store/${message.id}`;
			await client.get(store);
			for (const { id } of message.attachments) await client.get(`${mediaUrl}${store}/content/${id}`);
		}
		for (const call of world.calls) await client.get(`${ACCOUNT}/call-log/${call.id}?view=Detailed`);
		for (const { id } of world.recordings()) {
			await client.get(`${ACCOUNT}/recording/${id}`);
			await client.get(`${mediaUrl}${ACCOUNT}/recording/${id}/content?contentDisposition=Attachment`);
		}

		expect(new Set(statuses())).toEqual(new Set([200]));
		expect(violations()).toEqual([]);
	});

	it('describes several messages in one call', async () => {
		const ids = simulator.world.messages.filter(
			({ extensionId }) => extensionId === simulator.world.owner.id,
		);
		const path = `${EXTENSION}/message-store/${ids.map(({ id }) => id).join(',')}`;
		const answer = await client.get(path, { Accept: 'application/vnd.ringcentral.multipart+json' });

		expect(answer.status).toBe(207);
		expect(violations()).toEqual([]);
	});

	it('describes what is still in the making', async () => {
		const { world } = simulator;
		world.addVoicemail({ transcript: { readyAt: NOW + 1 } });
		const fax = world.addFax({ direction: 'Outbound', messageStatus: 'Queued', renderedAt: NOW + 1 });
		const call = world.addCall({ recording: { readyAt: NOW + 1 } });

		await client.get(`${EXTENSION}/message-store`);
		await client.get(`${simulator.mediaUrl}${EXTENSION}/message-store/${fax.id}/content/${fax.id}`);
		await client.get(`${ACCOUNT}/recording/${call.recording?.id ?? ''}`);

		expect(statuses().slice(-2)).toEqual([409, 404]);
		expect(violations()).toEqual([]);
	});

	it('describes all ways to a token', async () => {
		const { credentials, serverUrl } = simulator;
		const url = `${serverUrl}/restapi/oauth/authorize?${new URLSearchParams({
			response_type: 'code',
			client_id: credentials.clientId,
			redirect_uri: credentials.redirectUri,
			state: 'some state',
		}).toString()}`;
		const sent = await fetch(url, { redirect: 'manual' });
		const code = new URL(sent.headers.get('location') ?? '').searchParams.get('code') ?? '';
		const traded = await post('token', {
			grant_type: 'authorization_code',
			code,
			redirect_uri: credentials.redirectUri,
		});
		const { refresh_token: token } = (await traded.json()) as { refresh_token: string };
		await post('token', { grant_type: 'refresh_token', refresh_token: token });
		await post('revoke', { token });

		expect(statuses()).toEqual([200, 302, 200, 200, 200]);
		expect(violations()).toEqual([]);
	});

	async function post(endpoint: string, fields: Record<string, string>): Promise<Response> {
		const { headers } = tokenRequest(simulator);
		const body = new URLSearchParams(fields);
		return fetch(`${simulator.serverUrl}/restapi/oauth/${endpoint}`, { method: 'POST', headers, body });
	}

	it('describes the errors of the API', async () => {
		const { mediaUrl, world } = simulator;
		const [fax] = world.messages.filter((message) => message.type === 'Fax');
		const content = `${mediaUrl}${EXTENSION}/message-store/${fax?.id ?? 0}/content/${fax?.id ?? 0}`;
		const plain = await logIn(simulator, simulator.oauth.addJwt(world.addExtension()));

		await client.get(`${EXTENSION}/message-store/1`);
		await client.get(`${ACCOUNT}/recording/1`);
		await client.get(content, { Range: 'bytes=99999999-' });
		await client.get(content, { Range: 'bytes=0-9' });
		await plain.get(`${ACCOUNT}/call-log`);
		await plain.get(`${ACCOUNT}/extension/${world.owner.id}/message-store`);
		await client.get(EXTENSION, { Authorization: 'Bearer unknown' });
		await client.get(EXTENSION, { Authorization: '' });

		expect(statuses().slice(2)).toEqual([404, 404, 416, 206, 403, 403, 401, 401]);
		expect(violations()).toEqual([]);
	});

	it('describes the answers to what it does not allow', async () => {
		await client.get(`${EXTENSION}/message-store?messageType=MMS`);
		await client.get(`${EXTENSION}/message-store?dateFrom=yesterday`);
		await client.get('/restapi/v1.0/nothing');
		await post('token', { grant_type: 'password' });
		await post('token', {
			grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
			assertion: 'no JWT',
		});
		await post('token', { grant_type: 'refresh_token', refresh_token: 'unknown' });

		expect(statuses().slice(1)).toEqual([400, 400, 404, 400, 400, 400]);
		expect(answerViolations()).toEqual([]);
		expect(violations().map(({ where }) => where)).toEqual(expect.arrayContaining(['query', 'path']));
	});

	it('describes refusals for lack of scope and for too many calls', async () => {
		await simulator.close();
		const Light = { limit: 1, windowMs: 60_000, penaltyMs: 60_000 };
		await start({ scopes: ['ReadAccounts'], limits: { groups: { Light } } });

		await client.get(`${EXTENSION}/message-store`);
		await client.get(EXTENSION);

		expect(statuses().slice(1)).toEqual([403, 429]);
		expect(violations()).toEqual([]);
	});
});

(contractPath === undefined ? describe.skip : describe)('the check itself', () => {
	let contract: Contract;
	beforeAll(() => {
		contract = new Contract(contractPath ?? '');
	});

	const url = `https://platform.ringcentral.com${EXTENSION}/message-store`;
	const exchange: HttpExchange = {
		method: 'GET',
		url,
		requestHeaders: {},
		requestBody: undefined,
		status: 200,
		responseBody: { records: [], navigation: {}, paging: {} },
	};
	const messages = (changes: Partial<HttpExchange>): string[] =>
		contract.check({ ...exchange, ...changes }).map(({ where, message }) => `${where}: ${message}`);

	it('passes what is right', () => {
		expect(messages({})).toEqual([]);
	});

	it.each<[string, Partial<HttpExchange>, RegExp]>([
		['an unknown path', { url: `${url}s` }, /^path: /],
		['an unknown parameter', { url: `${url}?perpage=1` }, /^query: perpage is not described/],
		['a value outside its set', { url: `${url}?direction=inbound` }, /^query: direction /],
		['a wrong time', { url: `${url}?dateFrom=2026-01-01` }, /^query: dateFrom .*date-time/],
		['a missing property', { responseBody: { records: [] } }, /^responseBody: .*navigation/],
		[
			'a misspelt property',
			{ responseBody: { records: [{ attachments: [{ filename: 'a' }] }], navigation: {}, paging: {} } },
			/^responseBody: \.records\[\]\.attachments\[\]\.filename is not described/,
		],
		['an undescribed success', { status: 201 }, /^status: /],
	])('finds %s', (_name, changes, expected) => {
		expect(messages(changes)).toEqual(expect.arrayContaining([expect.stringMatching(expected)]));
	});
});
