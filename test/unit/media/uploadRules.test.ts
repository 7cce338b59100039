import { describe, expect, it } from '@jest/globals';
import { MediaError } from '../../../nodes/RingCentralMedia/errors';
import { checkFiles, type FileFacts } from '../../../nodes/RingCentralMedia/media/uploadCheck';
import { channels, platformTypes, type Channel } from '../../../nodes/RingCentralMedia/media/uploadRules';
import { typeOfBytes } from '../../../nodes/RingCentralMedia/transfer/contentType';
import { bytesOfType, sample, type SampleFile } from '../../support/sampleFiles';

/** The types of the platform's media guide, one file each. */
const platform: readonly SampleFile[] = [
	sample('application/gzip', 'a.gz'),
	sample('application/rtf', 'a.rtf'),
	sample('application/zip', 'a.zip'),
	sample('audio/amr', 'a.amr'),
	sample('audio/mp4', 'a.m4a'),
	sample('audio/mpeg', 'a.mp3'),
	sample('image/bmp', 'a.bmp'),
	sample('image/gif', 'a.gif'),
	sample('image/jpeg', 'a.jpg'),
	sample('image/png', 'a.png'),
	sample('image/tiff', 'a.tif'),
	sample('text/vcard', 'a.vcf'),
	sample('video/mp4', 'a.mp4'),
	sample('video/mpeg', 'a.mpg'),
];

/** What channels take beyond it. */
const others: readonly SampleFile[] = [
	sample('application/pdf', 'a.pdf'),
	sample('audio/3gpp', 'a.3gp'),
	sample('audio/ogg', 'a.ogg'),
	sample('audio/wav', 'a.wav'),
	sample('image/svg+xml', 'a.svg'),
	sample('image/webp', 'a.webp'),
	sample('text/calendar', 'a.ics'),
	sample('text/csv', 'a.csv'),
	sample('text/html', 'a.html'),
	sample('text/plain', 'a.txt'),
	sample('video/3gpp', 'a.3gp'),
	sample('video/avi', 'a.avi'),
	sample('video/ogg', 'a.ogv'),
	sample('video/quicktime', 'a.mov'),
	sample('video/webm', 'a.webm'),
	sample('video/x-flv', 'a.flv'),
	sample('video/x-ms-wmv', 'a.wmv'),
];

const MMS = [
	...['image/jpeg', 'image/png', 'image/bmp', 'image/gif', 'image/tiff', 'image/svg+xml', 'image/webp'],
	...['video/3gpp', 'video/mp4', 'video/mpeg', 'video/avi', 'video/x-flv', 'video/x-ms-wmv'],
	...['video/quicktime', 'video/webm', 'video/ogg'],
	...['audio/mpeg', 'audio/mp4', 'audio/ogg', 'audio/wav', 'audio/amr', 'audio/3gpp'],
	...['text/vcard', 'application/zip', 'application/gzip', 'application/rtf', 'application/pdf'],
	...['text/html', 'text/plain', 'text/csv', 'text/calendar'],
];

/** What the guides say of each channel, written down a second time. */
const taken: Readonly<Record<keyof typeof channels, readonly string[] | 'any'>> = {
	fax: [
		...['application/rtf', 'application/pdf', 'image/bmp', 'image/gif', 'image/jpeg', 'image/png'],
		...['image/tiff', 'text/csv', 'text/html', 'text/plain'],
	],
	greeting: ['audio/mpeg', 'audio/wav'],
	ivrPrompt: ['audio/mpeg', 'audio/wav'],
	mms: MMS,
	teamFile: 'any',
};

const FAX_ENDINGS =
	'pdf psd doc docx dot mcw xls xlsx xlsb ppt pptx vsd vdx pub wps wri awd tif tiff gif jpg jpeg bmp png pcx tga rtf txt log h cpp c err hpp wk1 wk3 wk4 wq1 xml html htm csv'.split(
		' ',
	);

const factsOf = async ({ fileName, type, bytes }: SampleFile): Promise<FileFacts> => ({
	name: fileName,
	declaredType: type,
	sizeBytes: bytes.length,
	foundType: await typeOfBytes(bytes),
});

const facts = (more: Partial<FileFacts> = {}): FileFacts => ({
	name: 'offer.pdf',
	declaredType: 'application/pdf',
	sizeBytes: 1_000,
	foundType: 'application/pdf',
	...more,
});

function refusalOf(files: readonly FileFacts[], channel: Channel): MediaError {
	try {
		checkFiles(files, channel);
	} catch (cause) {
		if (cause instanceof MediaError) return cause;
	}
	throw new Error('Nothing was refused');
}

