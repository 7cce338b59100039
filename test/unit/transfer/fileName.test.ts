import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MediaError } from '../../../nodes/RingCentralMedia/errors';
import {
	dispositionFileName,
	fillTemplate,
	safeFileName,
	stemOf,
} from '../../../nodes/RingCentralMedia/transfer/fileName';

const WINDOWS_DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³]) *(\.|$)/i;

const anyName = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 300 }),
	fc.string({ unit: 'grapheme', maxLength: 300 }),
	fc.string({
		unit: fc.constantFrom('.', ' ', '/', '\\', 'a', '_', '\u202e', '\ud800', '\0'),
		maxLength: 12,
	}),
	fc.constantFrom(
		'con',
		'NUL',
		'com1',
		'Aux.txt',
		'lpt9.',
		'COM¹',
		'con .x',
		'..',
		'.',
		'',
		' ',
		'../../etc/passwd',
	),
);
const anyExtension = fc.constantFrom('', 'pdf', 'mp3', 'txt', 'docx');

describe('a safe file name', () => {
	it('is safe on Windows, S3 and Drive, whatever it is made of', () => {
		fc.assert(
			fc.property(anyName, anyExtension, (name, extension) => {
				const safe = safeFileName(name, extension);
				expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(200);
				expect(safe).not.toBe('');
				expect(safe).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cf}\p{Cs}]/u);
				expect(safe).not.toMatch(/^[. ]|[. ]$/);
				expect(safe).not.toMatch(WINDOWS_DEVICE);
				expect(Buffer.from(safe).toString()).toBe(safe);
				expect(safe.endsWith(extension)).toBe(true);
			}),
			{ numRuns: 1000 },
		);
	});

	it('is as safe the second time, and stays the same', () => {
		fc.assert(
			fc.property(anyName, anyExtension, (name, extension) => {
				const safe = safeFileName(name, extension);
				expect(safeFileName(safe, extension)).toBe(safe);
			}),
		);
	});

	it.each([
		['report', 'pdf', 'report.pdf'],
		['report.PDF', 'pdf', 'report.pdf'],
		['Bericht für Zoë', 'pdf', 'Bericht für Zoë.pdf'],
		['a/b\\c:d', 'mp3', 'a_b_c_d.mp3'],
		['../../etc/passwd', '', '_.._etc_passwd'],
		['con', 'txt', '_con.txt'],
		['con.tar', 'gz', '_con.tar.gz'],
		['console', 'txt', 'console.txt'],
		['  a   b  ', '', 'a b'],
		['...', 'pdf', 'file.pdf'],
		['', '', 'file'],
		['fax.pdf.exe', 'pdf', 'fax.pdf.exe.pdf'],
		['\u202efdp.exe', 'pdf', '_fdp.exe.pdf'],
	])('of "%s" and "%s" is "%s"', (name, extension, safe) => {
		expect(safeFileName(name, extension)).toBe(safe);
	});

	it('cuts a long name between characters, and keeps its extension', () => {
		const safe = safeFileName('😀'.repeat(100), 'mp3');
		expect(safe).toBe(`${'😀'.repeat(49)}.mp3`);
	});
});

describe('a template', () => {
	const fields = { from: '+1650', to: undefined, id: '7', empty: '' };

	it.each([
		['{from}_{id}', '+1650_7'],
		['{ from }', '+1650'],
		['no fields', 'no fields'],
		['{to}-{empty}', 'unknown-unknown'],
		['{from}{from}', '+1650+1650'],
	])('"%s" gives "%s"', (template, filled) => {
		expect(fillTemplate(template, fields)).toBe(filled);
	});

	it.each(['{form}', '{}', '{constructor}', '{__proto__}'])(
		'%s is no field, and the ones there are named',
		(mark) => {
			expect(() => fillTemplate(mark, fields)).toThrow(MediaError);
			expect(() => fillTemplate(mark, fields)).toThrow(
				expect.objectContaining({ code: 'badInput', hint: expect.stringContaining('{from}, {to}, {id}') }),
			);
		},
	);

	it('fills in no field that a value names', () => {
		expect(fillTemplate('{from}', { from: '{id}', id: '7' })).toBe('{id}');
	});
});

describe('Content-Disposition', () => {
	it.each([
		['attachment; filename=Recording.mp3', 'Recording.mp3'],
		['attachment; filename="a b.pdf"', 'a b.pdf'],
		['attachment; filename="a\\"b;c.pdf"; size=5', 'a"b;c.pdf'],
		['attachment;filename = x.wav ; y=z', 'x.wav'],
		["attachment; filename*=UTF-8''z%C3%BC%20b.pdf", 'zü b.pdf'],
		['attachment; filename="plain.pdf"; filename*=utf-8\'de\'sch%C3%B6n.pdf', 'schön.pdf'],
		["attachment; filename*=UTF-8''%E0%A4%A; filename=plain.pdf", 'plain.pdf'],
		['inline; FILENAME=x.pdf', 'x.pdf'],
	])('%s names %s', (header, name) => {
		expect(dispositionFileName(header)).toBe(name);
	});

	it.each([undefined, '', 'attachment', 'inline; filename=', 'inline; filename=""', 'inline; size=5'])(
		'%s names nothing',
		(header) => {
			expect(dispositionFileName(header)).toBeUndefined();
		},
	);
});

describe('a stem', () => {
	it.each([
		['a.pdf', 'a'],
		['a.b.tar', 'a.b'],
		['a', 'a'],
		['.pdf', ''],
		['a.not an extension', 'a.not an extension'],
		['a.toolongforit', 'a.toolongforit'],
	])('of "%s" is "%s"', (name, stem) => {
		expect(stemOf(name)).toBe(stem);
	});
});
