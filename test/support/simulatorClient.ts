import type { Simulator } from '../../simulator';

export interface TokenRequest {
	method: string;
	headers: Record<string, string>;
	body: URLSearchParams;
}

/** What `fetch` needs to log in with the simulator's JWT. */
export function tokenRequest(simulator: Simulator, fields: Record<string, string> = {}): TokenRequest {
	const { clientId, clientSecret, jwt } = simulator.credentials;
	const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
	return {
		method: 'POST',
		headers: { Authorization: `Basic ${basic}` },
		body: new URLSearchParams({
			grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
			assertion: jwt,
			...fields,
		}),
	};
}

export interface Client {
	headers: Record<string, string>;
	/** Asks an address, or a path of the API. */
	get(url: string, headers?: Record<string, string>): Promise<Response>;
	json(url: string): Promise<unknown>;
}

/** A client that is logged in: as the owner of the account, or with another user's JWT. */
export async function logIn(simulator: Simulator, assertion = simulator.credentials.jwt): Promise<Client> {
	const url = `${simulator.serverUrl}/restapi/oauth/token`;
	const answer = await fetch(url, tokenRequest(simulator, { assertion }));
	const { access_token: token } = (await answer.json()) as { access_token: string };
	const shared = { Authorization: `Bearer ${token}` };
	const get = (target: string, headers: Record<string, string> = {}): Promise<Response> =>
		fetch(new URL(target, simulator.serverUrl), {
			headers: { ...shared, ...headers },
			redirect: 'manual',
		});
	return { headers: shared, get, json: async (target) => (await get(target)).json() };
}

export const ACCOUNT = '/restapi/v1.0/account/~';
export const EXTENSION = `${ACCOUNT}/extension/~`;
