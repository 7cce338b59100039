import { describe, expect, it } from '@jest/globals';
import {
	extensionFor,
	plainType,
	weighContentType,
} from '../../../nodes/RingCentralMedia/transfer/contentType';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const hex = (text: string): Buffer => Buffer.from(text, 'hex');

/** A zip with one stored entry, which tells office files from archives. */
const zipWith = (name: string, content = ''): Buffer => {
	const head = Buffer.alloc(30);
	head.writeUInt32LE(0x04034b50, 0);
	head.writeUInt16LE(20, 4);
	head.writeUInt32LE(content.length, 18);
	head.writeUInt32LE(content.length, 22);
	head.writeUInt16LE(name.length, 26);
	return Buffer.concat([head, latin1(name), latin1(content), Buffer.alloc(64)]);
};

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const heads = {
	wav: Buffer.concat([latin1('RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00'), Buffer.alloc(64)]),
	mp3: Buffer.concat([hex('fffb9000'), Buffer.alloc(64)]),
	mp3WithTags: Buffer.concat([latin1('ID3\x03\x00\x00\x00\x00\x00\x00'), hex('fffb9000'), Buffer.alloc(64)]),
	pdf: latin1('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'),
	png: hex('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000049444154'),
	jpeg: Buffer.concat([hex('ffd8ffe000104a46494600010100000100010000'), Buffer.alloc(64)]),
	gif: latin1('GIF89a\x01\x00\x01\x00\x00\x00\x00'),
	tiff: Buffer.concat([latin1('II*\x00\x08\x00\x00\x00'), Buffer.alloc(64)]),
	m4a: Buffer.concat([hex('00000018'), latin1('ftypM4A \x00\x00\x02\x00M4A mp42'), Buffer.alloc(64)]),
	mp4: Buffer.concat([hex('00000018'), latin1('ftypisom\x00\x00\x02\x00isommp42'), Buffer.alloc(64)]),
	zip: zipWith('notes.txt', 'hello'),
	docx: zipWith('word/document.xml', '<w/>'),
	text: latin1('Dear all, this is plain text.'),
};

describe('what a file is, by its first bytes', () => {
	it.each([
		['wav', 'audio/wav', 'wav'],
		['mp3', 'audio/mpeg', 'mp3'],
		['mp3WithTags', 'audio/mpeg', 'mp3'],
		['pdf', 'application/pdf', 'pdf'],
		['png', 'image/png', 'png'],
		['jpeg', 'image/jpeg', 'jpg'],
		['gif', 'image/gif', 'gif'],
		['m4a', 'audio/mp4', 'm4a'],
		['mp4', 'video/mp4', 'mp4'],
		['zip', 'application/zip', 'zip'],
	] as const)('%s, whatever was said about it', async (head, mimeType, extension) => {
		const right = { mimeType, extension };
		expect(await weighContentType(heads[head], undefined, undefined)).toEqual(right);
		expect(await weighContentType(heads[head], 'application/octet-stream', 'x.bin')).toEqual(right);
	});

	it.each([
		['wav', 'audio/mpeg', 'x.mp3', { mimeType: 'audio/wav', extension: 'wav' }],
		['mp3', 'audio/wav', 'x.wav', { mimeType: 'audio/mpeg', extension: 'mp3' }],
		['pdf', 'image/tiff', 'fax.tif', { mimeType: 'application/pdf', extension: 'pdf' }],
	] as const)('%s though it is called %s', async (head, declared, fileName, right) => {
		expect(await weighContentType(heads[head], declared, fileName)).toEqual(right);
	});
});

describe('what a file is, by what was said', () => {
	it('a container is what its more exact declaration says', async () => {
		expect(await weighContentType(heads.zip, WORD, undefined)).toEqual({ mimeType: WORD, extension: 'docx' });
		expect(await weighContentType(heads.zip, 'application/zip', 'a.docx')).toEqual({
			mimeType: WORD,
			extension: 'docx',
		});
	});

	it('a word file is known by its content, too', async () => {
		expect((await weighContentType(heads.docx, 'application/zip', undefined)).mimeType).toMatch(
			/wordprocessingml|zip/,
		);
		expect((await weighContentType(heads.docx, WORD, undefined)).extension).toBe('docx');
	});

	it.each([
		[undefined, 'a.vcf', 'text/vcard', 'vcf'],
		['text/plain', 'a.vcf', 'text/vcard', 'vcf'],
		['text/plain; charset=utf-8', undefined, 'text/plain', 'txt'],
		['text/x-vcard', undefined, 'text/vcard', 'vcf'],
		['text/plain', 'a.mp3', 'text/plain', 'txt'],
		['application/octet-stream', 'a.csv', 'text/csv', 'csv'],
	])('text declared as %s and named %s', async (declared, fileName, mimeType, extension) => {
		expect(await weighContentType(heads.text, declared, fileName)).toEqual({ mimeType, extension });
	});

	it('keeps the extension of a name that fits the type', async () => {
		expect(await weighContentType(heads.jpeg, undefined, 'photo.JPEG')).toEqual({
			mimeType: 'image/jpeg',
			extension: 'jpeg',
		});
	});

	it('keeps the extension of a name when nothing else is known', async () => {
		expect(await weighContentType(heads.text, undefined, 'backup.xyz9')).toEqual({
			mimeType: 'application/octet-stream',
			extension: 'xyz9',
		});
	});

	it.each([new Uint8Array(), Uint8Array.of(0x50), hex('ffd8'), hex('00000018'), heads.png.subarray(0, 9)])(
		'bears a file cut short in its head',
		async (head) => {
			expect((await weighContentType(head, 'audio/mpeg', undefined)).extension).toMatch(/mp3|png|jpg/);
		},
	);
});

describe('names of types', () => {
	it.each([
		['audio/mp3', 'audio/mpeg'],
		['audio/x-wav', 'audio/wav'],
		['audio/vnd.wave', 'audio/wav'],
		['AUDIO/WAVE', 'audio/wav'],
		['image/jpg', 'image/jpeg'],
		['text/x-vcard; charset=utf-8', 'text/vcard'],
		['text/rtf', 'application/rtf'],
		[' image/png ;q=1', 'image/png'],
		['', ''],
		[undefined, ''],
	])('%s goes out as "%s"', (declared, plain) => {
		expect(plainType(declared)).toBe(plain);
	});

	it.each([
		['audio/mpeg', 'mp3'],
		['audio/wav', 'wav'],
		['image/jpeg', 'jpg'],
		['image/tiff', 'tif'],
		['video/quicktime', 'mov'],
		['application/x-unheard-of', ''],
	])('%s has the extension "%s"', (mimeType, extension) => {
		expect(extensionFor(mimeType)).toBe(extension);
	});
});
