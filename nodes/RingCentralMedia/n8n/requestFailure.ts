import { interrupted, MediaError, refused, throttled } from '../errors';
import { asRecord, isRecord, numberAt, parseJson, textAt, valueAt } from '../read';
import { explainFault } from '../ringcentral/faults';
import type { Charged } from '../ringcentral/rateGroup';
import { scrub } from '../ringcentral/scrub';
import { readComplaint } from './answerText';

/** The line failed, in the codes of Node and axios. */
const LINE_CODES = /^(E[A-Z_]+|ERR_NETWORK|ERR_SOCKET.*)$/;

/**
 * What n8n's request helper throws, as our error. It wraps the cause: an answer of the service, a
 * failure of the line, or the sentence of our own credential when a log-in is refused.
 */
export async function translateRequestFailure(failure: Error, server: URL, nowAt: number): Promise<Error> {
	if (failure instanceof MediaError || isCancellation(failure)) return failure;
	const { cause } = failure;
	if (cause instanceof MediaError) return cause;
	const head = headIn(failure);
	if (head) {
		const body = parseJson(await readComplaint(valueAt(valueAt(cause, 'response'), 'data'), server.host));
		return explainFault({ ...head, body, url: server }, nowAt);
	}
	const sentence =
		isRecord(cause) && cause['name'] === 'RingCentralLoginError' ? textAt(cause, 'message') : undefined;
	const code = textAt(cause, 'lineCode') ?? textAt(cause, 'code') ?? textAt(failure, 'httpCode') ?? '';
	if (LINE_CODES.test(code)) {
		return interrupted(sentence ?? `The connection to ${server.host} failed: ${scrub(failure.message)}`, {
			hint: "Check the server URL in the credential, and that n8n can reach it. Usually it is 'https://platform.ringcentral.com'.",
			cause: failure,
		});
	}
	const hint = 'Open the credential and run its test.';
	const waitMs = numberAt(cause, 'retryAfterMs');
	if (waitMs !== undefined) return throttled(scrub(sentence ?? failure.message), { waitMs, cause: failure });
	return refused(scrub(sentence ?? failure.message), { hint, cause: failure });
}

/** Status and headers of an answer that n8n's request helper took for a failure, if there was one. */
export function headIn({ cause }: Error): Charged | undefined {
	const response = valueAt(cause, 'response');
	const status = numberAt(response, 'status');
	// A success that is a failure broke off in its middle.
	if (!isRecord(response) || status === undefined || status < 400) return undefined;
	const headers = asRecord(response['headers']);
	return { status, header: (name) => textAt(headers, name) };
}

/** n8n recognises a stopped run by this word in the error, which therefore stays as it is. */
const isCancellation = ({ name, message }: Error): boolean => name === 'AbortError' || message === 'canceled';
