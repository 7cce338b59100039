import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { Answer } from './answers';
import type { Group } from './rateLimits';
import type { Host } from './state';

/** A request the simulator got. */
export interface SeenRequest {
	at: number;
	method: string;
	url: string;
	path: string;
	host: Host;
	headers: IncomingHttpHeaders;
	/** Absent for addresses that do not exist. */
	group: Group | undefined;
	/** Whom it is charged to; empty when nobody is known. */
	owner: string;
	/** 0 until it is answered. */
	status: number;
	/** It came while its group was full, or shut by a 429. */
	overLimit: boolean;
	/** It came while its group was shut by a 429, and shut it anew. */
	insidePenalty: boolean;
	/** Bytes of the body that were handed to the network, known when the answer is over. */
	sentBytes: number;
	requestId: string;
}

/** A request and its JSON answer, as a contract test wants them. */
export interface JsonExchange {
	method: string;
	url: string;
	requestHeaders: Record<string, string>;
	requestBody: unknown;
	status: number;
	responseHeaders: Record<string, string>;
	/** The text as it was sent: numbers past 2^53 are whole in it. */
	responseText: string;
}

export type OnExchange = (exchange: JsonExchange) => void;

const plainHeaders = (headers: IncomingHttpHeaders): Record<string, string> =>
	Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

/** Everything that was asked, in order. Who runs for long takes out what was read. */
export class RequestLog {
	readonly requests: SeenRequest[] = [];
	private readonly bodies = new Map<SeenRequest, unknown>();
	private count = 0;

	constructor(
		private readonly now: () => number,
		private readonly onExchange: OnExchange | undefined,
	) {}

	start(host: Host, group: Group | undefined, request: FastifyRequest, url: URL): SeenRequest {
		this.count += 1;
		const seen: SeenRequest = {
			at: this.now(),
			method: request.method,
			url: url.href,
			path: url.pathname,
			host,
			headers: request.headers,
			group,
			owner: '',
			status: 0,
			overLimit: false,
			insidePenalty: false,
			sentBytes: 0,
			requestId: `simulated-${this.count}`,
		};
		this.requests.push(seen);
		if (this.onExchange) this.bodies.set(seen, request.body);
		return seen;
	}

	answered(seen: SeenRequest, answer: Answer): void {
		seen.status = answer.status;
		const isJson = /^application\/(\S+\+)?json\b/.test(answer.headers['Content-Type'] ?? '');
		if (!this.onExchange) return;
		this.onExchange({
			method: seen.method,
			url: seen.url,
			requestHeaders: plainHeaders(seen.headers),
			requestBody: this.bodies.get(seen),
			status: answer.status,
			responseHeaders: answer.headers,
			responseText: isJson ? answer.body.read(0, answer.body.sizeBytes).toString() : '',
		});
		this.bodies.delete(seen);
	}
}
