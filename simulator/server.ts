import formbody from '@fastify/formbody';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { answerOf, type Answer } from './answers';
import { JSON_PARTS } from './bulk';
import { deliver } from './deliver';
import { ApiError, apiError, missingScope, noAuthorization, unknownPath } from './errors';
import { insteadOf, type FaultAction, type Faults } from './faults';
import type { Session } from './oauth';
import type { RateLimits } from './rateLimits';
import type { RequestLog, SeenRequest } from './requests';
import type { Exchange, Host, Operation, State } from './state';

export interface ServerParts {
	state: State;
	faults: Faults;
	limits: RateLimits;
	log: RequestLog;
}

const MAX_BODY_BYTES = 60 * 1024 * 1024;

/** Room for fifty ids in one path. */
const MAX_PARAMETER_LENGTH = 2000;

/** RCRequestId is what RingCentral's support asks for. */
const REQUEST_ID_HEADER = 'RCRequestId';

/** A server for one of the two hosts. */
export async function makeServer(
	host: Host,
	operations: Operation[],
	parts: ServerParts,
): Promise<FastifyInstance> {
	const server = fastify({
		forceCloseConnections: true,
		bodyLimit: MAX_BODY_BYTES,
		exposeHeadRoutes: false,
		routerOptions: { maxParamLength: MAX_PARAMETER_LENGTH },
	});
	await server.register(formbody);
	// Several records in one call: JSON under a name of its own.
	server.addContentTypeParser(
		JSON_PARTS,
		{ parseAs: 'string' },
		server.getDefaultJsonParser('error', 'error'),
	);
	// Uploads arrive as they are; the subject that takes them reads the parts.
	server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
	// Before the body is read: a line may break while it is on its way.
	server.addHook('onRequest', (request, _reply, done) => {
		breakWhileSending(parts.faults, host, request);
		done();
	});
	server.setErrorHandler((error, request, reply) => serve(parts, host, unreadable(error), request, reply));
	for (const operation of operations.filter((known) => known.host === host)) {
		server.route({
			method: operation.method,
			url: operation.path,
			handler: (request, reply) => serve(parts, host, operation, request, reply),
		});
	}
	server.setNotFoundHandler((request, reply) => serve(parts, host, undefined, request, reply));
	return server;
}

function breakWhileSending(faults: Faults, host: Host, request: FastifyRequest): void {
	const { raw, method, url } = request;
	const [path = ''] = url.split('?');
	const cut = faults.takeEarly({ path, method, host, range: false, startBytes: 0 })?.cutBody;
	if (!cut) return;
	let arrivedBytes = 0;
	const breakOff = (): void => {
		raw.socket.resetAndDestroy();
	};
	if (cut.afterBytes === 0) breakOff();
	raw.on('data', (piece: Buffer) => {
		arrivedBytes += piece.length;
		if (arrivedBytes >= cut.afterBytes) breakOff();
	});
}

/** Stands for a request whose body could not be read. */
function unreadable(error: unknown): ApiError {
	const status: unknown = error instanceof Error ? Reflect.get(error, 'statusCode') : undefined;
	if (status === 413) return apiError(413, 'CMN-104', 'Request entity is too large');
	return apiError(400, 'CMN-103', "JSON can't be parsed.");
}

async function serve(
	parts: ServerParts,
	host: Host,
	target: Operation | ApiError | undefined,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<void> {
	reply.hijack();
	const { log, state } = parts;
	const url = new URL(request.raw.url ?? '/', host === 'api' ? state.urls.api : state.urls.media);
	const operation = target instanceof ApiError ? undefined : target;
	const seen = log.start(host, operation?.group, request, url);
	const exchange: Exchange = {
		request,
		url,
		host,
		query: url.searchParams,
		param: (name) => paramOf(request, name),
		session: undefined,
		faults: {},
	};
	const date = new Date(state.now()).toUTCString();
	const shared: Record<string, string> = { [REQUEST_ID_HEADER]: seen.requestId, Date: date };
	let answer: Answer;
	try {
		if (target instanceof ApiError) throw target;
		answer = await handle(parts, operation, exchange, shared, seen);
	} catch (error) {
		answer = answerOf(error);
	}
	const complete = { ...answer, headers: { ...shared, ...answer.headers } };
	log.answered(seen, complete);
	seen.sentBytes = await deliver(reply.raw, complete, exchange.faults, request.method !== 'HEAD');
}

function paramOf(request: FastifyRequest, name: string): string {
	const { params } = request;
	const value: unknown = typeof params === 'object' && params ? Reflect.get(params, name) : undefined;
	return typeof value === 'string' ? value : '';
}

/** In the order of the service: who asks, how often, what fails, with which rights; then the work. */
async function handle(
	parts: ServerParts,
	operation: Operation | undefined,
	exchange: Exchange,
	shared: Record<string, string>,
	seen: SeenRequest,
): Promise<Answer> {
	const { state } = parts;
	if (operation && !operation.open) exchange.session = authenticate(state, exchange);
	const limitHeaders = operation ? checkLimit(parts, operation, exchange, shared, seen) : {};
	const faults = takeFaults(parts.faults, exchange);
	exchange.faults = faults;
	if (faults.status?.rateLimitHeaders === false) {
		for (const name of Object.keys(limitHeaders)) Reflect.deleteProperty(shared, name);
	}
	if ((faults.endSession || faults.expireToken) && exchange.session) {
		if (faults.endSession) state.oauth.revoke(exchange.session.accessToken);
		else exchange.session.accessExpiresAt = state.now();
		exchange.session = authenticate(state, exchange);
	}
	const instead = insteadOf(faults, exchange.url.href);
	if (instead) return instead;
	if (!operation) throw unknownPath();
	const { scope } = operation;
	if (scope !== undefined && !exchange.session?.app.scopes.includes(scope)) throw missingScope(scope);
	const answer = await operation.handle(exchange);
	return insteadOf({ status: faults.statusAfter }, exchange.url.href) ?? answer;
}

function checkLimit(
	{ limits }: ServerParts,
	{ group }: Operation,
	exchange: Exchange,
	shared: Record<string, string>,
	seen: SeenRequest,
): Record<string, string> {
	seen.owner = ownerOf(exchange);
	const verdict = limits.take(seen.owner, group);
	seen.overLimit = !verdict.passes;
	seen.insidePenalty = verdict.insidePenalty;
	Object.assign(shared, verdict.headers);
	if (!verdict.passes) throw apiError(429, 'CMN-301', 'Request rate exceeded');
	return verdict.headers;
}

function takeFaults(faults: Faults, { request, url, host }: Exchange): FaultAction {
	const { range } = request.headers;
	const startBytes = Number(/^bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
	const target = { path: url.pathname, method: request.method, host };
	return faults.take({ ...target, range: range !== undefined, startBytes });
}

/** The token comes in the header, or on the media host in the query. */
function authenticate(state: State, exchange: Exchange): Session {
	const { authorization } = exchange.request.headers;
	const asked = exchange.host === 'media' ? exchange.query.get('access_token') : null;
	const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1] ?? asked;
	if (!token) throw noAuthorization();
	return state.oauth.authenticate(token);
}

/** Limits hold for one user of one app; before the login only the app is known. */
function ownerOf({ session, request }: Exchange): string {
	if (session) return `${session.extension.id}/${session.app.clientId}`;
	return request.headers.authorization ?? 'public';
}
