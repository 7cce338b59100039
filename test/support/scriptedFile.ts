import { createHash } from 'node:crypto';
import type { Asked, Reply } from './scriptedServer';

/** A file as an honest server would hold it. */
export interface ScriptedFile {
	bytes: Uint8Array;
	etag?: string;
	lastModified?: string;
	contentType?: string;
}

/** Bytes that look random and are the same for the same seed. */
export function bytesFrom(seed: number, sizeBytes: number): Uint8Array {
	const words = new Uint32Array(Math.ceil(sizeBytes / 4));
	let state = (seed * 2_654_435_761 + 0x9e37_79b9) >>> 0 || 1;
	for (const index of words.keys()) {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		words[index] = state;
	}
	return new Uint8Array(words.buffer, 0, sizeBytes);
}

export const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** All of it, with status 200. */
export const whole = (file: ScriptedFile): Reply => ({ headers: describe(file), body: file.bytes });

export interface PartFacts {
	/** What the Content-Range calls the whole size. */
	total?: number | '*';
	/** Gives less than was asked for. */
	mostBytes?: number;
	/** Gives other bytes than those asked for. */
	from?: number;
}

/** The part asked for, with status 206. */
export function part(file: ScriptedFile, { span }: Asked, facts: PartFacts = {}): Reply {
	const start = facts.from ?? span.start;
	const end = Math.min(span.end, file.bytes.length, start + (facts.mostBytes ?? Infinity));
	const total = facts.total ?? file.bytes.length;
	return {
		status: 206,
		headers: { ...describe(file), 'Content-Range': `bytes ${start}-${end - 1}/${total}` },
		body: file.bytes.subarray(start, end),
	};
}

/** What a server that keeps to HTTP answers. */
export function honest(file: ScriptedFile, asked: Asked): Reply {
	const { range, 'if-range': ifRange } = asked.headers;
	const isSame = ifRange === undefined || ifRange === file.etag || ifRange === file.lastModified;
	if (range === undefined || !isSame) return whole(file);
	return asked.span.start < file.bytes.length ? part(file, asked) : pastTheEnd(file.bytes.length);
}

/** Status 416, with the size where it is told. */
export const pastTheEnd = (totalBytes?: number): Reply => ({
	status: 416,
	...(totalBytes !== undefined && { headers: { 'Content-Range': `bytes */${totalBytes}` } }),
});

const describe = ({
	etag,
	lastModified,
	contentType = 'audio/mpeg',
}: ScriptedFile): Record<string, string> => ({
	'Content-Type': contentType,
	...(etag !== undefined && { ETag: etag }),
	...(lastModified !== undefined && { 'Last-Modified': lastModified }),
});
