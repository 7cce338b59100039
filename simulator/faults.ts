import { emptyAnswer, jsonAnswer, type Answer } from './answers';
import type { ContentTricks } from './content';
import type { Delivery } from './deliver';
import type { Host } from './state';

export interface StatusInstead {
	status: number;
	errorCode?: string;
	message?: string;
	/** `false` leaves the list of errors empty, as the gateway does. */
	withErrors?: boolean;
	retryAfter?: number | string;
	/** `false` drops the `X-Rate-Limit-…` headers. */
	rateLimitHeaders?: boolean;
	/** Any other JSON body. */
	body?: unknown;
	headers?: Record<string, string>;
}

/** What is answered instead of what was asked for. */
export interface Instead {
	status?: StatusInstead | undefined;
	/** JSON with status 200 where bytes belong. */
	jsonInstead?: true;
	/** `self` leads back to the same address: a loop. */
	redirect?: { to: string; status?: 301 | 302 | 303 | 307 | 308 };
	/** The work is done, and then this is answered instead of what came of it. */
	statusAfter?: StatusInstead;
	/** Breaks the line when so many bytes of the request's body have come. */
	cutBody?: { afterBytes: number };
	/** Ends the caller's session: this request and all later ones with its token get a 401. */
	endSession?: true;
	/** The caller's access token has just run out; refreshing brings a new one. */
	expireToken?: true;
}

export type FaultAction = Instead & ContentTricks & Delivery;

export interface Fault {
	/** Which requests; all of them if nothing is said. */
	on?: {
		path?: RegExp;
		method?: string;
		host?: Host;
		/** Whether the request has a `Range` header. */
		range?: boolean;
		/** Whether it asks for a range behind the first byte: a file that was begun before. */
		continued?: boolean;
	};
	/** How many matching requests pass first. */
	skip?: number;
	/** How many matching requests it hits; all if not said. */
	times?: number;
	do: FaultAction;
	/** Told of each request it hits. */
	onHit?: (target: FaultTarget) => void;
}

export interface FaultTarget {
	path: string;
	method: string;
	host: Host;
	range: boolean;
	/** The first byte asked for; 0 without a range. */
	startBytes: number;
}

/** What goes wrong, and when. */
export class Faults {
	private held: { fault: Fault; seen: number }[] = [];

	/** Adds a fault. Returns what takes it away again. */
	add(fault: Fault): () => void {
		const entry = { fault, seen: 0 };
		this.held.push(entry);
		return () => {
			this.held = this.held.filter((other) => other !== entry);
		};
	}

	clear(): void {
		this.held = [];
	}

	/** Counts the request and says what goes wrong with it; of two faults alike the later one wins. */
	take(target: FaultTarget): FaultAction {
		let action: FaultAction = {};
		for (const entry of this.held) {
			if (!entry.fault.do.cutBody && isTurn(entry, target)) action = { ...action, ...entry.fault.do };
		}
		return action;
	}

	/** What goes wrong before the body is there. */
	takeEarly(target: FaultTarget): FaultAction | undefined {
		const hits = this.held.filter((entry) => entry.fault.do.cutBody && isTurn(entry, target));
		return hits.at(-1)?.fault.do;
	}
}

/** Counts a request that matches, and says whether it is hit. */
function isTurn(entry: { fault: Fault; seen: number }, target: FaultTarget): boolean {
	const { fault } = entry;
	if (!matches(fault, target)) return false;
	const turn = entry.seen - (fault.skip ?? 0);
	entry.seen += 1;
	const isHit = turn >= 0 && turn < (fault.times ?? Infinity);
	if (isHit) fault.onHit?.(target);
	return isHit;
}

function matches({ on = {} }: Fault, target: FaultTarget): boolean {
	return (
		(on.path === undefined || on.path.test(target.path)) &&
		(on.method === undefined || on.method === target.method) &&
		(on.host === undefined || on.host === target.host) &&
		(on.range === undefined || on.range === target.range) &&
		(on.continued === undefined || on.continued === target.startBytes > 0)
	);
}

/** The answer that takes the place of the real one, if any. */
export function insteadOf(action: FaultAction, url: string): Answer | undefined {
	const { status, jsonInstead, redirect } = action;
	if (redirect) {
		const to = redirect.to === 'self' ? url : redirect.to;
		return emptyAnswer(redirect.status ?? 302, { Location: to });
	}
	if (jsonInstead) return jsonAnswer(200, { message: 'This is not the file' });
	if (!status) return undefined;
	const headers: Record<string, string> = { ...status.headers };
	if (status.retryAfter !== undefined) headers['Retry-After'] = String(status.retryAfter);
	if (status.body !== undefined) return jsonAnswer(status.status, status.body, headers);
	const [errorCode, usual] = usualErrors[status.status] ?? ['CMN-201', 'Service Temporary Unavailable'];
	const first = { errorCode: status.errorCode ?? errorCode, message: status.message ?? usual };
	const errors = status.withErrors === false ? [] : [first];
	return jsonAnswer(status.status, { ...first, errors }, headers);
}

/** @see https://developers.ringcentral.com/guide/basics/errors */
const usualErrors: Record<number, [string, string]> = {
	400: ['CMN-101', 'Parameter value is invalid.'],
	401: ['OAU-128', 'Access token expired'],
	403: ['CMN-408', 'User has not enough permissions.'],
	404: ['CMN-102', 'Resource is not found'],
	409: ['MSG-368', 'Fax message processing is in progress'],
	416: ['CMN-107', 'Requested range not satisfiable'],
	429: ['CMN-301', 'Request rate exceeded'],
};
