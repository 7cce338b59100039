import { asError, interrupted, unexpected } from '../errors';
import { startTimer } from '../transfer/guard';

export interface AnswerLimits {
	/** Who answers, for messages. */
	host: string;
	mostBytes: number;
	withinMs: number;
}

interface ByteStream extends AsyncIterable<unknown> {
	destroy: () => void;
}

const isStream = (value: unknown): value is ByteStream =>
	typeof value === 'object' && value !== null && Symbol.asyncIterator in value && 'destroy' in value;

/**
 * Reads the body of an answer that n8n was asked for as a stream: n8n itself would gather a body of any
 * size, and wait for its end for any time.
 * @throws unexpected when it is too large, interrupted when it breaks off or takes too long
 */
export async function readAnswerText(body: unknown, limits: AnswerLimits): Promise<string> {
	if (!isStream(body)) return typeof body === 'string' ? body : JSON.stringify(body ?? '');
	const { host, mostBytes, withinMs } = limits;
	const decoder = new TextDecoder();
	let text = '';
	let readBytes = 0;
	const late = new AbortController();
	const stop = startTimer(withinMs, () => {
		late.abort();
		body.destroy();
	});
	let failure: Error | undefined;
	try {
		for await (const bytes of body) {
			if (!(bytes instanceof Uint8Array)) continue;
			readBytes += bytes.length;
			if (readBytes > mostBytes) break;
			text += decoder.decode(bytes, { stream: true });
		}
	} catch (cause) {
		failure = asError(cause);
	} finally {
		stop();
		body.destroy();
	}
	if (readBytes > mostBytes) {
		throw unexpected(`${host} answered with more than ${mostBytes} bytes where a short text belongs`, {
			hint: 'Check the server URL in the credential, and any proxy between n8n and RingCentral.',
		});
	}
	const isLate = late.signal.aborted;
	if (!failure && !isLate) return text + decoder.decode();
	throw interrupted(
		isLate
			? `${host} did not end its answer in time`
			: `The answer of ${host} broke off: ${failure?.message ?? ''}`,
		{ hint: 'Check the network between n8n and RingCentral, then run again.', cause: failure },
	);
}

/** An error says what it says in its first bytes, and soon. Else its status says enough. */
export async function readComplaint(body: unknown, host: string): Promise<string> {
	try {
		return await readAnswerText(body, { host, mostBytes: 64 * 1024, withinMs: 10_000 });
	} catch {
		return '';
	}
}

/** Gives up a body that nobody needs. */
export function discardBody(body: unknown): void {
	if (isStream(body)) body.destroy();
}
