import { describe, expect, it } from '@jest/globals';
import type { ContentFile, MediaItem } from '../../../nodes/RingCentralMedia/media/kind';
import {
	checkTemplate,
	chooseFileName,
	type FileNaming,
} from '../../../nodes/RingCentralMedia/operations/fileNaming';

const item: MediaItem = {
	id: '77',
	record: {},
	summary: {},
	files: [],
	createdAt: '2026-01-31T09:05:07.123Z',
	from: '+16505550123',
	to: 'Zoë / Sales',
	direction: 'Inbound',
};

interface Facts {
	template?: string;
	item?: Partial<MediaItem>;
	file?: Partial<ContentFile>;
	index?: number;
	count?: number;
	disposition?: string;
	extension?: string;
}

const nameOf = (facts: Facts): string => {
	const naming: FileNaming = {
		template: facts.template ?? '',
		item: { ...item, ...facts.item },
		resource: 'fax',
		file: { uri: '', ...facts.file },
		index: facts.index ?? 1,
		count: facts.count ?? 1,
	};
	return chooseFileName(naming, facts.disposition, facts.extension ?? 'pdf');
};

const MADE_UP = 'fax_2026-01-31_09-05-07_+16505550123_Zoë _ Sales_77';

describe('rule 14: the name of a file', () => {
	it("is the user's before all others", () => {
		const name = nameOf({
			template: '{date}_{time}_{from}_{direction}_{id}',
			file: { fileName: 'given.pdf' },
			disposition: 'attachment; filename=sent.pdf',
		});
		expect(name).toBe('2026-01-31_09-05-07_+16505550123_Inbound_77.pdf');
	});

	it("is the record's before the server's", () => {
		const disposition = 'attachment; filename=sent.pdf';
		expect(nameOf({ file: { fileName: 'given.pdf' }, disposition })).toBe('given.pdf');
		expect(nameOf({ disposition })).toBe('sent.pdf');
	});

	it('is made of what is known when nobody gives one', () => {
		expect(nameOf({})).toBe(`${MADE_UP}.pdf`);
		expect(nameOf({ disposition: 'attachment' })).toBe(`${MADE_UP}.pdf`);
	});

	it('is made of less when less is known', () => {
		const bare = { createdAt: undefined, from: undefined, to: '', direction: undefined };
		expect(nameOf({ item: bare })).toBe('fax_77.pdf');
		expect(nameOf({ item: { ...bare, createdAt: 'not a date' } })).toBe('fax_77.pdf');
	});

	it('calls the kind by the one the item comes from', () => {
		expect(nameOf({ item: { resource: 'voicemail' }, template: '{resource}' })).toBe('voicemail.pdf');
	});

	it('tells several files of one piece apart', () => {
		expect(nameOf({ index: 2, count: 3 })).toBe(`${MADE_UP}_2.pdf`);
		expect(nameOf({ template: '{id}', index: 2, count: 3 })).toBe('77_2.pdf');
	});

	it.each(['{index}-{id}', '{ index }-{id}'])(
		'leaves that to a template with the number in it: %s',
		(template) => {
			expect(nameOf({ template, index: 2, count: 3 })).toBe('2-77.pdf');
		},
	);

	it('leaves that to a template with the name in it', () => {
		const facts = { template: '{originalName}', file: { fileName: 'plan.png' }, index: 2, count: 3 };
		expect(nameOf({ ...facts, extension: 'png' })).toBe('plan.png');
	});

	it.each([
		['wav', 'given.mp3', 'given.wav'],
		['mp3', 'given.mp3', 'given.mp3'],
		['mp3', 'given', 'given.mp3'],
		['', 'given.xyz', 'given.xyz'],
	])('has the extension of the real type: %s for %s', (extension, fileName, name) => {
		expect(nameOf({ file: { fileName }, extension })).toBe(name);
	});

	it('has no folder in it, whoever gave it', () => {
		expect(nameOf({ file: { fileName: '../../etc/passwd' }, extension: '' })).toBe('_.._etc_passwd');
		expect(nameOf({ disposition: 'attachment; filename="..\\\\evil.exe"' })).toBe('_evil.pdf');
		expect(nameOf({ template: '{to}' })).toBe('Zoë _ Sales.pdf');
		expect(nameOf({ template: 'a/{id}' })).toBe('a_77.pdf');
	});
});

describe('a template', () => {
	it('may have every field that the panel names', () => {
		const all = '{date}{time}{from}{to}{direction}{id}{index}{originalName}{resource}';
		expect(() => checkTemplate(all)).not.toThrow();
	});

	it('is refused before anything is asked for when it has another', () => {
		expect(() => checkTemplate('{name}')).toThrow(expect.objectContaining({ code: 'badInput' }));
	});

	it('may be left out', () => {
		expect(() => checkTemplate('')).not.toThrow();
	});
});
