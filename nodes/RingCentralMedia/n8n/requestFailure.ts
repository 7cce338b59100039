import { interrupted, MediaError, refused, throttled } from '../errors';
import { asRecord, isRecord, numberAt, textAt, valueAt } from '../read';
import { explainFault } from '../ringcentral/faults';

/** The line failed, in the codes of Node and axios. */
const LINE_CODES = /^(E[A-Z_]+|ERR_NETWORK|ERR_SOCKET.*)$/;

/**
 * What n8n's request helper throws, as our error. It wraps the cause: an answer of the service, a
 * failure of the line, or the sentence of our own credential when a log-in is refused.
 */
export function translateRequestFailure(failure: Error, server: URL, nowAt: number): Error {
	if (failure instanceof MediaError || isCancellation(failure)) return failure;
	const { cause } = failure;
	const response = valueAt(cause, 'response');
	const status = numberAt(response, 'status');
	if (isRecord(response) && status !== undefined) {
		const headers = asRecord(response['headers']);
		const header = (name: string) => textAt(headers, name);
		return explainFault({ status, header, body: response['data'], url: server }, nowAt);
	}
	const sentence =
		isRecord(cause) && cause['name'] === 'RingCentralLoginError' ? textAt(cause, 'message') : undefined;
	const code = textAt(cause, 'lineCode') ?? textAt(cause, 'code') ?? textAt(failure, 'httpCode') ?? '';
	if (LINE_CODES.test(code)) {
		return interrupted(sentence ?? `The connection to ${server.host} failed: ${failure.message}`, {
			hint: "Check the server URL in the credential, and that n8n can reach it. Usually it is 'https://platform.ringcentral.com'.",
			cause: failure,
		});
	}
	const hint = 'Open the credential and run its test.';
	const waitMs = numberAt(cause, 'retryAfterMs');
	if (waitMs !== undefined) return throttled(sentence ?? failure.message, { waitMs, cause: failure });
	return refused(sentence ?? failure.message, { hint, cause: failure });
}

/** n8n recognises a stopped run by this word in the error, which therefore stays as it is. */
const isCancellation = ({ name, message }: Error): boolean => name === 'AbortError' || message === 'canceled';
