import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { byId, startStation, type Station } from '../support/station';
import { fileOf, itemWith, pdf, type GivenFile } from '../support/uploadItems';

let station: Station;

beforeEach(async () => {
	station = await startStation({ simulator: { limits: 'off' } });
});

afterEach(async () => {
	await station.close();
});

const OWN = '+16505550101';
const OTHER = '+14155550132';
const HOUR_MS = 3_600_000;

const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);

const fax = (more: IDataObject = {}): IDataObject => ({
	resource: 'fax',
	operation: 'send',
	to: OTHER,
	...more,
});
const message = (more: IDataObject = {}): IDataObject => ({
	resource: 'message',
	operation: 'send',
	from: byId(OWN),
	to: OTHER,
	...more,
});
const greeting = (more: IDataObject = {}): IDataObject => ({
	resource: 'greeting',
	operation: 'create',
	...more,
});
const html = Buffer.from('<!DOCTYPE html><html><body>Please sign in</body></html>');
const asPdf = (bytes: Buffer, fileName = 'invoice.pdf'): GivenFile => ({
	fileName,
	mimeType: 'application/pdf',
	bytes,
});
const pages = (count: number): Buffer =>
	Buffer.from(
		`%PDF-1.4\n1 0 obj<</Type/Pages/Count ${count}>>endobj\n${'2 0 obj<</Type/Page>>endobj\n'.repeat(count)}`,
	);
const one = (file: GivenFile): INodeExecutionData => itemWith({ data: file });
const eleven = itemWith(
	Object.fromEntries(
		Array.from({ length: 11 }, (_, at) => [`data_${at}`, fileOf(`${at}.png`, 'image/png', 500)]),
	),
);

