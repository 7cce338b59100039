import { changed, tooLarge, truncated, unexpected } from '../errors';
import type { Answer } from './http';
import { parseContentRange, type Span } from './span';

/** What is known of the file so far. Each answer must fit it, or two files would be joined. */
export interface Known {
	totalBytes: number | undefined;
	etag: string | undefined;
	lastModified: string | undefined;
}

/** What a user or a record demands of the file. */
export interface Demands {
	/** The size in the record the file belongs to. */
	expectedBytes?: number | undefined;
	maxSizeBytes?: number | undefined;
}

/** What an answer was proved to be: these bytes, all bytes, or word that there are no more. */
export type Proven =
	| { is: 'part'; startsAt: number; promisedBytes: number; known: Known }
	| { is: 'whole'; startsAt: 0; promisedBytes: number | undefined; endIsCertain: boolean; known: Known }
	| { is: 'end'; known: Known };

/**
 * Proves that an answer of status 200, 206 or 416 continues the file at the span asked for.
 * @throws changed when it belongs to another file, unexpected when it breaks HTTP
 */
export function proveAnswer(answer: Answer, asked: Span, known: Known): Proven {
	if (answer.status === 416) return proveEnd(answer, asked, known);
	const encoding = answer.header('content-encoding') ?? 'identity';
	if (encoding !== 'identity') {
		throw unexpected(`The server sent the file in ${encoding} encoding, though it was asked not to`, {
			hint: 'A proxy between n8n and RingCentral may do this. Switch compression off there.',
		});
	}
	return answer.status === 206 ? provePart(answer, asked, known) : proveWhole(answer, known);
}

function provePart(answer: Answer, asked: Span, known: Known): Proven {
	const header = answer.header('content-range');
	const range = parseContentRange(header);
	if (!range?.span) {
		throw unexpected(`The server sent a part of the file but not which (${header ?? 'no Content-Range'})`);
	}
	const { span, totalBytes } = range;
	if (span.start !== asked.start) {
		throw unexpected(`The server sent bytes from ${span.start} when asked for those from ${asked.start}`);
	}
	const promisedBytes = span.end - span.start;
	const lengthBytes = contentLength(answer);
	if (lengthBytes !== undefined && lengthBytes !== promisedBytes) {
		throw unexpected(`The server promised ${promisedBytes} bytes and ${lengthBytes} bytes in one answer`);
	}
	return { is: 'part', startsAt: span.start, promisedBytes, known: sameFile(answer, totalBytes, known) };
}

function proveWhole(answer: Answer, known: Known): Proven {
	const totalBytes = contentLength(answer);
	// Without a length only chunked encoding marks the end; a closed connection may be a cut.
	const isChunked = /\bchunked\b/i.test(answer.header('transfer-encoding') ?? '');
	return {
		is: 'whole',
		startsAt: 0,
		promisedBytes: totalBytes,
		endIsCertain: totalBytes !== undefined || isChunked,
		known: sameFile(answer, totalBytes, known),
	};
}

/** A 416 is the end of the file only at its very end. */
function proveEnd(answer: Answer, asked: Span, known: Known): Proven {
	// A file that shrank to just the bytes that are here would look like the end of the old one.
	const same = sameFile(answer, parseContentRange(answer.header('content-range'))?.totalBytes, known);
	const { totalBytes } = same;
	if (asked.start > 0 && (totalBytes ?? asked.start) === asked.start) {
		return { is: 'end', known: { ...same, totalBytes: asked.start } };
	}
	if (asked.start === 0 && totalBytes === 0) return { is: 'end', known: same };
	if (asked.start > 0) {
		throw changed(`The file changed: it now has ${totalBytes ?? 'fewer'} bytes`, { status: 416 });
	}
	throw unexpected('The server refused to send the file from its first byte', { status: 416 });
}

/** Total and validators never change within one file; a server may leave validators out. */
function sameFile(answer: Answer, totalBytes: number | undefined, known: Known): Known {
	const etag = answer.header('etag');
	const lastModified = answer.header('last-modified');
	const hasEtags = known.etag !== undefined && etag !== undefined;
	const isOther =
		differ(known.totalBytes, totalBytes) ||
		(hasEtags ? known.etag !== etag : differ(known.lastModified, lastModified));
	if (isOther) {
		throw changed('The file changed on the server while it was downloaded', {
			hint: 'Run again to get the new one. Nothing of the old one was kept.',
		});
	}
	return {
		totalBytes: known.totalBytes ?? totalBytes,
		etag: known.etag ?? etag,
		lastModified: known.lastModified ?? lastModified,
	};
}

const differ = <T>(before: T | undefined, now: T | undefined): boolean =>
	before !== undefined && now !== undefined && before !== now;

function contentLength(answer: Answer): number | undefined {
	const header = answer.header('content-length');
	return header !== undefined && /^\d+$/.test(header) ? Number(header) : undefined;
}

/**
 * What goes back as `If-Range`: a strong ETag or, without any ETag, the date.
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.if-range
 */
export function ifRangeHeader({ etag, lastModified }: Known): string | undefined {
	if (etag === undefined) return lastModified;
	return etag.startsWith('W/') ? undefined : etag;
}

/** Holds a size, as soon as it is known, against what record and user demand. */
export function checkSize(totalBytes: number, { expectedBytes, maxSizeBytes }: Demands): void {
	checkLimit(totalBytes, maxSizeBytes);
	if (expectedBytes === undefined || totalBytes === expectedBytes) return;
	const message = `The server has ${totalBytes} bytes, RingCentral's record says ${expectedBytes}`;
	throw totalBytes < expectedBytes ? truncated(message) : changed(message);
}

/**
 * The largest file that nobody told the size of and nobody set a limit for. A body without a length may
 * never end, and would fill the disk.
 */
export const MOST_UNTOLD_BYTES = 4 * 1024 ** 3;

/** Holds the bytes that came so far against what is known and demanded. */
export function checkArrived(arrivedBytes: number, known: Known, demands: Demands): void {
	const { expectedBytes, maxSizeBytes } = demands;
	const isUntold = known.totalBytes === undefined && expectedBytes === undefined;
	checkLimit(arrivedBytes, maxSizeBytes ?? (isUntold ? MOST_UNTOLD_BYTES : undefined));
	if (expectedBytes !== undefined && arrivedBytes > expectedBytes) {
		throw changed(`The server sends more than the ${expectedBytes} bytes of RingCentral's record`);
	}
}

export function checkLimit(sizeBytes: number, maxSizeBytes = Infinity): void {
	if (sizeBytes <= maxSizeBytes) return;
	throw tooLarge(`The file has ${sizeBytes} bytes or more, the limit is ${maxSizeBytes}`, {
		hint: "Raise or clear 'Max File Size' to download it. Where the server does not tell the size, set one.",
	});
}