const all = [...platform, ...others];
const cases = Object.entries(channels).flatMap(([key, channel]) =>
	all.map((file): [string, string, Channel, SampleFile, boolean] => {
		const list = taken[key as keyof typeof channels];
		return [file.type, key, channel, file, list === 'any' || list.includes(file.type)];
	}),
);

describe('what channels take', () => {
	it('begins with the 14 types of the platform', () => {
		expect(platform.map(({ type }) => type)).toEqual(platformTypes);
	});

	it('is 31 types for messages', () => {
		const { types } = channels.mms;
		expect(types === 'any' ? types : [...types].sort()).toEqual([...MMS].sort());
		expect(new Set(MMS).size).toBe(31);
	});

	it('is tested here for each type of each list', () => {
		const tested = all.map(({ type }) => type);
		for (const { types } of Object.values<Channel>(channels)) {
			if (types !== 'any') expect(tested).toEqual(expect.arrayContaining([...types]));
		}
	});

	it.each(cases)('%s for %s', async (_type, _key, channel, file, isTaken) => {
		const given = await factsOf(file);
		if (isTaken) {
			expect(checkFiles([given], channel)).toEqual([
				{ fileName: file.fileName, contentType: expect.any(String) },
			]);
		} else {
			expect(refusalOf([given], channel)).toMatchObject({
				code: 'wrongType',
				message: expect.stringContaining(`'${file.fileName}'`) as unknown,
				hint: expect.stringMatching(/^Nothing was sent\. An? .* takes /) as unknown,
			});
		}
	});

	it.each(FAX_ENDINGS)('a fax takes .%s', (ending) => {
		const given = facts({ name: `a.${ending}`, declaredType: '', foundType: '' });
		const signed = { pdf: 'application/pdf', gif: 'image/gif', png: 'image/png', rtf: 'application/rtf' };
		const more = {
			tif: 'image/tiff',
			tiff: 'image/tiff',
			jpg: 'image/jpeg',
			jpeg: 'image/jpeg',
			bmp: 'image/bmp',
		};
		const found = Object.entries({ ...signed, ...more }).find(([each]) => each === ending)?.[1] ?? '';

		expect(checkFiles([{ ...given, foundType: found }], channels.fax)).toHaveLength(1);
		expect(channels.fax.extensions).toHaveLength(FAX_ENDINGS.length);
	});
});

describe('names for the same type are known', () => {
	it.each([
		['audio/mp3', 'a.mp3', 'audio/mpeg', 'greeting'],
		['audio/x-wav', 'a.wav', 'audio/wav', 'greeting'],
		['audio/wave', 'a.wav', 'audio/wav', 'ivrPrompt'],
		['image/jpg', 'a.jpg', 'image/jpeg', 'mms'],
		['text/x-vcard', 'a.vcf', 'text/vcard', 'mms'],
		['text/directory', 'a.vcf', 'text/vcard', 'mms'],
		['application/x-gzip', 'a.gz', 'application/gzip', 'mms'],
		['video/x-msvideo', 'a.avi', 'video/avi', 'mms'],
		['application/x-pdf', 'a.pdf', 'application/pdf', 'fax'],
		['image/jpeg; charset=binary', 'a.jpeg', 'image/jpeg', 'fax'],
	] as const)('%s', async (declared, fileName, type, key) => {
		const given = await factsOf({ type, fileName, bytes: bytesOfType(type) });

		expect(checkFiles([{ ...given, declaredType: declared }], channels[key])).toEqual([
			{ fileName, contentType: type },
		]);
	});

	it('and a file without an ending gets one', () => {
		expect(checkFiles([facts({ name: 'report' })], channels.fax)).toEqual([
			{ fileName: 'report.pdf', contentType: 'application/pdf' },
		]);
		expect(checkFiles([facts({ name: 'report 12.2026' })], channels.fax)).toEqual([
			{ fileName: 'report 12.2026.pdf', contentType: 'application/pdf' },
		]);
	});

	it('and what n8n calls text for lack of knowledge is no claim', () => {
		expect(checkFiles([facts({ declaredType: 'text/plain' })], channels.fax)).toHaveLength(1);
		expect(checkFiles([facts({ declaredType: 'application/octet-stream' })], channels.fax)).toHaveLength(1);
	});

	it('and Windows calls a CSV a spreadsheet', () => {
		const csv = { name: 'a.csv', declaredType: 'application/vnd.ms-excel', foundType: 'text/plain' };
		expect(checkFiles([facts(csv)], channels.mms)).toEqual([{ fileName: 'a.csv', contentType: 'text/csv' }]);
	});
});

