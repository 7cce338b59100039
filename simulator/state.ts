import type { FastifyRequest } from 'fastify';
import type { Answer } from './answers';
import type { FaultAction } from './faults';
import type { OAuth, Session } from './oauth';
import type { Group } from './rateLimits';
import type { Extension } from './records';
import type { World } from './world';

export type Host = 'api' | 'media';

/** What the operations share. */
export interface State {
	world: World;
	oauth: OAuth;
	now: () => number;
	/** Base addresses of the two hosts, known once both listen. */
	urls: { api: string; media: string };
}

/** One request, checked as far as it can be without knowing the operation. */
export interface Exchange {
	request: FastifyRequest;
	url: URL;
	host: Host;
	query: URLSearchParams;
	/** The named part of the path, decoded. */
	param(name: string): string;
	/** Who asks; operations that are open have none. */
	session: Session | undefined;
	/** What goes wrong this time. */
	faults: FaultAction;
}

export interface Operation {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	path: string;
	host: Host;
	group: Group;
	/** The app permission it takes. */
	scope?: string;
	/** Needs no token. */
	open?: boolean;
	handle(exchange: Exchange): Answer | Promise<Answer>;
}

export const ACCOUNT_PATH = '/restapi/v1.0/account/:accountId';
export const EXTENSION_PATH = `${ACCOUNT_PATH}/extension/:extensionId`;

/** The caller's extension; only operations with a token ask. */
export function userOf(exchange: Exchange): Extension {
	if (!exchange.session) throw new Error('The operation is open: it has no user');
	return exchange.session.extension;
}
