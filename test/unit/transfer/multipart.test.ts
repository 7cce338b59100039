import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sentFileName } from '../../../nodes/RingCentralMedia/transfer/fileName';
import { jsonPart, multipart, type Payload } from '../../../nodes/RingCentralMedia/transfer/multipart';

const BOUNDARY = 'part-00000000-0000-0000-0000-000000000000';

/** Node's own parser, which it advises against only for the uploads of strangers. */
interface FormReader {
	formData(): Promise<FormData>;
}

async function bytesOf({ open }: Payload): Promise<Buffer> {
	const pieces: Uint8Array[] = [];
	for await (const piece of open()) pieces.push(piece);
	return Buffer.concat(pieces);
}

async function parse(payload: Payload): Promise<File[]> {
	const bytes = await bytesOf(payload);
	const reader: FormReader = new Response(new Uint8Array(bytes), {
		headers: { 'Content-Type': payload.contentType },
	});
	return [...(await reader.formData()).values()].filter((value) => value instanceof File);
}

const filePart = (fileName: string, bytes: Buffer, contentType = 'application/pdf') => ({
	name: 'attachment',
	fileName,
	contentType,
	sizeBytes: bytes.length,
	open: async function* () {
		yield await Promise.resolve(bytes);
	},
});

/** Names as people and attackers make them. */
const nasty = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 60 }),
	fc.string({ unit: 'grapheme', minLength: 280, maxLength: 320 }),
	fc
		.array(
			fc.constantFrom(
				...[
					'"',
					'\\',
					'\r\n',
					'\n',
					'\r',
					'\0',
					'%22',
					'%0D%0A',
					'../',
					'..\\',
					'/',
					'C:\\',
					';',
					'ü',
					'日本',
					'👋',
				],
				...[
					'\r\nContent-Type: text/html\r\n\r\n<script>',
					`\r\n--${BOUNDARY}--`,
					'"; name="x',
					'a',
					'.pdf',
					' ',
					'e\u0301',
				],
			),
			{ maxLength: 12 },
		)
		.map((parts) => parts.join('')),
);

describe('a form', () => {
	it('comes back from a parser as it was meant, whatever files are called', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.tuple(nasty, fc.uint8Array({ maxLength: 200 }), fc.boolean()), { maxLength: 4 }),
				async (given) => {
					const parts = given.map(([name, bytes, isPlain]) =>
						filePart(sentFileName(name, 'pdf', isPlain), Buffer.from(bytes)),
					);
					const payload = multipart([jsonPart({ text: 'Grüße "x"\r\n' }), ...parts], BOUNDARY);
					const [first, ...files] = await parse(payload);

					expect((await bytesOf(payload)).length).toBe(payload.sizeBytes);
					expect(first?.name).toBe('request.json');
					expect(JSON.parse((await first?.text()) ?? '')).toEqual({ text: 'Grüße "x"\r\n' });
					expect(files.map(({ name, type }) => [name, type])).toEqual(
						parts.map(({ fileName }) => [fileName, 'application/pdf']),
					);
					for (const [at, file] of files.entries()) {
						expect(Buffer.from(await file.arrayBuffer())).toEqual(Buffer.from(given[at]?.[1] ?? []));
					}
				},
			),
			{ numRuns: 300 },
		);
	});

	it('adds no header and no part, even for names that nobody cleaned', async () => {
		await fc.assert(
			fc.asyncProperty(nasty, nasty, async (fileName, contentType) => {
				const payload = multipart([filePart(fileName, Buffer.from('%PDF-'), contentType)], BOUNDARY);
				const text = (await bytesOf(payload)).toString();
				const [head = '', ...rest] = text.split('\r\n\r\n');

				expect(head.split('\r\n')).toHaveLength(3);
				expect(rest).toEqual([`%PDF-\r\n--${BOUNDARY}--\r\n`]);
				expect(await parse(payload)).toHaveLength(1);
			}),
			{ numRuns: 300 },
		);
	});
});

describe('the name a file is sent with', () => {
	it.each([
		['invoice.pdf', 'invoice.pdf', 'invoice.pdf'],
		['../../etc/passwd.pdf', 'passwd.pdf', 'passwd.pdf'],
		['C:\\Users\\ada\\offer.pdf', 'offer.pdf', 'offer.pdf'],
		[
			'Angebot für Müller & Söhne #7.pdf',
			'Angebot für Müller & Söhne #7.pdf',
			'Angebot fur Muller _ Sohne _7.pdf',
		],
		['100% @ $5 ^*.pdf', '100% @ $5 ^_.pdf', '100_ _ _5 __.pdf'],
		['日本語.pdf', '日本語.pdf', 'file.pdf'],
		['a"b\r\nc.pdf', 'a_b_c.pdf', 'a_b__c.pdf'],
		['scan', 'scan.pdf', 'scan.pdf'],
		['', 'file.pdf', 'file.pdf'],
		['a%22b.pdf', 'a_22b.pdf', 'a_22b.pdf'],
	])('%j', (given, name, plain) => {
		expect(sentFileName(given, 'pdf', false)).toBe(name);
		expect(sentFileName(given, 'pdf', true)).toBe(plain);
	});

	it('is short, in one line, and for fax in plain ASCII', () => {
		fc.assert(
			fc.property(nasty, (given) => {
				const name = sentFileName(given, 'pdf', false);
				const plain = sentFileName(given, 'pdf', true);
				expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
				expect(name).toMatch(/^[^\r\n"/\\]+\.pdf$/);
				expect(plain).toMatch(/^[\x20-\x7e]+\.pdf$/);
				expect(plain).not.toMatch(/[&@#$%^*"/\\]/);
			}),
		);
	});
});
