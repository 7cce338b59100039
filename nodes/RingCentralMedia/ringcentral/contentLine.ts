import { asError } from '../errors';
import { parseJson } from '../read';
import type { Line } from '../transfer/ask';
import type { Open } from '../transfer/http';
import { endpointOf } from './endpoint';
import { explainFault } from './faults';
import { mayCarryToken } from './hosts';
import type { Clock, Gate } from './quota';
import { heldToken, type TokenSource } from './token';
import { USER_AGENT } from './userAgent';

export interface ContentLineSettings {
	server: URL;
	gate: Gate;
	/** Hosts outside RingCentral have limits of their own, which must not shut RingCentral's. */
	gateOfHost: (host: string) => Gate;
	clock: Clock;
	open: Open;
	token: TokenSource;
}

/**
 * How content is fetched from RingCentral: through the quota, with the token where it may go and
 * without it everywhere else.
 */
export function createContentLine(settings: ContentLineSettings): Line {
	const { server, clock, token } = settings;
	let usedToken = '';
	const headersFor = async (url: URL): Promise<Record<string, string>> => {
		if (!mayCarryToken(url, server)) return {};
		usedToken = await token.current();
		return { authorization: `Bearer ${usedToken}` };
	};
	return {
		...clock,
		get: async (url, headers, { deadlineAt, signal }) => {
			const isOwn = mayCarryToken(url, server);
			const gate = isOwn ? settings.gate : settings.gateOfHost(url.host);
			// Before the quota is asked, since a log-in takes a call of the quota itself.
			if (isOwn) await heldToken(token);
			const pass = await gate.admit(endpointOf('GET', url), { deadlineAt, signal });
			let failure: Error;
			try {
				const answer = await settings.open({
					url,
					headers: { ...headers, 'user-agent': USER_AGENT, ...(await headersFor(url)) },
					signal,
				});
				pass.settle(answer);
				if (answer.status !== 401) token.accepted();
				return answer;
			} catch (cause) {
				failure = asError(cause);
			}
			pass.settle();
			throw failure;
		},
		renewToken: async (url) => {
			if (!mayCarryToken(url, server)) return false;
			await token.renew(usedToken);
			return true;
		},
		explain: ({ status, header, bodyText, url }) =>
			explainFault(
				{ status, header, body: parseJson(bodyText), url, isForeign: !mayCarryToken(url, server) },
				clock.now(),
			),
	};
}
