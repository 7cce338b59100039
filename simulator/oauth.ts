import { createHash } from 'node:crypto';
import { oauthError, tokenError } from './errors';
import type { Extension } from './records';

/** An app of the developer console. One without a secret is public and uses PKCE. */
export interface App {
	clientId: string;
	clientSecret?: string;
	scopes: string[];
	/** Off by default at the service. */
	issuesRefreshTokens: boolean;
	redirectUris: string[];
}

export interface Session {
	id: string;
	app: App;
	extension: Extension;
	accessToken: string;
	accessExpiresAt: number;
	refreshToken?: string;
	refreshExpiresAt: number;
	/** The token that was traded for the present one, and until when it still works. */
	formerRefresh?: { token: string; until: number };
}

export interface Code {
	app: App;
	extension: Extension;
	redirectUri: string | undefined;
	challenge: string | undefined;
	challengeMethod: 'plain' | 'S256';
	expiresAt: number;
}

export interface Jwt {
	extension: Extension;
	expiresAt: number;
}

export interface Lifetimes {
	accessTokenMs: number;
	refreshTokenMs: number;
	codeMs: number;
}

/** @see https://developers.ringcentral.com/guide/authentication/refresh-tokens */
export const usualLifetimes: Lifetimes = {
	accessTokenMs: 60 * 60 * 1000,
	refreshTokenMs: 7 * 24 * 60 * 60 * 1000,
	codeMs: 60 * 1000,
};

/**
 * Logging in more often ends the oldest session.
 * @see https://developers.ringcentral.com/guide/authentication/tokens
 */
const SESSIONS_PER_USER_AND_APP = 5;
const UNUSED_REFRESH_MS = 60 * 60 * 1000;
const USED_REFRESH_MS = 10 * 1000;

/** Who may log in, and who is. */
export class OAuth {
	readonly apps: App[] = [];
	readonly jwts = new Map<string, Jwt>();
	readonly codes = new Map<string, Code>();
	sessions: Session[] = [];
	private expired = new Set<string>();
	private made = 0;

	constructor(
		private readonly now: () => number,
		readonly lifetimes: Lifetimes,
	) {}

	addApp(app: App): App {
		this.apps.push(app);
		return app;
	}

	/** A JWT credential of a user. It has the form of one, and no signature worth the name. */
	addJwt(extension: Extension, expiresAt = Infinity): string {
		const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');
		const claims = { sub: String(extension.id), jti: this.nextToken('jwt'), iss: 'simulator' };
		const jwt = `${encode({ alg: 'none' })}.${encode(claims)}.${encode('simulated')}`;
		this.jwts.set(jwt, { extension, expiresAt });
		return jwt;
	}

	addCode(code: Code): string {
		const value = this.nextToken('code');
		this.codes.set(value, code);
		return value;
	}

	open(app: App, extension: Extension): Session {
		const same = this.sessions.filter((held) => held.app === app && held.extension === extension);
		const ended = same.slice(0, Math.max(same.length - SESSIONS_PER_USER_AND_APP + 1, 0));
		this.sessions = this.sessions.filter((held) => !ended.includes(held));
		const session: Session = {
			id: this.nextToken('session'),
			app,
			extension,
			accessToken: '',
			accessExpiresAt: 0,
			refreshExpiresAt: 0,
		};
		this.issue(session);
		this.sessions.push(session);
		return session;
	}

	/** New tokens; the old access token dies at once. */
	private issue(session: Session): void {
		const now = this.now();
		if (session.accessToken) this.expired.add(session.accessToken);
		session.accessToken = this.nextToken('access');
		session.accessExpiresAt = now + this.lifetimes.accessTokenMs;
		if (session.app.issuesRefreshTokens) {
			session.refreshToken = this.nextToken('refresh');
			session.refreshExpiresAt = now + this.lifetimes.refreshTokenMs;
		}
	}

	/**
	 * A refresh token works once. While the tokens it brought are unused it brings them again.
	 * @see https://developers.ringcentral.com/guide/authentication/refresh-tokens
	 */
	refresh(app: App, token: string): Session {
		const now = this.now();
		const again = this.sessions.find((held) => held.formerRefresh?.token === token);
		if (again?.formerRefresh && again.app === app && now < again.formerRefresh.until) return again;
		const session = this.sessions.find((held) => held.refreshToken === token && held.app === app);
		if (!session || now >= session.refreshExpiresAt) {
			throw oauthError(400, 'invalid_grant', 'OAU-210', 'Token expired');
		}
		session.formerRefresh = { token, until: now + UNUSED_REFRESH_MS };
		this.issue(session);
		return session;
	}

	/** The session of an access token. */
	authenticate(token: string): Session {
		const session = this.sessions.find((held) => held.accessToken === token);
		if (!session) {
			if (this.expired.has(token)) throw tokenError('OAU-128', 'Access token expired');
			throw tokenError('OAU-213', 'Token not found');
		}
		const now = this.now();
		if (now >= session.accessExpiresAt) throw tokenError('OAU-128', 'Access token expired');
		if (session.formerRefresh) {
			session.formerRefresh.until = Math.min(session.formerRefresh.until, now + USED_REFRESH_MS);
		}
		return session;
	}

	/** Ends the session an access or refresh token belongs to. */
	revoke(token: string): void {
		this.sessions = this.sessions.filter((held) => held.accessToken !== token && held.refreshToken !== token);
	}

	revokeAll(): void {
		this.sessions = [];
	}

	expireAccessTokens(): void {
		for (const session of this.sessions) session.accessExpiresAt = this.now();
	}

	private nextToken(kind: string): string {
		this.made += 1;
		const digest = createHash('sha256').update(`${kind}/${this.made}`).digest('hex').slice(0, 12);
		return `simulated-${kind}-${this.made}-${digest}`;
	}
}
