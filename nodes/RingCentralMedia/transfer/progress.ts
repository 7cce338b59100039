import { createHash, type Hash } from 'crypto';
import type { Demands, Known } from './proof';

/** What happens to a transfer, for whoever tells people of it. */
export type TransferNews =
	| { is: 'moving'; offset: number; totalBytes: number | undefined; nowAt: number }
	/** The line or the service failed; `waitMs` later the transfer goes on at `offset`. */
	| { is: 'continuing'; offset: number; totalBytes: number | undefined; waitMs: number }
	/** The content is not there yet; it is asked for again for `restMs` more at most. */
	| { is: 'notReady'; restMs: number };

export interface DownloadPlan extends Demands {
	url: URL;
	/** Size of each request; without it a file costs at most 8. */
	chunkBytes?: number | undefined;
	/** Failures in a row without a new byte between them. */
	maxTries: number;
	/** Longest wait for the quota between two bytes. */
	maxWaitMs: number;
	/** Longest time without a piece that the reader bears once it has the first; asked before each wait. */
	maxPauseMs?: (() => number) | undefined;
	/** How long to ask again while the content is not there yet. */
	readyWithinMs: number;
	/** Whether to compute the SHA-256 in passing. Without it a server that starts over cannot be proved. */
	sha256: boolean;
	/** Whether a content type can be this content at all; a JSON error with status 200 is none. */
	accepts?: ((contentType: string) => boolean) | undefined;
	signal?: AbortSignal | undefined;
	/** Called with each piece, so it has to be quick. */
	tell?: ((news: TransferNews) => void) | undefined;
}

/** All that changes while a file comes in. */
export interface Progress {
	/** Bytes received and proved so far. */
	offset: number;
	known: Known;
	requests: number;
	resumed: number;
	/** Failures since the last new byte. */
	tries: number;
	/** Requests in a row that brought next to nothing. */
	crumbs: number;
	/** Whether a fresh token was fetched since the last new byte. */
	isRenewed: boolean;
	/** Since when a wait counts against `maxWaitMs`. */
	waitingSince: number;
	/** When the reader got its last piece; `undefined` before the first. */
	handedOnAt: number | undefined;
	hash: Hash | undefined;
	contentType: string | undefined;
	contentDisposition: string | undefined;
}

export function startProgress(plan: DownloadPlan, nowAt: number): Progress {
	return {
		offset: 0,
		known: { totalBytes: undefined, etag: undefined, lastModified: undefined },
		requests: 0,
		resumed: 0,
		tries: 0,
		crumbs: 0,
		isRenewed: false,
		waitingSince: nowAt,
		handedOnAt: undefined,
		hash: plan.sha256 ? createHash('sha256') : undefined,
		contentType: undefined,
		contentDisposition: undefined,
	};
}
