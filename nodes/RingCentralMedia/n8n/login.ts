import type { ICredentialDataDecryptedObject, IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';
import { asError } from '../errors';
import { numberAt, parseJson, recordsAt, textAt, valueAt } from '../read';
import { parseServerUrl } from '../ringcentral/hosts';
import { UNNAMED_PENALTY_MS } from '../ringcentral/quota';
import { scrub } from '../ringcentral/scrub';
import { USER_AGENT } from '../ringcentral/userAgent';
import { parseRetryAfterMs } from '../transfer/backoff';
import { readAnswerText } from './answerText';
import { CALL_TIMEOUT_MS } from './callTimeout';

/** Why a log-in was refused, in a sentence for the person who fills in the credential. */
export class RingCentralLoginError extends Error {
	constructor(
		message: string,
		/** Until when another try would only start the penalty again. */
		readonly retryAfterMs?: number,
		/** What failed on the line, if nobody answered. As `code` n8n would show it instead of the sentence. */
		readonly lineCode?: string,
	) {
		super(message);
		this.name = 'RingCentralLoginError';
	}
}

/** A token has a few kB. */
const MOST_ANSWER_BYTES = 256 * 1024;

const JWT_GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/**
 * Trades the JWT for an access token. RingCentral allows five log-ins a minute, so n8n keeps the token.
 * @throws RingCentralLoginError which names the field that was refused, MediaError for the server URL
 * @see https://developers.ringcentral.com/guide/authentication/jwt-flow
 */
export async function logInWithJwt(
	{ helpers }: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): Promise<string> {
	const server = parseServerUrl(textAt(credentials, 'serverUrl') ?? '');
	const request: IHttpRequestOptions = {
		method: 'POST',
		url: new URL('/restapi/oauth/token', server).href,
		headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'User-Agent': USER_AGENT },
		auth: {
			username: requiredText(credentials, 'clientId', 'Client ID'),
			password: requiredText(credentials, 'clientSecret', 'Client Secret'),
		},
		body: new URLSearchParams({
			grant_type: JWT_GRANT,
			assertion: requiredText(credentials, 'jwtToken', 'JWT'),
		}),
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: CALL_TIMEOUT_MS,
		encoding: 'stream',
	};
	const answer = await answerTo(() => helpers.httpRequest(request), server);
	const limits = { host: server.host, mostBytes: MOST_ANSWER_BYTES, withinMs: CALL_TIMEOUT_MS };
	const body = parseJson(await readAnswerText(valueAt(answer, 'body'), limits));
	const issued = textAt(body, 'access_token');
	if (issued !== undefined) return issued;
	throw explainRefusal(numberAt(answer, 'statusCode') ?? 0, body, valueAt(answer, 'headers'), server);
}

/** @throws RingCentralLoginError when nobody answers; n8n would only name the code of the system. */
async function answerTo(ask: () => Promise<unknown>, server: URL): Promise<unknown> {
	let failure: Error;
	try {
		return await ask();
	} catch (cause) {
		failure = asError(cause);
	}
	const code = textAt(failure, 'code') ?? textAt(failure.cause, 'code');
	if (code === undefined) throw failure;
	const sentence = `n8n cannot reach ${server.host}. Check the Server URL, and that n8n may connect to it`;
	throw new RingCentralLoginError(sentence, undefined, code);
}

function requiredText(credentials: ICredentialDataDecryptedObject, name: string, label: string): string {
	const value = textAt(credentials, name)?.trim();
	if (value) return value;
	throw new RingCentralLoginError(`The ${label} in the credential is empty`);
}

function explainRefusal(status: number, body: unknown, headers: unknown, server: URL): Error {
	if (status === 429) {
		const askedMs = parseRetryAfterMs(textAt(headers, 'retry-after'), Date.now());
		const penaltyMs = askedMs ?? UNNAMED_PENALTY_MS;
		return new RingCentralLoginError(
			`RingCentral allows only five log-ins a minute. Try again in ${Math.ceil(penaltyMs / 1000)} s`,
			penaltyMs,
		);
	}
	const said = textAt(body, 'error_description') ?? textAt(body, 'message');
	const suffix = said === undefined ? '' : ` (${scrub(said)})`;
	const sentence = explainCode(textAt(body, 'error'), textAt(recordsAt(body, 'errors')[0], 'errorCode'));
	return new RingCentralLoginError(
		sentence === undefined
			? `${server.host} answered the log-in with status ${status}${suffix}. Check the Server URL`
			: `${sentence}${suffix}`,
	);
}

/** @see https://developers.ringcentral.com/guide/basics/errors */
function explainCode(error: string | undefined, errorCode: string | undefined): string | undefined {
	switch (error) {
		case 'invalid_client':
			return errorCode === 'OAU-153'
				? 'RingCentral does not know this Client ID. Copy it from the page of the app in the developer console'
				: 'The Client Secret does not belong to this Client ID. Copy both from the page of the app in the developer console';
		case 'invalid_grant':
			return errorCode === 'OAU-210'
				? 'The JWT has expired. Make a new one in the developer console'
				: 'RingCentral does not accept this JWT. Check that it is whole, not revoked, and allowed for this app';
		case 'unauthorized_client':
			return 'The app may not log in with a JWT. Choose the JWT auth flow in its settings in the developer console';
		case 'invalid_scope':
		case 'insufficient_scope':
			return 'The app has no scope that fits. Add the scopes in its settings in the developer console';
		default:
			return undefined;
	}
}