const cases: [
	what: string,
	parameters: IDataObject,
	item: INodeExecutionData,
	message: RegExp,
	hint: RegExp,
][] = [
	['no field with files', fax({ inputDataFieldName: ' , ' }), one(pdf()), /names no field/, /Name the field/],
	[
		'a field that is not there',
		fax({ inputDataFieldName: 'data, attachment' }),
		one(pdf()),
		/no file in the field 'attachment'/,
		/has files in: data/,
	],
	[
		'a prefix that fits nothing',
		fax({ inputDataFieldName: 'attachment_' }),
		{ json: {} },
		/no file in the field 'attachment_'/,
		/no files at all/,
	],
	['an empty file', fax(), one(asPdf(Buffer.alloc(0))), /^'invoice\.pdf' is empty/, /Nothing was sent/],
	[
		'a wrong ending',
		fax(),
		one(fileOf('song.mp3', 'audio/mpeg')),
		/^'song\.mp3' is a \.mp3 file \(audio\/mpeg\), which a fax does not take/,
		/A fax takes files that end in .*pdf.*, up to 50 MB in all and 200 pages/,
	],
	[
		'a PDF that is HTML',
		fax(),
		one(asPdf(html)),
		/^'invoice\.pdf' is said to be application\/pdf, but it is text\/html/,
		/Nothing was sent/,
	],
	[
		'too many files',
		message({ inputDataFieldName: 'data_' }),
		eleven,
		/There are 11 files for one message/,
		/up to 1\.5 MB in 10 files/,
	],
	[
		'files that are too large in sum',
		message({ inputDataFieldName: 'a,b' }),
		itemWith({ a: fileOf('a.png', 'image/png', 800_000), b: fileOf('b.png', 'image/png', 800_000) }),
		/The files have 1\.6 MB in all/,
		/up to 1\.5 MB/,
	],
	[
		'a file that is too large',
		message({ inputDataFieldName: 'data' }),
		one(fileOf('film.mp4', 'video/mp4', 2_000_000)),
		/'film\.mp4' has 2 MB/,
		/up to 1\.5 MB/,
	],
	['more than 200 pages', fax(), one(asPdf(pages(201))), /'invoice\.pdf' has 201 pages/, /200 pages/],
	[
		'a number with letters',
		fax({ to: '+1-800-CALL-NOW' }),
		one(pdf()),
		/'To' has a number with letters: \+1-800-CALL-NOW/,
		/country code/,
	],
	[
		'a number without country code',
		message({ to: '415 555 0132', text: 'Hi' }),
		{ json: {} },
		/'To' has no complete phone number: 415 555 0132/,
		/\+16505550100/,
	],
	['no number but commas', fax({ to: ' , ,' }), one(pdf()), /'To' has no number/, /\+16505550100/],
	[
		'a sender that is not an own number',
		message({ from: byId('+12125550100'), text: 'Hi' }),
		{ json: {} },
		/'From' is not one of your numbers that can send messages: \+12125550100/,
		/Use one of \+16505550101/,
	],
	[
		'a send time in the past',
		fax({ options: { sendTime: '2020-01-01T00:00:00Z' } }),
		one(pdf()),
		/'Send Time' is in the past: 2020-01-01/,
		/later time/,
	],
	[
		'a text over the limit in UTF-16 units',
		message({ text: '👋'.repeat(501) }),
		{ json: {} },
		/'Text' has 1002 characters/,
		/An emoji counts as two/,
	],
	['neither text nor file', message(), { json: {} }, /neither text nor a file/, /Input Data Field Name/],
	[
		'more than ten recipients',
		message({ text: 'Hi', to: Array.from({ length: 11 }, (_, at) => `+1415555${1000 + at}`).join(',') }),
		{ json: {} },
		/'To' has 11 numbers/,
		/at most 10/,
	],
	[
		'a cover text over the limit',
		fax({ options: { coverPageText: 'x'.repeat(1025) } }),
		one(pdf()),
		/'Cover Page Text' has 1025 characters/,
		/1024/,
	],
	[
		'a cover page that is none',
		fax({ coverPage: byId('Modern') }),
		one(pdf()),
		/not the ID of a cover page/,
		/list/,
	],
	[
		'a country that is none',
		fax({ options: { country: 'Germany' } }),
		one(pdf()),
		/two letters: Germany/,
		/US or GB/,
	],
	[
		'a greeting that is a picture',
		greeting(),
		one(fileOf('a.png', 'image/png')),
		/'a\.png' is image\/png, which a greeting does not take/,
		/A greeting takes MP3 and WAV, up to 20 MB in one file/,
	],
	[
		'two files for one IVR prompt',
		{ resource: 'ivrPrompt', operation: 'create', inputDataFieldName: 'a,b' },
		itemWith({ a: fileOf('a.mp3', 'audio/mpeg'), b: fileOf('b.mp3', 'audio/mpeg') }),
		/There are 2 files for one IVR prompt/,
		/An IVR prompt takes/,
	],
	[
		'a greeting for no rule',
		greeting({ applyTo: 'interactionRule' }),
		one(fileOf('a.mp3', 'audio/mpeg')),
		/'Interaction Rule ID' is empty/,
		/keep its ID/,
	],
	[
		'a chat that is none',
		{ resource: 'teamFile', operation: 'create', chatId: 'Sales' },
		one(pdf()),
		/'Chat ID' is not the ID of a chat: Sales/,
		/number/,
	],
	[
		'a fax that is none',
		{ resource: 'fax', operation: 'resend', messageId: byId('../1') },
		{ json: {} },
		/'Fax' is not a message ID/,
		/list/,
	],
];

const uploads = (): string[] =>
	station.simulator.requests
		.filter(({ method, path }) => method === 'POST' && !path.includes('/oauth/'))
		.map(({ path }) => path);

