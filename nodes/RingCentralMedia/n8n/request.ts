import type { IHttpRequestOptions } from 'n8n-workflow';
import { asError, unexpected } from '../errors';
import { isRecord, numberAt, textAt, valueAt } from '../read';
import { USER_AGENT } from '../ringcentral/userAgent';
import type { ApiAnswer, Send } from '../ringcentral/api';
import type { Context } from './context';
import { translateRequestFailure } from './requestFailure';
import type { Credential } from './token';

const TIMEOUT_MS = 60_000;

/** Sends JSON calls through n8n, which signs them and honours its own network settings. */
export function createSend(context: Context, { type, server }: Credential, now: () => number): Send {
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
			timeout: TIMEOUT_MS,
			returnFullResponse: true,
			// All statuses come back as answers: their headers feed the quota gate. A 401 too, so that the
			// renewal is ours and happens once for all runs on this credential.
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		};
		let failure: Error;
		try {
			return readAnswer(await context.helpers.httpRequestWithAuthentication.call(context, type, options));
		} catch (cause) {
			failure = asError(cause);
		}
		throw translateRequestFailure(failure, server, now());
	};
}

/** n8n's full response as an answer of ours. */
export function readAnswer(answer: unknown): ApiAnswer {
	const status = numberAt(answer, 'statusCode');
	if (status === undefined) throw unexpected('n8n returned an answer without a status');
	const headers = valueAt(answer, 'headers');
	return {
		status,
		header: (name) => textAt(headers, name),
		body: isRecord(answer) ? answer['body'] : undefined,
	};
}
