import { createHash } from 'node:crypto';

/** Bytes that are made when read: any size, any offset, no memory to speak of. */
export interface Content {
	readonly sizeBytes: number;
	/** Hex digest of the whole, computed piece by piece when first asked for. */
	readonly sha256: string;
	/** Differs for different content, and costs nothing: what an ETag is made of. */
	readonly tag: string;
	/** The bytes of the half-open span `[start, end)`; the caller stays inside the content. */
	read(start: number, end: number): Buffer;
}

const BLOCK_BYTES = 64 * 1024;
const POOL_BYTES = 4 * BLOCK_BYTES;
const STAMP_BYTES = 16;
const PIECE_BYTES = 1024 * 1024;

/** A well mixed 32-bit number (the finaliser of MurmurHash3). */
function mix(value: number): number {
	let mixed = value | 0;
	mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
	return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** A 32-bit number that stands for a text. */
export function hashOf(text: string): number {
	return createHash('sha256').update(text).digest().readUInt32BE(0);
}

let binaryPool: Buffer | undefined;
let letterPool: Buffer | undefined;

function poolOf(printable: boolean): Buffer {
	binaryPool ??= Buffer.from(Uint32Array.from({ length: POOL_BYTES / 4 }, (_, at) => mix(at + 1)).buffer);
	if (!printable) return binaryPool;
	letterPool ??= Buffer.from(binaryPool.map((byte, at) => (at % 72 === 71 ? 10 : 97 + (byte % 26))));
	return letterPool;
}

/** Copies of one pool at scattered offsets, each block stamped with its number: no two blocks are alike. */
function fillBlock(target: Buffer, block: number, key: number, printable: boolean): void {
	const offset = mix(key ^ mix(block)) % (POOL_BYTES - BLOCK_BYTES);
	poolOf(printable).copy(target, 0, offset, offset + BLOCK_BYTES);
	const stamp = `${key.toString(16).padStart(8, '0')}${block.toString(16).padStart(8, '0')}`;
	if (printable) target.write(stamp, 0, 'latin1');
	else Buffer.from(stamp, 'hex').copy(target, STAMP_BYTES / 2);
}

function digestOf(content: Omit<Content, 'sha256'>): string {
	const hash = createHash('sha256');
	for (let at = 0; at < content.sizeBytes; at += PIECE_BYTES) {
		hash.update(content.read(at, Math.min(at + PIECE_BYTES, content.sizeBytes)));
	}
	return hash.digest('hex');
}

function withDigest(content: Omit<Content, 'sha256'>): Content {
	let digest: string | undefined;
	return {
		...content,
		get sha256() {
			digest ??= digestOf(content);
			return digest;
		},
	};
}

/** Content that is there already. */
export function fixedContent(bytes: Buffer | string): Content {
	const buffer = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
	const tag = createHash('sha256').update(buffer).digest('hex').slice(0, 16);
	return withDigest({ sizeBytes: buffer.length, tag, read: (start, end) => buffer.subarray(start, end) });
}

export interface MadeFacts {
	/** Two contents with the same key and size are the same. */
	key: string;
	sizeBytes: number;
	head?: Buffer;
	tail?: Buffer;
	printable?: boolean;
}

/** Content with a real head and tail and made-up bytes between. */
export function madeContent(facts: MadeFacts): Content {
	const { sizeBytes, head = Buffer.alloc(0), tail = Buffer.alloc(0), printable = false } = facts;
	const key = hashOf(facts.key);
	const tailStart = Math.max(sizeBytes - tail.length, head.length);
	const block = Buffer.alloc(BLOCK_BYTES);
	const read = (start: number, end: number): Buffer => {
		const bytes = Buffer.allocUnsafe(Math.max(end - start, 0));
		for (let at = start; at < end;) {
			const number = Math.floor(at / BLOCK_BYTES);
			const blockStart = number * BLOCK_BYTES;
			const blockEnd = Math.min(blockStart + BLOCK_BYTES, end);
			fillBlock(block, number, key, printable);
			block.copy(bytes, at - start, at - blockStart, blockEnd - blockStart);
			at = blockEnd;
		}
		if (start < head.length) head.copy(bytes, 0, start);
		if (end > tailStart) {
			const from = Math.max(start, tailStart);
			tail.copy(bytes, from - start, from - tailStart);
		}
		return bytes;
	};
	return withDigest({ sizeBytes, tag: `${key.toString(16)}-${sizeBytes.toString(16)}`, read });
}

/** A part of other content. */
export function partOf(content: Content, start: number, end: number): Content {
	return withDigest({
		sizeBytes: end - start,
		tag: `${content.tag}-${start}-${end}`,
		read: (from, to) => content.read(start + from, start + to),
	});
}

const KEPT_HEAD_BYTES = 32;

/** The same size and type of file with other bytes. */
export function changedContent(content: Content): Content {
	return withDigest({
		sizeBytes: content.sizeBytes,
		tag: `${content.tag}-changed`,
		read: (start, end) =>
			Buffer.from(
				content.read(start, end).map((byte, at) => (start + at < KEPT_HEAD_BYTES ? byte : byte ^ 0x5a)),
			),
	});
}
