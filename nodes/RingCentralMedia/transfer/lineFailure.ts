import { badInput, interrupted, MediaError, refused } from '../errors';

/** Certificate failures do not pass with time; a retry would only hide them. */
const CERTIFICATE_CODE = /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY/;

/** The code of a connection that a proxy did not make. */
export const PROXY_FAILED = 'PROXY_FAILED';
/** The code of an answer that we waited for long enough. */
export const ANSWER_LATE = 'ANSWER_LATE';

/** A failure of a connection, in words. One that the caller caused by its signal stays as it is. */
export function lineFailure(cause: unknown, url: URL, signal: AbortSignal | undefined): unknown {
	return signal?.aborted ? cause : explainLine(cause, url);
}

export function explainLine(cause: unknown, url: URL): MediaError {
	if (cause instanceof MediaError) return cause;
	const code = codeOf(cause);
	if (code === 'UND_ERR_INVALID_ARG') {
		return badInput(`${url.host} cannot be asked this way`, { cause });
	}
	if (CERTIFICATE_CODE.test(code)) {
		return refused(`The certificate of ${url.host} is not trusted (${code})`, {
			hint: 'Check the server URL. For a company certificate set NODE_EXTRA_CA_CERTS where n8n runs.',
			cause,
		});
	}
	return interrupted(`The connection to ${url.host} failed${reasons[code] ?? ''}`, {
		hint: 'Check that n8n can reach this server, then run again.',
		cause,
	});
}

/** n8n replaces messages that hold an errno word, so they are put in plain words. */
const reasons: Record<string, string> = {
	ECONNREFUSED: ': nothing answers at this address',
	ECONNRESET: ': the server closed it',
	ENOTFOUND: ': no such host',
	EAI_AGAIN: ': the host name could not be looked up',
	[ANSWER_LATE]: ': no answer came in time',
	[PROXY_FAILED]: ': the proxy did not make it',
	UND_ERR_BODY_TIMEOUT: ': no byte came for too long',
	UND_ERR_CONNECT_TIMEOUT: ': it could not be made in time',
	UND_ERR_HEADERS_OVERFLOW: ': the headers of the answer are too long',
	UND_ERR_HEADERS_TIMEOUT: ': no answer came in time',
	UND_ERR_SOCKET: ': the server closed it',
};

function codeOf(error: unknown): string {
	if (typeof error !== 'object' || error === null) return '';
	if ('code' in error && typeof error.code === 'string') return error.code;
	if ('errors' in error && Array.isArray(error.errors)) return codeOf(error.errors[0]);
	return 'cause' in error ? codeOf(error.cause) : '';
}
