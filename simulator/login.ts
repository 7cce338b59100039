import { createHash } from 'node:crypto';
import { emptyAnswer, jsonAnswer, type Answer } from './answers';
import { apiError, oauthError } from './errors';
import type { App, Session } from './oauth';
import type { Exchange, Operation, State } from './state';

const JWT_GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

const badRequest = (message: string): Error => oauthError(400, 'invalid_request', 'OAU-101', message);
const badGrant = (errorCode: string, message: string): Error =>
	oauthError(400, 'invalid_grant', errorCode, message);

/** A field of the form, or of the query where there is no form. */
function fieldOf(exchange: Exchange, name: string): string | undefined {
	const { body } = exchange.request;
	if (typeof body !== 'object' || body === null) return exchange.query.get(name) ?? undefined;
	const value: unknown = Reflect.get(body, name);
	return typeof value === 'string' ? value : undefined;
}

/** Confidential apps give id and secret in the header, public ones their id in the body. */
export function appOf(state: State, exchange: Exchange): App {
	const { authorization } = exchange.request.headers;
	const basic = authorization?.startsWith('Basic ') ? authorization.slice(6) : undefined;
	const [clientId, secret] = basic
		? Buffer.from(basic, 'base64').toString().split(':')
		: [fieldOf(exchange, 'client_id'), undefined];
	const app = state.oauth.apps.find((known) => known.clientId === clientId);
	if (!app) throw oauthError(400, 'invalid_client', 'OAU-153', `Invalid client: ${clientId ?? ''}`);
	if (app.clientSecret !== secret) {
		throw oauthError(401, 'invalid_client', 'OAU-146', 'Invalid client credentials');
	}
	return app;
}

function jwtLogin(state: State, exchange: Exchange, app: App): Session {
	if (app.clientSecret === undefined) {
		throw oauthError(400, 'unauthorized_client', 'OAU-251', 'Unauthorized for this grant type');
	}
	const assertion = fieldOf(exchange, 'assertion');
	if (!assertion) throw badRequest('Parameter [assertion] is invalid');
	const jwt = state.oauth.jwts.get(assertion);
	if (!jwt) throw badGrant('OAU-140', 'Invalid resource owner credentials.');
	if (state.now() >= jwt.expiresAt) throw badGrant('OAU-210', 'Token expired');
	if (jwt.extension.status !== 'Enabled') {
		throw oauthError(401, 'invalid_grant', 'OAU-141', 'Login for extension in current state is not allowed.');
	}
	return state.oauth.open(app, jwt.extension);
}

/** RFC 7636, section 4.6. */
function provesChallenge(verifier: string | undefined, challenge: string, method: string): boolean {
	if (verifier === undefined) return false;
	if (method === 'plain') return verifier === challenge;
	return createHash('sha256').update(verifier).digest('base64url') === challenge;
}

function codeLogin(state: State, exchange: Exchange, app: App): Session {
	const value = fieldOf(exchange, 'code') ?? '';
	const code = state.oauth.codes.get(value);
	if (!code) throw badGrant('OAU-106', 'Invalid authorization code');
	state.oauth.codes.delete(value);
	if (state.now() >= code.expiresAt) throw badGrant('OAU-108', 'Authorization code is expired');
	if (code.app !== app) {
		throw badGrant('OAU-110', 'Authorization code was not issued for this application');
	}
	if (code.redirectUri !== fieldOf(exchange, 'redirect_uri')) {
		throw badGrant('OAU-109', 'Redirect URIs do not match');
	}
	const needsProof = code.challenge !== undefined || app.clientSecret === undefined;
	const verifier = fieldOf(exchange, 'code_verifier');
	if (needsProof && !provesChallenge(verifier, code.challenge ?? '', code.challengeMethod)) {
		throw badGrant('OAU-106', 'Invalid authorization code');
	}
	return state.oauth.open(app, code.extension);
}

