import { randomUUID } from 'crypto';
import { refused } from '../errors';
import type { Reach } from '../media/kind';
import type { VerbReach } from '../operations/verb';
import { createApi, type Api } from '../ringcentral/api';
import { createContentLine } from '../ringcentral/contentLine';
import { mayCarryToken, mediaServer, parseContentUrl } from '../ringcentral/hosts';
import { watchServerTime } from '../ringcentral/serverTime';
import { heldToken } from '../ringcentral/token';
import { createUpload, type Upload } from '../ringcentral/upload';
import type { Line } from '../transfer/ask';
import { createSaveFile, downloadText } from './binary';
import type { Context, StoringContext } from './context';
import { guardedConnections } from './egress';
import { createReport, type Report } from './report';
import { createSend } from './request';
import { readCredential, type Credential, type CredentialType } from './token';
import type { World } from './world';

/** A short call that waits longer than this has better been reported. Downloads have their own option. */
const CALL_MAX_WAIT_MS = 15 * 60_000;
const CALL_MAX_TRIES = 4;

/** Everything of one run that does not change from item to item. */
export interface Session {
	credential: Credential;
	api: Api;
	line: Line;
	upload: Upload;
	serverSkewMs: () => number;
	sleep: (ms: number) => Promise<void>;
	sentIds: Set<string>;
	report: Report;
}

export interface SessionSettings {
	signal?: AbortSignal | undefined;
	/** When the run's own time is up, in milliseconds since 1970. */
	untilAt?: number | undefined;
	/** Takes lines on what makes the run take its time. */
	say?: (line: string) => void;
}

/** @throws badInput when the credential's server URL cannot be used */
export async function openSession(
	context: Context,
	type: CredentialType,
	world: World,
	{ signal, untilAt, say = () => undefined }: SessionSettings = {},
): Promise<Session> {
	const { clock } = world;
	const report = createReport(say, clock.now);
	const credential = await readCredential(context, type, world);
	const { server, token, key } = credential;
	const gate = report.watch(world.gate(key));
	const { open, post } = guardedConnections(context, world);
	const { send, skewMs } = watchServerTime(createSend(context, credential, clock.now), clock.now);
	const shared = { server, gate, clock, maxWaitMs: CALL_MAX_WAIT_MS, signal };
	return {
		credential,
		api: createApi({ ...shared, send, token, untilAt, maxTries: CALL_MAX_TRIES }),
		upload: createUpload({ ...shared, post, token }),
		serverSkewMs: skewMs,
		sleep: (ms) => clock.sleep(ms, signal),
		sentIds: world.sentIds(key),
		report,
		line: createContentLine({
			...{ server, gate, clock, open, token },
			gateOfHost: (host) => report.watch(world.gate(host)),
		}),
	};
}

/** What a kind may use for one item. */
export function kindReach(
	session: Session,
	input: Record<string, unknown>,
	signal: AbortSignal | undefined,
): Reach {
	const { credential, line, api, upload, serverSkewMs, sleep, sentIds } = session;
	const { server, token } = credential;
	return {
		...{ api, upload, serverSkewMs, sleep, sentIds },
		now: line.now,
		boundary: () => `part-${randomUUID()}`,
		input,
		contentUrl: (text) => parseContentUrl(text, server),
		mediaUrl: (path) => new URL(path, mediaServer(server)),
		tokenFor: async (url) => {
			if (mayCarryToken(url, server)) return await heldToken(token);
			throw refused(`${url.host} is not a host of RingCentral, so the link gets no access token`, {
				hint: "Switch off 'Include Access Token', or give a content URL of RingCentral.",
			});
		},
		readText: (uri) =>
			downloadText(uri, server, line, { maxWaitMs: CALL_MAX_WAIT_MS, maxTries: CALL_MAX_TRIES, signal }),
	};
}

/** What a verb may use for one item. Who has no input has no files to send. */
export const verbReach = (
	context: StoringContext,
	session: Session,
	input: Record<string, unknown>,
	signal: AbortSignal | undefined,
	inputFiles: VerbReach['inputFiles'] = () => Promise.resolve([]),
): VerbReach => ({
	...kindReach(session, input, signal),
	inputFiles,
	onWait: session.report.awaited,
	saveFile: createSaveFile(context, session, signal),
});
