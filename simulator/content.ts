import { gzipSync } from 'node:zlib';
import { jsonAnswer, type Answer } from './answers';
import { changedContent, fixedContent, partOf, type Content } from './bytes';
import { invalidParameter, rangeNotSatisfiable } from './errors';
import { extensionOf } from './fileHeads';
import type { Exchange } from './state';

/** A file as the media host gives it. */
export interface File {
	content: Content;
	contentType: string;
	modifiedAt: number;
	/** The name without its ending, for `contentDisposition`. */
	name: string;
}

/** How an answer with bytes can go wrong. */
export interface ContentTricks {
	/** Answers a range with at most so many bytes of it. */
	shortRange?: { maxBytes: number };
	/** Answers 206 with the first bytes though no range was asked for. */
	unaskedRange?: { maxBytes: number };
	/** Answers 200 with everything though a range was asked for. */
	ignoreRange?: true;
	/** Serves other bytes with another ETag. */
	changeContent?: true;
	etag?: 'weak' | 'none';
	lastModified?: 'none';
	contentRange?: { startShift?: number; endShift?: number; total?: number | '*'; totalShift?: number };
	/** Wraps the range in multipart/byteranges. */
	multipartRanges?: true;
	contentType?: string | null;
	/** Compresses the body though nobody asked for it. */
	gzip?: true;
}

interface Span {
	start: number;
	end: number;
}

/** RFC 9110, section 14.1.2. Several ranges, or what is no range at all, may be ignored. */
function readRange(header: string | undefined, total: number): Span | 'none' | 'unsatisfiable' {
	const found = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
	const [, first = '', last = ''] = found ?? [];
	if (!found || (first === '' && last === '')) return 'none';
	if (first === '') {
		const length = Number(last);
		return length === 0 || total === 0 ? 'unsatisfiable' : { start: Math.max(total - length, 0), end: total };
	}
	const start = Number(first);
	const end = last === '' ? total : Math.min(Number(last) + 1, total);
	if (last !== '' && Number(last) < start) return 'none';
	return start >= total ? 'unsatisfiable' : { start, end };
}

/** RFC 9110, section 13.1.5: only a strong match lets the range stand. */
function rangeStands(ifRange: string | undefined, etag: string | undefined, modified: string): boolean {
	if (ifRange === undefined) return true;
	if (ifRange.startsWith('"') || ifRange.startsWith('W/')) {
		return ifRange === etag && !ifRange.startsWith('W/');
	}
	return ifRange === modified;
}

function dispositionOf(exchange: Exchange, file: File): string | undefined {
	const asked = exchange.query.get('contentDisposition');
	if (asked === null) return undefined;
	if (asked !== 'Inline' && asked !== 'Attachment') throw invalidParameter('contentDisposition', asked);
	const usual = `${file.name}.${extensionOf(file.contentType)}`;
	const name = exchange.query.get('contentDispositionFilename') ?? usual;
	// Neither quotes nor a space, as the service writes it.
	return `${asked.toLowerCase()};filename=${name}`;
}

function validatorsOf(file: File, content: Content, tricks: ContentTricks): Record<string, string> {
	const strong = `"${content.tag}"`;
	return {
		...(tricks.etag !== 'none' && { ETag: tricks.etag === 'weak' ? `W/${strong}` : strong }),
		...(tricks.lastModified !== 'none' && { 'Last-Modified': new Date(file.modifiedAt).toUTCString() }),
	};
}

/** The answer to a request for a file, or for a range of it. */
export function contentAnswer(exchange: Exchange, file: File, tricks: ContentTricks): Answer {
	const content = tricks.changeContent ? changedContent(file.content) : file.content;
	const total = content.sizeBytes;
	const validators = validatorsOf(file, content, tricks);
	const disposition = dispositionOf(exchange, file);
	const contentType = tricks.contentType === undefined ? file.contentType : tricks.contentType;
	const headers: Record<string, string> = {
		'Accept-Ranges': 'bytes',
		...validators,
		...(contentType !== null && { 'Content-Type': contentType }),
		...(disposition !== undefined && { 'Content-Disposition': disposition }),
	};
	const asked = exchange.request.headers;
	const modified = new Date(file.modifiedAt).toUTCString();
	const ifRange = asked['if-range'];
	const stands = rangeStands(typeof ifRange === 'string' ? ifRange : undefined, validators['ETag'], modified);
	let span = stands && !tricks.ignoreRange ? readRange(asked.range, total) : 'none';
	if (span === 'none' && tricks.unaskedRange) span = { start: 0, end: total };
	if (span === 'unsatisfiable') {
		const refusal = rangeNotSatisfiable();
		return jsonAnswer(416, refusal.body, { 'Content-Range': `bytes */${total}` });
	}
	if (span === 'none') return packed({ status: 200, headers, body: content }, tricks);
	const maxBytes = asked.range ? tricks.shortRange?.maxBytes : tricks.unaskedRange?.maxBytes;
	const end = Math.min(span.end, span.start + (maxBytes ?? Infinity));
	const part = partOf(content, span.start, end);
	const { startShift = 0, endShift = 0, totalShift = 0, total: told } = tricks.contentRange ?? {};
	const start = span.start + startShift;
	const last = start + part.sizeBytes - 1 + endShift;
	const range = `bytes ${start}-${last}/${told ?? total + totalShift}`;
	if (tricks.multipartRanges) return inMultipart(headers, part, range);
	return packed({ status: 206, headers: { ...headers, 'Content-Range': range }, body: part }, tricks);
}

function packed(answer: Answer, tricks: ContentTricks): Answer {
	if (!tricks.gzip) return answer;
	return {
		...answer,
		headers: { ...answer.headers, 'Content-Encoding': 'gzip' },
		body: fixedContent(gzipSync(answer.body.read(0, answer.body.sizeBytes))),
	};
}

function inMultipart(headers: Record<string, string>, part: Content, range: string): Answer {
	const boundary = 'simulated-boundary';
	const type = headers['Content-Type'] ?? 'application/octet-stream';
	const head = `--${boundary}\r\nContent-Type: ${type}\r\nContent-Range: ${range}\r\n\r\n`;
	const body = Buffer.concat([
		Buffer.from(head),
		part.read(0, part.sizeBytes),
		Buffer.from(`\r\n--${boundary}--\r\n`),
	]);
	return {
		status: 206,
		headers: { ...headers, 'Content-Type': `multipart/byteranges; boundary=${boundary}` },
		body: fixedContent(body),
	};
}
