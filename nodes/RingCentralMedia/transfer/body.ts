import { createHash } from 'crypto';
import { changed, interrupted, unexpected } from '../errors';
import type { Found } from './ask';
import type { Joiner } from './pieces';
import { checkArrived, type Proven } from './proof';
import type { DownloadPlan, Progress } from './progress';

/** Reads one proved answer to its end. A body that ends early throws `interrupted`. */
export async function* readAnswer(
	{ answer, proven }: Found,
	plan: DownloadPlan,
	progress: Progress,
	joiner: Joiner,
	now: () => number,
): AsyncGenerator<Uint8Array, void> {
	if (proven.is === 'end') return;
	const promisedBytes = proven.promisedBytes ?? Infinity;
	const offsetBefore = progress.offset;
	let receivedBytes = 0;
	try {
		const prefix = startPrefix(offsetBefore - proven.startsAt, progress);
		for await (const bytes of answer.body) {
			receivedBytes += bytes.length;
			if (receivedBytes > promisedBytes) {
				throw unexpected(`The server sent more than the ${promisedBytes} bytes it promised`);
			}
			const fresh = prefix(bytes);
			if (fresh.length === 0) continue;
			progress.offset += fresh.length;
			progress.tries = 0;
			progress.isRenewed = false;
			progress.waitingSince = now();
			checkArrived(progress.offset, progress.known, plan);
			for (const piece of joiner.add(fresh)) yield piece;
		}
	} finally {
		answer.discard();
	}
	checkEnd(proven, receivedBytes, offsetBefore, progress);
}

/** Holds what came against what was promised, and finds the end of a file that nobody told the size of. */
function checkEnd(
	proven: Exclude<Proven, { is: 'end' }>,
	receivedBytes: number,
	offsetBefore: number,
	progress: Progress,
): void {
	const midFile = 'The server closed the connection in mid-file';
	if (receivedBytes < (proven.promisedBytes ?? 0)) throw interrupted(midFile);
	if (proven.is === 'part') return;
	if (!proven.endIsCertain) {
		if (receivedBytes < offsetBefore || receivedBytes === 0) throw interrupted(midFile);
		// A body without a length that ended just where it ended before has been read whole, twice.
		if (progress.offset > offsetBefore) return;
	}
	if (receivedBytes < offsetBefore) throw changed('The file changed: it is shorter than before');
	progress.known = { ...progress.known, totalBytes: progress.offset };
}

/**
 * A server that starts over sends what is here already: those bytes are held against the digest of
 * what was handed on and dropped. Returns a function from bytes received to the new ones among them.
 */
function startPrefix(prefixBytes: number, { hash }: Progress): (bytes: Uint8Array) => Uint8Array {
	if (prefixBytes === 0) return (bytes) => bytes;
	const expected = hash?.copy().digest('hex');
	if (expected === undefined) {
		throw changed('The server started the file over, which cannot be proved without its SHA-256', {
			hint: "Switch on 'Compute SHA-256' for this server.",
		});
	}
	const seen = createHash('sha256');
	let missingBytes = prefixBytes;
	return (bytes) => {
		if (missingBytes === 0) return bytes;
		const known = bytes.subarray(0, missingBytes);
		seen.update(known);
		missingBytes -= known.length;
		if (missingBytes === 0 && seen.digest('hex') !== expected) {
			throw changed('The file changed on the server while it was downloaded', {
				hint: 'Run again to get the new one. Nothing of the old one was kept.',
			});
		}
		return bytes.subarray(known.length);
	};
}
