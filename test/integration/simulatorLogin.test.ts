import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startSimulator, type Simulator } from '../../simulator';
import { EXTENSION, logIn, tokenRequest } from '../support/simulatorClient';

interface Tokens {
	access_token: string;
	refresh_token: string;
	expires_in: number;
}

const basic = (id: string, secret: string): Record<string, string> => ({
	Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
});

describe('logging in to the simulator', () => {
	let simulator: Simulator;
	let now: number;

	beforeEach(async () => {
		now = Date.UTC(2026, 8, 15, 12);
		simulator = await startSimulator({ now: () => now, limits: 'off' });
	});
	afterEach(() => simulator.close());

	const post = (init: RequestInit): Promise<Response> =>
		fetch(`${simulator.serverUrl}/restapi/oauth/token`, { method: 'POST', ...init });
	const refusalOf = async (answer: Response): Promise<string> => {
		const { error, errors } = (await answer.json()) as { error: string; errors: { errorCode: string }[] };
		return `${answer.status} ${error} ${errors[0]?.errorCode ?? ''}`;
	};
	const statusWith = async (token: string): Promise<number> =>
		(await fetch(`${simulator.serverUrl}${EXTENSION}`, { headers: { Authorization: `Bearer ${token}` } }))
			.status;

	it('tells apart what is wrong with a login', async () => {
		const { oauth, world, credentials } = simulator;
		const expired = oauth.addJwt(world.owner, now);
		const right = tokenRequest(simulator);

		expect(await refusalOf(await post({ ...right, headers: basic('unknown', 'x') }))).toBe(
			'400 invalid_client OAU-153',
		);
		expect(await refusalOf(await post({ ...right, headers: basic(credentials.clientId, 'x') }))).toBe(
			'401 invalid_client OAU-146',
		);
		expect(await refusalOf(await post(tokenRequest(simulator, { assertion: 'x' })))).toBe(
			'400 invalid_grant OAU-140',
		);
		expect(await refusalOf(await post(tokenRequest(simulator, { assertion: expired })))).toBe(
			'400 invalid_grant OAU-210',
		);
		expect((await post(right)).status).toBe(200);
	});

	it('takes forms only', async () => {
		const { headers } = tokenRequest(simulator);
		const asJson = { ...headers, 'Content-Type': 'application/json' };

		expect((await post({ headers: asJson, body: '{}' })).status).toBe(415);
		expect((await post({ headers: asJson, body: '{' })).status).toBe(400);
	});

	it('trades a code and its proof for a token of a public app', async () => {
		const { publicClientId, redirectUri } = simulator.credentials;
		const verifier = 'a'.repeat(43);
		const authorize = new URL('/restapi/oauth/authorize', simulator.serverUrl);
		authorize.search = new URLSearchParams({
			response_type: 'code',
			client_id: publicClientId,
			redirect_uri: redirectUri,
			code_challenge: createHash('sha256').update(verifier).digest('base64url'),
			code_challenge_method: 'S256',
			state: 'a b',
		}).toString();
		const trade = async (codeVerifier: string): Promise<number> => {
			const location = (await fetch(authorize, { redirect: 'manual' })).headers.get('location') ?? '';
			const { searchParams } = new URL(location);
			expect(searchParams.get('state')).toBe('a b');
			const body = new URLSearchParams({
				grant_type: 'authorization_code',
				client_id: publicClientId,
				redirect_uri: redirectUri,
				code: searchParams.get('code') ?? '',
				code_verifier: codeVerifier,
			});
			return (await post({ body })).status;
		};

		expect(await trade(verifier)).toBe(200);
		expect(await trade('another')).toBe(400);
	});

	it('sends nobody elsewhere with a code', async () => {
		const { clientId } = simulator.credentials;
		const query = new URLSearchParams({
			response_type: 'code',
			client_id: clientId,
			redirect_uri: 'https://elsewhere.example',
		});
		const url = `${simulator.serverUrl}/restapi/oauth/authorize?${query.toString()}`;

		expect((await fetch(url, { redirect: 'manual' })).status).toBe(400);
	});

	it('takes a refresh token once, and ends the old access token', async () => {
		const first = (await (await post(tokenRequest(simulator))).json()) as Tokens;
		const refresh = (token: string): Promise<Response> =>
			post(tokenRequest(simulator, { grant_type: 'refresh_token', refresh_token: token }));
		const second = (await (await refresh(first.refresh_token)).json()) as Tokens;

		expect(await statusWith(first.access_token)).toBe(401);
		expect(await (await refresh(first.refresh_token)).json()).toEqual(second);
		expect(await statusWith(second.access_token)).toBe(200);
		now += 10_000;
		expect(await refusalOf(await refresh(first.refresh_token))).toBe('400 invalid_grant OAU-210');
	});

	it('ends access tokens in time, or when told to', async () => {
		const tokens = (await (await post(tokenRequest(simulator))).json()) as Tokens;
		expect(tokens.expires_in).toBe(3600);
		now += 3_600_000;
		expect(await statusWith(tokens.access_token)).toBe(401);

		const { headers } = await logIn(simulator);
		simulator.expireAccessTokens();
		expect((await fetch(`${simulator.serverUrl}${EXTENSION}`, { headers })).status).toBe(401);
	});

	it('has five sessions for a user and an app', async () => {
		const clients = [];
		for (let at = 0; at < 6; at += 1) clients.push(await logIn(simulator));
		const statuses = [];
		for (const client of clients) statuses.push((await client.get(EXTENSION)).status);

		expect(statuses).toEqual([401, 200, 200, 200, 200, 200]);
	});

	it('names the scope an app lacks', async () => {
		for (const app of simulator.oauth.apps) app.scopes = ['ReadAccounts'];
		const client = await logIn(simulator);

		expect(await client.json(`${EXTENSION}/message-store`)).toMatchObject({
			permissionName: 'ReadMessages',
			errors: [{ errorCode: 'CMN-401', permissionName: 'ReadMessages' }],
		});
	});
});
