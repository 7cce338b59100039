import { accountOperations } from './accounts';
import { answeringRuleOperations } from './answeringRules';
import { callLogOperations } from './callLog';
import { coverPageOperations } from './coverPages';
import { exportOperations } from './exports';
import { Faults } from './faults';
import { greetingOperations } from './greetings';
import { ivrPromptOperations } from './ivrPrompts';
import { loginOperations } from './login';
import { meetingOperations } from './meetings';
import { messageChangeOperations } from './messageChanges';
import { messageStoreOperations } from './messageStore';
import { OAuth, usualLifetimes, type Lifetimes } from './oauth';
import { RateLimits, type LimitOptions } from './rateLimits';
import { recordingOperations } from './recordings';
import { RequestLog, type OnExchange, type SeenRequest } from './requests';
import { startServers, type Servers } from './servers';
import { standardGreetingOperations } from './standardGreetings';
import type { Operation, State } from './state';
import { uploadOperations } from './uploads';
import { teamFileOperations } from './teamFiles';
import { World, type WorldOptions } from './world';

export interface SimulatorOptions extends Partial<WorldOptions> {
	/** 0, the default, takes any free port. */
	port?: number;
	mediaPort?: number;
	/** The documented limits unless told otherwise. */
	limits?: LimitOptions | 'off';
	lifetimes?: Partial<Lifetimes>;
	/** App permissions of both apps. */
	scopes?: string[];
	onExchange?: OnExchange;
}

/** What one needs to log in. None of it works anywhere else. */
export interface TestCredentials {
	clientId: string;
	clientSecret: string;
	jwt: string;
	/** An app without a secret: authorization code with PKCE. */
	publicClientId: string;
	redirectUri: string;
}

export interface Simulator extends Servers {
	serverUrl: string;
	mediaUrl: string;
	credentials: TestCredentials;
	world: World;
	oauth: OAuth;
	faults: Faults;
	limits: RateLimits;
	/** Everything that was asked, in order. */
	requests: SeenRequest[];
	expireAccessTokens(): void;
	/** Ends all sessions, as a changed password does. */
	revokeSessions(): void;
	/** Closes all sockets at once. */
	close(): Promise<void>;
}

/** A subject is one file with a list of operations, and one line here. */
const subjects: ((state: State) => Operation[])[] = [
	loginOperations,
	accountOperations,
	coverPageOperations,
	messageStoreOperations,
	messageChangeOperations,
	callLogOperations,
	recordingOperations,
	uploadOperations,
	ivrPromptOperations,
	greetingOperations,
	standardGreetingOperations,
	answeringRuleOperations,
	meetingOperations,
	teamFileOperations,
	exportOperations,
];

export const allScopes = [
	'ReadAccounts',
	'ReadMessages',
	'EditMessages',
	'ReadCallLog',
	'ReadCallRecording',
	'EditCallLog',
	'Faxes',
	'SMS',
	'InternalMessages',
	'TeamMessaging',
	'Video',
	'EditAccounts',
	'EditExtensions',
];

const CLIENT_ID = 'simulated-client-id';
const CLIENT_SECRET = 'simulated-client-secret';
const PUBLIC_CLIENT_ID = 'simulated-public-client-id';
const REDIRECT_URI = 'http://localhost:5678/rest/oauth2-credential/callback';

function addApps(oauth: OAuth, world: World, scopes: string[]): TestCredentials {
	const shared = { scopes, issuesRefreshTokens: true, redirectUris: [REDIRECT_URI] };
	oauth.addApp({ clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, ...shared });
	oauth.addApp({ clientId: PUBLIC_CLIENT_ID, ...shared });
	return {
		clientId: CLIENT_ID,
		clientSecret: CLIENT_SECRET,
		jwt: oauth.addJwt(world.owner),
		publicClientId: PUBLIC_CLIENT_ID,
		redirectUri: REDIRECT_URI,
	};
}

/** Starts a RingCentral in memory: the API on one port of the loopback, the media host on another. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const { now = Date.now, seed = 1, recordingFormat = 'mp3' } = options;
	const world = new World({ now, seed, recordingFormat });
	const oauth = new OAuth(now, { ...usualLifetimes, ...options.lifetimes });
	const credentials = addApps(oauth, world, options.scopes ?? allScopes);
	const faults = new Faults();
	const limits = new RateLimits(options.limits ?? {}, now);
	const log = new RequestLog(now, options.onExchange);
	const state: State = { world, oauth, now, urls: { api: '', media: '' } };
	const operations = subjects.flatMap((operationsOf) => operationsOf(state));
	const parts = { state, faults, limits, log };
	const ports = { api: options.port ?? 0, media: options.mediaPort ?? 0 };
	const servers = await startServers(operations, parts, ports);
	return {
		serverUrl: state.urls.api,
		mediaUrl: state.urls.media,
		credentials,
		world,
		oauth,
		faults,
		limits,
		requests: log.requests,
		expireAccessTokens: () => oauth.expireAccessTokens(),
		revokeSessions: () => oauth.revokeAll(),
		...servers,
		close: () => servers.stop(),
	};
}