describe('what cannot be sent is refused before a byte leaves', () => {
	it.each(cases)('%s', async (_what, parameters, item, text, hint) => {
		const { outputs } = await station.run(parameters, [item], { onError: 'continueErrorOutput' });
		expect(outputs[0]).toEqual([]);
		expect(outputs[1]?.map(({ json }) => json)).toMatchObject([
			{ error: matching(text), details: { hint: matching(hint) } },
		]);
		expect(uploads()).toEqual([]);
	});

	it('each of these has its own sentence', () => {
		const sentences = cases.map(([, , , text]) => text.source);
		expect(new Set(sentences).size).toBe(sentences.length);
	});

	it('no number that can send', async () => {
		for (const number of station.simulator.world.numbers) number.features = ['CallerId'];
		const { error } = await station.run(message({ text: 'Hi' }));
		expect(error).toMatchObject({
			message: matching(/None of your numbers can send messages/),
			description: matching(/administrator/),
		});
		expect(uploads()).toEqual([]);
	});

	it('no number that can send files', async () => {
		for (const number of station.simulator.world.numbers) number.features = ['SmsSender'];
		const { error } = await station.run(message({ inputDataFieldName: 'data' }), [
			one(fileOf('a.png', 'image/png')),
		]);
		expect(error).toMatchObject({ message: matching(/None of your numbers can send files/) });
		expect(uploads()).toEqual([]);
	});

	it('all offending files of an item at once', async () => {
		const files = {
			attachment_0: asPdf(html, 'page.pdf'),
			attachment_1: pdf('fine.pdf'),
			attachment_2: fileOf('noise.mp4', 'video/mp4'),
			attachment_3: asPdf(Buffer.alloc(0), 'nothing.pdf'),
		};
		const { error } = await station.run(fax({ inputDataFieldName: 'attachment_' }), [itemWith(files)]);
		for (const name of ['page.pdf', 'noise.mp4', 'nothing.pdf'])
			expect(error?.message).toContain(`'${name}'`);
		expect(error?.message).not.toContain('fine.pdf');
		expect(uploads()).toEqual([]);
	});

	it('and names that would break a fax are cleaned', async () => {
		const { error } = await station.run(fax(), [one(pdf('Angebot #7 für "Müller & Söhne" – 日本.pdf'))]);
		expect(error).toBeUndefined();
		expect(station.simulator.world.sent[0]?.files[0]?.fileName).toBe(
			'Angebot _7 fur _Muller _ Sohne_ _ __.pdf',
		);
	});

	it('a send time that lies ahead is waited for by RingCentral', async () => {
		const sendTime = new Date(station.clock.now() + HOUR_MS).toISOString();
		const { outputs } = await station.run(fax({ options: { sendTime } }), [one(pdf())]);
		expect(outputs[0]?.[0]?.json).toMatchObject({ delivery: 'pending' });
	});
});

describe('what RingCentral refuses is told in its words', () => {
	it.each<[string, number, string, RegExp]>([
		['the wrong type', 415, 'MSG-348', /does not take files of this type/],
		['too large a body', 413, 'CMN-104', /finds this too large/],
		['no permission', 403, 'CMN-408', /does not allow this/],
		['a number it does not accept', 400, 'MSG-247', /does not accept this request/],
	])('%s', async (_what, status, errorCode, text) => {
		station.simulator.faults.add({ on: { path: /\/fax$/ }, do: { status: { status, errorCode } } });
		const { outputs } = await station.run(fax(), [one(pdf())], { onError: 'continueErrorOutput' });
		expect(outputs[1]?.[0]?.json).toMatchObject({
			error: matching(text),
			details: { status, errorCode },
		});
		expect(uploads()).toHaveLength(1);
	});

	it('a 429 longer than the run waits', async () => {
		station.simulator.faults.add({
			on: { path: /\/fax$/ },
			do: { status: { status: 429, retryAfter: 3_600 } },
		});
		const { outputs } = await station.run(fax(), [one(pdf())], { onError: 'continueErrorOutput' });
		expect(outputs[1]?.[0]?.json).toMatchObject({ details: { code: 'throttled' } });
		expect(uploads()).toHaveLength(1);
		expect(station.simulator.world.sent).toEqual([]);
	});
});
