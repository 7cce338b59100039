import { changed, type MediaError } from '../errors';
import type { Payload } from './multipart';

export interface PostRequest {
	url: URL;
	headers: Record<string, string>;
	payload: Payload;
	signal?: AbortSignal | undefined;
}

/**
 * What became of a body that was sent. `isSentWhole` is false only when the server cannot have it:
 * then nothing was done with it. Else it may have been, whatever was answered.
 */
export type Posted = { isSentWhole: boolean } & (
	| { is: 'answered'; status: number; header: (name: string) => string | undefined; bodyText: string }
	| { is: 'lost'; failure: MediaError }
);

/** Sends one POST, once. @throws only when the signal is aborted */
export type Post = (request: PostRequest) => Promise<Posted>;

/** A body on its way. */
export interface Sending {
	pieces: AsyncIterable<Uint8Array>;
	/** Whether the last byte was handed over. */
	isWhole: () => boolean;
	/** Why the body could not be read. */
	failure: () => unknown;
}

/**
 * Counts the bytes of a body; one that is not as long as promised never gets its last byte sent.
 * @param onEnd told when the last byte was handed over
 */
export function startSending({ open, sizeBytes }: Payload, onEnd?: () => void): Sending {
	let isWhole = false;
	let failure: unknown;
	async function* counted(): AsyncGenerator<Uint8Array, void> {
		let sentBytes = 0;
		for await (const piece of open()) {
			sentBytes += piece.length;
			if (sentBytes > sizeBytes) throw sizeChanged();
			// From here on the server may have everything.
			isWhole = sentBytes === sizeBytes;
			if (piece.length > 0) yield piece;
		}
		if (sentBytes < sizeBytes) throw sizeChanged();
	}
	async function* noting(): AsyncGenerator<Uint8Array, void> {
		try {
			yield* counted();
			onEnd?.();
		} catch (cause) {
			failure = cause;
		}
		if (failure !== undefined) throw new Error('The body could not be read', { cause: failure });
	}
	return { pieces: noting(), isWhole: () => isWhole, failure: () => failure };
}

const sizeChanged = (): MediaError =>
	changed('A file in n8n is not as long as n8n says', {
		hint: 'Run the node that made the file again.',
	});
