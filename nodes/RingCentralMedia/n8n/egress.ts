import type { NodeEgressFilter } from 'n8n-workflow';
import { refused } from '../errors';
import type { Open } from '../transfer/http';
import type { Context } from './context';
import type { World } from './world';

/**
 * Connections that keep to n8n's network rules, where this n8n has any: our HTTP client does not go
 * through n8n's own. Redirects are followed one request at a time, so each hop is checked here.
 */
export function guardedOpen(context: Context, world: World): Open {
	// Older versions of n8n have no filter, whatever the types say.
	const helpers: Partial<Pick<Context['helpers'], 'getSecureEgressFilter'>> = context.helpers;
	const filter: NodeEgressFilter | undefined = helpers.getSecureEgressFilter?.();
	if (!filter) return world.open();
	const open = world.open(filter.createSecureLookup());
	return async (request) => {
		const verdict = await filter.validateUrl(request.url);
		if (!verdict.ok) {
			throw refused(`The network rules of this n8n do not allow ${request.url.host}`, {
				hint: 'Ask the operator of this n8n to allow the host.',
				cause: verdict.error,
			});
		}
		return await open(request);
	};
}
