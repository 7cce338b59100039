import type { NodeEgressFilter } from 'n8n-workflow';
import { refused } from '../errors';
import type { Connections } from '../transfer/http';
import type { Context } from './context';
import type { World } from './world';

/**
 * Connections that keep to n8n's network rules, where this n8n has any: our HTTP client does not go
 * through n8n's own. Redirects are followed one request at a time, so each hop is checked here.
 */
export function guardedConnections(context: Context, world: World): Connections {
	// Older versions of n8n have no filter, whatever the types say.
	const helpers: Partial<Pick<Context['helpers'], 'getSecureEgressFilter'>> = context.helpers;
	const filter: NodeEgressFilter | undefined = helpers.getSecureEgressFilter?.();
	if (!filter) return world.connections();
	const { open, post } = world.connections(filter.createSecureLookup());
	async function check(url: URL): Promise<void> {
		const verdict = await filter?.validateUrl(url);
		if (!verdict || verdict.ok) return;
		throw refused(`The network rules of this n8n do not allow ${url.host}`, {
			hint: 'Ask the operator of this n8n to allow the host.',
			cause: verdict.error,
		});
	}
	return {
		open: async (request) => {
			await check(request.url);
			return await open(request);
		},
		post: async (request) => {
			await check(request.url);
			return await post(request);
		},
	};
}