describe('declared type, name and first bytes must agree', () => {
	it.each<[string, Partial<FileFacts>, RegExp]>([
		[
			'a PDF that is HTML',
			{ foundType: 'text/html' },
			/'offer.pdf' is said to be application\/pdf, but it is text\/html/,
		],
		['a PDF that is nothing known', { foundType: '' }, /but it is something else/],
		[
			'a PDF that is a program',
			{ foundType: 'application/x-msdownload' },
			/but it is application\/x-msdownload/,
		],
		[
			'a picture with the wrong ending',
			{ name: 'a.png', declaredType: 'image/png' },
			/said to be image\/png/,
		],
		[
			'a name and a type that differ',
			{ name: 'a.pdf', declaredType: 'image/png' },
			/said to be image\/png, but/,
		],
		['a document that is a web page', { name: 'a.doc', declaredType: '', foundType: 'text/html' }, /msword/],
		[
			'a text that is a PDF',
			{ name: 'a.txt', declaredType: 'text/plain' },
			/text\/plain, but it is application\/pdf/,
		],
	])('%s', (_what, more, message) => {
		expect(refusalOf([facts(more)], channels.fax)).toMatchObject({
			code: 'wrongType',
			message: expect.stringMatching(message) as unknown,
		});
	});

	it('first bytes are read from real files', async () => {
		const html = Buffer.from('  <!doctype html><title>Sign in</title>');
		expect(await typeOfBytes(html)).toBe('text/html');
		expect(await typeOfBytes(Buffer.from('junk before\n%PDF-1.4\n'))).toBe('application/pdf');
		expect(await typeOfBytes(Buffer.from([0, 1, 2, 3, 4, 5, 6, 7]))).toBe('');
		expect(await typeOfBytes(Buffer.alloc(0))).toBe('');
	});
});

describe('sizes, numbers and pages', () => {
	const MB = 1_000_000;

	it.each<[string, keyof typeof channels, Partial<FileFacts>[], string, RegExp]>([
		['an empty file', 'fax', [{ sizeBytes: 0 }], 'empty', /'offer.pdf' is empty/],
		['a file over the limit', 'fax', [{ sizeBytes: 50 * MB + 1 }], 'tooLarge', /'offer.pdf' has 50\.1 MB/],
		[
			'files over the limit in sum',
			'fax',
			[{ sizeBytes: 30 * MB }, { sizeBytes: 30 * MB }],
			'tooLarge',
			/The files have 60 MB in all/,
		],
		['a message over 1.5 MB', 'mms', [{ sizeBytes: 1_500_001 }], 'tooLarge', /has 1\.6 MB/],
		[
			'too many files',
			'mms',
			Array.from({ length: 11 }, () => ({})),
			'badInput',
			/There are 11 files for one message/,
		],
		['too many pages', 'fax', [{ pages: 120 }, { pages: 81 }], 'tooLarge', /have 201 pages/],
	])('%s', (_what, key, given, code, message) => {
		expect(refusalOf(given.map(facts), channels[key])).toMatchObject({
			code,
			message: expect.stringMatching(message) as unknown,
		});
	});

	it('just fit', () => {
		expect(checkFiles([facts({ sizeBytes: 50 * MB, pages: 200 })], channels.fax)).toHaveLength(1);
		expect(
			checkFiles(
				Array.from({ length: 10 }, () => facts({ sizeBytes: 150_000 })),
				channels.mms,
			),
		).toHaveLength(10);
	});

	it('all that is wrong is said at once', () => {
		const refusal = refusalOf(
			[
				facts({ name: 'a.mp3', declaredType: 'audio/mpeg', foundType: 'audio/mpeg' }),
				facts({ name: 'b.pdf', sizeBytes: 0 }),
				facts({ name: 'fine.pdf' }),
				facts({ name: 'c.pdf', foundType: 'text/html' }),
				facts({ name: 'd.pdf', sizeBytes: 51 * MB }),
			],
			channels.fax,
		);

		expect(refusal.code).toBe('badInput');
		for (const name of ['a.mp3', 'b.pdf', 'c.pdf', 'd.pdf']) expect(refusal.message).toContain(`'${name}'`);
		expect(refusal.message).not.toContain('fine.pdf');
		expect(refusal.hint).toMatch(/up to 50 MB in all and 200 pages\.$/);
	});
});
