import { crc32 } from 'node:zlib';
import { fixedContent, madeContent, type Content } from './bytes';

interface Frame {
	head?: Buffer;
	tail?: Buffer;
	printable?: boolean;
}

type MakeFrame = (sizeBytes: number) => Frame;

const WAV_HEAD_BYTES = 44;
const WAV_BYTES_A_SECOND = 8000;

/** Mono, 8 kHz, 8-bit PCM: the sizes in the head agree with the size of the file. */
function wav(sizeBytes: number): Frame {
	const head = Buffer.alloc(WAV_HEAD_BYTES);
	head.write('RIFF', 0, 'latin1');
	head.writeUInt32LE(Math.max(sizeBytes - 8, 0), 4);
	head.write('WAVEfmt ', 8, 'latin1');
	head.writeUInt32LE(16, 16);
	head.writeUInt16LE(1, 20);
	head.writeUInt16LE(1, 22);
	head.writeUInt32LE(WAV_BYTES_A_SECOND, 24);
	head.writeUInt32LE(WAV_BYTES_A_SECOND, 28);
	head.writeUInt16LE(1, 32);
	head.writeUInt16LE(8, 34);
	head.write('data', 36, 'latin1');
	head.writeUInt32LE(Math.max(sizeBytes - WAV_HEAD_BYTES, 0), 40);
	return { head };
}

const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const PNG_END = Buffer.from('0000000049454e44ae426082', 'hex');

function pngChunk(type: string, lengthBytes: number): Buffer {
	const start = Buffer.alloc(8);
	start.writeUInt32BE(lengthBytes, 0);
	start.write(type, 4, 'latin1');
	return start;
}

function png(sizeBytes: number): Frame {
	const facts = Buffer.from('00000140000000f00802000000', 'hex');
	const sum = Buffer.alloc(4);
	sum.writeUInt32BE(crc32(Buffer.concat([Buffer.from('IHDR'), facts])), 0);
	const header = Buffer.concat([PNG_SIGNATURE, pngChunk('IHDR', facts.length), facts, sum]);
	const dataBytes = Math.max(sizeBytes - header.length - 12 - PNG_END.length, 0);
	return { head: Buffer.concat([header, pngChunk('IDAT', dataBytes)]), tail: PNG_END };
}

/** An ISO media file: the `ftyp` box and the start of `mdat`. */
const isoMedia =
	(brand: string): MakeFrame =>
	(sizeBytes) => {
		const head = Buffer.alloc(32);
		head.writeUInt32BE(24, 0);
		head.write(`ftyp${brand}`, 4, 'latin1');
		head.writeUInt32BE(0x200, 12);
		head.write(`${brand}mp42`, 16, 'latin1');
		head.writeUInt32BE(Math.max(sizeBytes - 24, 8), 24);
		head.write('mdat', 28, 'latin1');
		return { head };
	};

function bmp(sizeBytes: number): Frame {
	const head = Buffer.alloc(26);
	head.write('BM', 0, 'latin1');
	head.writeUInt32LE(sizeBytes, 2);
	head.writeUInt32LE(26, 10);
	head.writeUInt32LE(12, 14);
	return { head };
}

const fixedFrame =
	(head: string, tail = ''): MakeFrame =>
	() => ({ head: Buffer.from(head, 'latin1'), tail: Buffer.from(tail, 'latin1') });

const ZIP_HEAD = '504b03040a0000000000000000000000000000000000000000000400000066696c65';
const ZIP_END = '504b0506000000000000000000000000000000000000';

const frames: Record<string, MakeFrame> = {
	'audio/wav': wav,
	'audio/x-wav': wav,
	// MPEG-1 layer III, 128 kbit/s, 44.1 kHz: the first frame's header.
	'audio/mpeg': fixedFrame('\xff\xfb\x90\x00'),
	'audio/mp4': isoMedia('M4A '),
	'audio/amr': fixedFrame('#!AMR\n'),
	'audio/ogg': fixedFrame('OggS\x00\x02'),
	'video/mp4': isoMedia('isom'),
	'video/3gpp': isoMedia('3gp5'),
	'image/png': png,
	'image/jpeg': fixedFrame(
		'\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00',
		'\xff\xd9',
	),
	'image/gif': fixedFrame('GIF89a\x40\x01\xf0\x00\x00\x00\x00', ';'),
	'image/bmp': bmp,
	'image/tiff': fixedFrame('II*\x00\x08\x00\x00\x00'),
	'application/pdf': fixedFrame('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', '\n%%EOF\n'),
	'application/zip': () => ({ head: Buffer.from(ZIP_HEAD, 'hex'), tail: Buffer.from(ZIP_END, 'hex') }),
	'application/gzip': fixedFrame('\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03'),
	'application/rtf': fixedFrame('{\\rtf1\\ansi ', '}'),
	'text/vcard': () => ({
		head: Buffer.from('BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Example\r\nTEL:+16505550123\r\nNOTE:'),
		tail: Buffer.from('\r\nEND:VCARD\r\n'),
		printable: true,
	}),
};

const SIGNATURE_ONLY: MakeFrame = () => ({});
const TEXT: MakeFrame = () => ({ printable: true });

/** A made-up file of a type and size: its first bytes are those of a real one. */
export function makeFile(key: string, contentType: string, sizeBytes: number): Content {
	const frame = frames[contentType] ?? (contentType.startsWith('text/') ? TEXT : SIGNATURE_ONLY);
	const { head = Buffer.alloc(0), tail = Buffer.alloc(0), printable = false } = frame(sizeBytes);
	if (sizeBytes < head.length + tail.length) return fixedContent(head.subarray(0, sizeBytes));
	return madeContent({ key, sizeBytes, head, tail, printable });
}

/** The ending of a file's name by its type. */
export function extensionOf(contentType: string): string {
	const known: Record<string, string> = {
		'audio/wav': 'wav',
		'audio/x-wav': 'wav',
		'audio/mpeg': 'mp3',
		'audio/mp4': 'm4a',
		'image/jpeg': 'jpg',
		'text/plain': 'txt',
		'text/vcard': 'vcf',
		'video/3gpp': '3gp',
	};
	return known[contentType] ?? contentType.slice(contentType.indexOf('/') + 1);
}
