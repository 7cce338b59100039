import type { ServerResponse } from 'node:http';
import type { Answer } from './answers';

/** How an answer travels: all of it at once unless a fault says otherwise. */
export interface Delivery {
	/** Ends the connection when so many bytes of the body went out. */
	cut?: { afterBytes: number; reset?: boolean };
	/** Sends nothing more after so many bytes, and keeps the connection open. */
	stall?: { afterBytes: number };
	slow?: { bytesPerSecond: number };
	delayHeaders?: { ms: number };
	/** `chunked` and `close` have no Content-Length; `close` ends the body by closing. */
	framing?: 'chunked' | 'close';
	/** Bytes sent beyond the Content-Length that was promised. */
	extra?: { bytes: number };
}

const PIECE_BYTES = 256 * 1024;
const SLOW_STEP_MS = 10;

/** Waits, but no longer than the connection lives. */
async function pause(response: ServerResponse, ms: number): Promise<void> {
	await new Promise<void>((resolve) => {
		const done = (): void => {
			clearTimeout(timer);
			response.off('close', done);
			resolve();
		};
		const timer = setTimeout(done, ms);
		response.once('close', done);
	});
}

/** Resolves when the piece is in the kernel's hands, so that a cut after it loses none of it. */
async function write(response: ServerResponse, piece: Buffer): Promise<void> {
	await new Promise<void>((resolve) => {
		const done = (): void => {
			response.off('close', done);
			resolve();
		};
		response.once('close', done);
		response.write(piece, done);
	});
}

async function writeBody(
	response: ServerResponse,
	body: Answer['body'],
	end: number,
	delivery: Delivery,
): Promise<number> {
	const { slow } = delivery;
	const stepBytes = slow ? Math.max(Math.floor((slow.bytesPerSecond * SLOW_STEP_MS) / 1000), 1) : PIECE_BYTES;
	let at = 0;
	while (at < end && !isGone(response)) {
		const next = Math.min(at + stepBytes, end);
		await write(response, body.read(at, next));
		at = next;
		if (slow && at < end) await pause(response, SLOW_STEP_MS);
	}
	return at;
}

/** Asked anew each time: the client may leave at any await. */
const isGone = (response: ServerResponse): boolean => response.destroyed;

function breakOff(response: ServerResponse, reset: boolean): void {
	if (reset) response.socket?.resetAndDestroy();
	else response.socket?.destroy();
}

/** Writes the answer. Returns how many bytes of the body went out. */
export async function deliver(
	response: ServerResponse,
	answer: Answer,
	delivery: Delivery,
	withBody: boolean,
): Promise<number> {
	const { cut, stall, framing, extra } = delivery;
	if (delivery.delayHeaders) await pause(response, delivery.delayHeaders.ms);
	if (isGone(response)) return 0;
	// Node would send chunks; without them the end of the connection is the end of the body.
	if (framing === 'close') response.removeHeader('Transfer-Encoding');
	response.writeHead(answer.status, headersOf(answer, framing));
	// Without this a client would not see the head of an answer whose body never starts.
	response.flushHeaders();
	if (!withBody) {
		response.end();
		return 0;
	}
	const end = Math.min(answer.body.sizeBytes, cut?.afterBytes ?? Infinity, stall?.afterBytes ?? Infinity);
	const sentBytes = await writeBody(response, answer.body, end, delivery);
	if (isGone(response)) return sentBytes;
	if (cut) {
		breakOff(response, cut.reset ?? false);
	} else if (!stall) {
		if (extra) await write(response, Buffer.alloc(extra.bytes, '?'));
		response.end();
	}
	return sentBytes;
}

function headersOf(answer: Answer, framing: Delivery['framing']): Record<string, string> {
	if (framing === 'chunked') return { ...answer.headers, 'Transfer-Encoding': 'chunked' };
	if (framing === 'close') return { ...answer.headers, Connection: 'close' };
	if (answer.status === 204 || answer.status === 304) return answer.headers;
	return { ...answer.headers, 'Content-Length': String(answer.body.sizeBytes) };
}