function tokenAnswer(state: State, session: Session): Answer {
	const now = state.now();
	const inSeconds = (until: number): number => Math.max(Math.floor((until - now) / 1000), 0);
	return jsonAnswer(
		200,
		{
			access_token: session.accessToken,
			token_type: 'bearer',
			expires_in: inSeconds(session.accessExpiresAt),
			scope: session.app.scopes.join(' '),
			owner_id: String(session.extension.id),
			endpoint_id: `endpoint-${session.id}`,
			session_id: session.id,
			...(session.refreshToken !== undefined && {
				refresh_token: session.refreshToken,
				refresh_token_expires_in: inSeconds(session.refreshExpiresAt),
			}),
		},
		{ 'Cache-Control': 'no-store', Pragma: 'no-cache' },
	);
}

function giveToken(state: State, exchange: Exchange): Answer {
	const { 'content-type': type = '' } = exchange.request.headers;
	if (!type.startsWith('application/x-www-form-urlencoded')) {
		throw oauthError(415, 'invalid_request', 'OAU-101', 'Unsupported media type');
	}
	const app = appOf(state, exchange);
	const grant = fieldOf(exchange, 'grant_type');
	if (grant === JWT_GRANT) return tokenAnswer(state, jwtLogin(state, exchange, app));
	if (grant === 'authorization_code') return tokenAnswer(state, codeLogin(state, exchange, app));
	if (grant === 'refresh_token') {
		return tokenAnswer(state, state.oauth.refresh(app, fieldOf(exchange, 'refresh_token') ?? ''));
	}
	if (grant === undefined) throw badRequest('Parameter [grant_type] is invalid');
	throw oauthError(400, 'unsupported_grant_type', 'OAU-250', 'Unsupported grant type');
}

/** Registered, or on the loopback: there the port is not known beforehand (RFC 8252, section 7.3). */
function mayRedirect(app: App, target: string): boolean {
	return app.redirectUris.includes(target) || /^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(target);
}

/** There is no login page: the owner of the account has already said yes. */
function authorize(state: State, exchange: Exchange): Answer {
	const app = state.oauth.apps.find((known) => known.clientId === fieldOf(exchange, 'client_id'));
	if (!app) throw oauthError(400, 'invalid_client', 'OAU-153', 'Invalid client');
	if (fieldOf(exchange, 'response_type') !== 'code') {
		throw oauthError(400, 'unsupported_response_type', 'OAU-101', 'Parameter [response_type] is invalid');
	}
	const redirectUri = fieldOf(exchange, 'redirect_uri');
	const target = redirectUri ?? (app.redirectUris.length === 1 ? app.redirectUris[0] : undefined);
	if (target === undefined || !mayRedirect(app, target)) {
		throw badRequest('Redirect URIs do not match');
	}
	const { codeMs } = state.oauth.lifetimes;
	const code = state.oauth.addCode({
		app,
		extension: state.world.owner,
		redirectUri,
		challenge: fieldOf(exchange, 'code_challenge'),
		challengeMethod: fieldOf(exchange, 'code_challenge_method') === 'S256' ? 'S256' : 'plain',
		expiresAt: state.now() + codeMs,
	});
	const location = new URL(target);
	location.searchParams.set('code', code);
	location.searchParams.set('expires_in', String(codeMs / 1000));
	const given = fieldOf(exchange, 'state');
	if (given !== undefined) location.searchParams.set('state', given);
	return emptyAnswer(302, { Location: location.href });
}

function revoke(state: State, exchange: Exchange): Answer {
	appOf(state, exchange);
	const token = fieldOf(exchange, 'token') ?? exchange.query.get('token');
	if (!token)
		throw apiError(400, 'CMN-101', 'Parameter [token] value is invalid.', { parameterName: 'token' });
	state.oauth.revoke(token);
	return emptyAnswer(200);
}

export function loginOperations(state: State): Operation[] {
	const open = { host: 'api', group: 'Auth', open: true } as const;
	const redirect = { ...open, path: '/restapi/oauth/authorize' };
	return [
		{ ...open, method: 'POST', path: '/restapi/oauth/token', handle: (held) => giveToken(state, held) },
		{ ...open, method: 'POST', path: '/restapi/oauth/revoke', handle: (held) => revoke(state, held) },
		{ ...redirect, method: 'GET', handle: (held) => authorize(state, held) },
		{ ...redirect, method: 'POST', handle: (held) => authorize(state, held) },
	];
}
