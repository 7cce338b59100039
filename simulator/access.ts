import { missingPermission, notFound, otherExtension } from './errors';
import type { Extension } from './records';
import { userOf, type Exchange, type State } from './state';

/** Only the own account exists for a caller. */
export function checkAccount(state: State, exchange: Exchange): void {
	const id = exchange.param('accountId');
	if (id !== '~' && id !== String(state.world.account.id)) throw notFound('accountId');
}

/**
 * The extension of the path. Those of others are open to administrators only.
 * @see https://developers.ringcentral.com/guide/basics/permissions
 */
export function extensionOfPath(state: State, exchange: Exchange, permission: string): Extension {
	checkAccount(state, exchange);
	const user = userOf(exchange);
	checkPermission(exchange, permission);
	const id = exchange.param('extensionId');
	if (id === '~' || id === String(user.id)) return user;
	const extension = state.world.extension(Number(id));
	if (!extension) throw notFound('extensionId');
	if (!user.admin) throw otherExtension(permission);
	return extension;
}

export function checkPermission(exchange: Exchange, permission: string): void {
	if (userOf(exchange).deniedPermissions.includes(permission)) throw missingPermission(permission);
}

/** The account as a whole is an administrator's business. */
export function checkAdministrator(state: State, exchange: Exchange, permission: string): void {
	checkAccount(state, exchange);
	if (!userOf(exchange).admin) throw missingPermission(permission);
	checkPermission(exchange, permission);
}
