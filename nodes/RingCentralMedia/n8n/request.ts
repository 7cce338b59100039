import type { IHttpRequestOptions } from 'n8n-workflow';
import { asError, unexpected } from '../errors';
import { numberAt, parseJson, textAt, valueAt } from '../read';
import { USER_AGENT } from '../ringcentral/userAgent';
import type { ApiAnswer, Send } from '../ringcentral/api';
import type { Charged } from '../ringcentral/rateGroup';
import { readAnswerText, readComplaint } from './answerText';
import { CALL_TIMEOUT_MS } from './callTimeout';
import type { Context } from './context';
import { translateRequestFailure } from './requestFailure';
import type { Credential } from './token';

/** A page of a thousand calls in all detail has a few MB. */
const MOST_ANSWER_BYTES = 16 * 1024 * 1024;

/** Sends JSON calls through n8n, which signs them and honours its own network settings. */
export function createSend(
	context: Context,
	{ type, server }: Credential,
	now: () => number,
	timeoutMs = CALL_TIMEOUT_MS,
): Send {
	return async ({ method, url, body, mediaType }) => {
		const options: IHttpRequestOptions = {
			method,
			url: url.href,
			...(body !== undefined && { body: JSON.stringify(body) }),
			headers: {
				'User-Agent': USER_AGENT,
				...(mediaType !== undefined && { Accept: mediaType }),
				...(body !== undefined && { 'Content-Type': mediaType ?? 'application/json' }),
			},
			// This asks for plain JSON, and so it would overwrite another type.
			json: mediaType === undefined,
			timeout: timeoutMs,
			encoding: 'stream',
			returnFullResponse: true,
			// All statuses come back as answers: their headers feed the quota gate. A 401 too, so that the
			// renewal is ours and happens once for all runs on this credential.
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		};
		let failure: Error;
		try {
			const answer: unknown = await context.helpers.httpRequestWithAuthentication.call(
				context,
				type,
				options,
			);
			return await readAnswer(answer, url.host, timeoutMs);
		} catch (cause) {
			failure = asError(cause);
		}
		throw await translateRequestFailure(failure, server, now());
	};
}

/** Status and headers of n8n's full response. */
export function readHead(answer: unknown): Charged {
	const status = numberAt(answer, 'statusCode');
	if (status === undefined) throw unexpected('n8n returned an answer without a status');
	const headers = valueAt(answer, 'headers');
	return { status, header: (name) => textAt(headers, name) };
}

async function readAnswer(answer: unknown, host: string, withinMs: number): Promise<ApiAnswer> {
	const head = readHead(answer);
	const stream = valueAt(answer, 'body');
	if (head.status >= 300) return { ...head, body: parseJson(await readComplaint(stream, host)) };
	const bodyText = await readAnswerText(stream, { host, mostBytes: MOST_ANSWER_BYTES, withinMs });
	const body = parseJson(bodyText);
	// A log-in page of some network in between would else look like an empty list.
	if (body === undefined && bodyText.trim() !== '') {
		throw unexpected(`${host} answered with something that cannot be read as JSON`, {
			hint: 'Check the server URL in the credential, and any proxy between n8n and RingCentral.',
		});
	}
	return { ...head, body };
}
