import type { MediaError } from '../../nodes/RingCentralMedia/errors';
import { createContentLine } from '../../nodes/RingCentralMedia/ringcentral/contentLine';
import { createGate, type Clock } from '../../nodes/RingCentralMedia/ringcentral/quota';
import type { Line } from '../../nodes/RingCentralMedia/transfer/ask';
import {
	startDownload,
	type Download,
	type DownloadOutcome,
} from '../../nodes/RingCentralMedia/transfer/download';
import { createOpen, type Open } from '../../nodes/RingCentralMedia/transfer/http';
import type { DownloadPlan } from '../../nodes/RingCentralMedia/transfer/progress';
import { digest } from './scriptedFile';

/** Shared, as in a process of n8n: connections stay open between downloads. */
export const open = createOpen();

export interface RecordedClock extends Clock {
	/** Every wait so far, in milliseconds. None of them took any time. */
	sleeps: number[];
	advance: (ms: number) => void;
}

/** A clock that stands still but for its sleeps, which end at once. */
export function createRecordedClock(): RecordedClock {
	const sleeps: number[] = [];
	let nowAt = Date.UTC(2026, 0, 31);
	return {
		sleeps,
		now: () => nowAt,
		sleep: (ms, signal) => {
			if (signal?.aborted) return Promise.reject(signal.reason as Error);
			sleeps.push(ms);
			nowAt += ms;
			return Promise.resolve();
		},
		random: () => 0,
		advance: (ms) => (nowAt += ms),
	};
}

export interface RecordedLine extends Line {
	clock: RecordedClock;
	/** How often a fresh token was asked for. */
	renewals: () => number;
}

/** A line to a server, as the node makes it: the real gate, the real connections, a recorded clock. */
export function createLine(server: URL, opener: Open = open): RecordedLine {
	const clock = createRecordedClock();
	const gates = new Map<string, ReturnType<typeof createGate>>();
	let renewals = 0;
	const line = createContentLine({
		server,
		gate: createGate(clock),
		gateOfHost: (host) => {
			const gate = gates.get(host) ?? createGate(clock);
			gates.set(host, gate);
			return gate;
		},
		clock,
		open: opener,
		token: {
			current: () => Promise.resolve(`token-${renewals}`),
			accepted: () => undefined,
			renew: () => {
				renewals += 1;
				return Promise.resolve();
			},
		},
	});
	return { ...line, clock, renewals: () => renewals };
}

export const planFor = (url: URL, more: Partial<DownloadPlan> = {}): DownloadPlan => ({
	url,
	maxTries: 5,
	maxWaitMs: 15 * 60_000,
	readyWithinMs: 0,
	sha256: true,
	...more,
});

export interface Fetched extends DownloadOutcome {
	/** SHA-256 over the pieces as they were handed on. */
	digest: string;
	pieceBytes: number[];
	contentType: string | undefined;
	contentDisposition: string | undefined;
}

/** Downloads all of it. @throws whatever the download throws */
export async function fetchFile(
	url: URL,
	more: Partial<DownloadPlan> = {},
	line: Line = createLine(url),
): Promise<Fetched> {
	const download = await startDownload(planFor(url, more), line);
	const pieces = await readPieces(download);
	const { contentType, contentDisposition } = download;
	return {
		...download.outcome(),
		digest: digest(Buffer.concat(pieces)),
		pieceBytes: pieces.map(({ length }) => length),
		contentType,
		contentDisposition,
	};
}

export async function readPieces({ pieces }: Download): Promise<Uint8Array[]> {
	const all: Uint8Array[] = [];
	for await (const piece of pieces) all.push(piece);
	return all;
}

/** The error of work that must fail. */
export async function failureOf(work: Promise<unknown>): Promise<MediaError> {
	let outcome: unknown;
	try {
		outcome = await work;
	} catch (cause) {
		return cause as MediaError;
	}
	throw new Error(`This was to fail, but gave ${JSON.stringify(outcome)}`);
}
