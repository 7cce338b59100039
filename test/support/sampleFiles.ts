import { makeFile } from '../../simulator/fileHeads';

/** A file as it would come out of a program of its kind. */
export interface SampleFile {
	type: string;
	fileName: string;
	bytes: Buffer;
}

const hex = (digits: string): Buffer => Buffer.from(digits.replace(/ /g, ''), 'hex');

/** Compound files: older office programs. */
const COMPOUND = Buffer.concat([hex('d0cf11e0a1b11ae1'), Buffer.alloc(1_000)]);

const riff = (form: string): Buffer =>
	Buffer.concat([Buffer.from(`RIFF\xe8\x03\x00\x00${form}`, 'latin1'), Buffer.alloc(900)]);

const ebml = (docType: string): Buffer =>
	Buffer.concat([
		hex('1a45dfa3'),
		Buffer.from([0x80 | (docType.length + 3), 0x42, 0x82, 0x80 | docType.length]),
		Buffer.from(docType),
		Buffer.alloc(500),
	]);

const ogg = (codec: string): Buffer =>
	Buffer.concat([hex('4f676753 00 02'), Buffer.alloc(22), Buffer.from(codec, 'latin1'), Buffer.alloc(400)]);

/** The beginning of files that the simulator does not make. */
const heads: Readonly<Record<string, Buffer>> = {
	'application/msword': COMPOUND,
	'application/vnd.ms-excel': COMPOUND,
	'application/vnd.visio': COMPOUND,
	'audio/ogg': ogg('\x01vorbis'),
	'image/svg+xml': Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"></svg>'),
	'image/vnd.adobe.photoshop': Buffer.concat([Buffer.from('8BPS\x00\x01', 'latin1'), Buffer.alloc(400)]),
	'image/webp': riff('WEBPVP8 '),
	'text/calendar': Buffer.from('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n'),
	'text/csv': Buffer.from('name,number\r\nAda,+14155550132\r\n'),
	'text/html': Buffer.from('<!DOCTYPE html>\n<html><body>Hello</body></html>'),
	'text/plain': Buffer.from('Hello, this is text.\n'),
	'text/xml': Buffer.from('<?xml version="1.0"?><a/>'),
	'video/avi': riff('AVI LIST'),
	'video/mpeg': Buffer.concat([hex('000001ba 44000400 0401'), Buffer.alloc(500)]),
	'video/ogg': ogg('\x80theora'),
	'video/quicktime': Buffer.concat([hex('00000014 66747970 71742020'), Buffer.alloc(500)]),
	'video/webm': ebml('webm'),
	'video/x-flv': Buffer.concat([Buffer.from('FLV\x01\x05', 'latin1'), Buffer.alloc(300)]),
	'video/x-ms-wmv': Buffer.concat([hex('3026b2758e66cf11a6d900aa0062ce6c'), Buffer.alloc(500)]),
};

/** Bytes of this type, about the length asked for. */
export function bytesOfType(type: string, sizeBytes = 1_500): Buffer {
	const head = heads[type];
	if (head) return head;
	const content = makeFile(type, type, sizeBytes);
	return content.read(0, content.sizeBytes);
}

export const sample = (type: string, fileName: string): SampleFile => ({
	type,
	fileName,
	bytes: bytesOfType(type),
});
