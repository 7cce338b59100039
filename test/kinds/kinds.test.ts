import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Kind } from '../../nodes/RingCentralMedia/media/kind';
import { kinds } from '../../nodes/RingCentralMedia/media/kinds';
import { verbs } from '../../nodes/RingCentralMedia/operations';
import { describeContent } from './contentSuite';
import { describeEdit } from './editSuite';
import { exampleOf, examples, type KindExample } from './examples';
import { describeFields } from './fieldSuite';
import { describeLink } from './linkSuite';
import { describeListing } from './listingSuite';
import { describeLookup } from './lookupSuite';
import { describeNews } from './newsSuite';
import { describeRemoval } from './removalSuite';
import { describeTask } from './taskSuite';
import { describeCreate, describeResend, describeSend } from './uploadSuite';

const FOLDER = path.resolve(__dirname, '../../nodes/RingCentralMedia/media/kinds');

const FACTS = ['key', 'label', 'noun', 'nouns'];

/** The suite of each part a kind may have. */
const suites: Readonly<Record<keyof KindExample, (kind: Kind) => void>> = {
	content: describeContent,
	create: describeCreate,
	edit: describeEdit,
	link: describeLink,
	listing: describeListing,
	lookup: describeLookup,
	news: describeNews,
	removal: describeRemoval,
	task: describeTask,
	resend: describeResend,
	send: describeSend,
};

const isCovered = (part: string): part is keyof KindExample => part in suites;

const partsOf = (kind: Kind): string[] => Object.keys(kind).filter((name) => !FACTS.includes(name));

describe('the list of kinds', () => {
	it('has each file of the folder, and nothing else, in order', async () => {
		const names = readdirSync(FOLDER)
			.map((file) => path.basename(file, '.ts'))
			.filter((name) => name !== 'index')
			.sort();
		const found = names.map(async (name) => {
			const module = (await import(path.join(FOLDER, name))) as Record<string, unknown>;
			return module[name];
		});

		expect(kinds.map(({ key }) => key)).toEqual(names);
		expect(await Promise.all(found)).toEqual(kinds);
	});

	it('has an example of each kind and each part in test/kinds/examples.ts', () => {
		const told = Object.entries(examples).map(([key, example]) => [key, Object.keys(example).sort()]);
		const there = kinds.map((kind) => [kind.key, partsOf(kind).sort()]);

		expect(Object.fromEntries(told)).toEqual(Object.fromEntries(there));
	});

	it('has no part that test/kinds/kinds.test.ts does not know a suite for', () => {
		const parts = new Set(kinds.flatMap(partsOf));

		expect([...parts].filter((part) => !isCovered(part))).toEqual([]);
	});

	it('calls no two kinds the same', () => {
		for (const fact of ['key', 'label', 'noun', 'nouns'] as const) {
			expect(new Set(kinds.map((kind) => kind[fact])).size).toBe(kinds.length);
		}
	});
});

describe.each(kinds.map((kind): [string, Kind] => [kind.key, kind]))('%s', (_key, kind) => {
	const { key, label, noun, nouns } = kind;
	const fitting = verbs.filter((verb) => verb.fits(kind));

	it('is called what it is', () => {
		expect(key).toMatch(/^[a-z]+([A-Z][a-z]+)*$/);
		expect(label).toMatch(/^[A-Z]\w*( [A-Z]\w*)*$/);
		// Capitals stay where they belong to the word itself, as in IVR.
		expect(noun).toMatch(/^([a-z]+|[A-Z]{2,})( ([a-z]+|[A-Z]{2,}))*$/);
		expect(noun.toLowerCase()).toBe(label.toLowerCase());
		expect(key.toLowerCase()).toBe(label.replaceAll(' ', '').toLowerCase());
		expect(nouns === noun ? [noun] : [noun, `${noun}s`, `${noun}es`]).toContain(nouns);
	});

	it('can do something', () => {
		expect(fitting.length).toBeGreaterThan(0);
	});

	it.each(fitting.map((verb): [string, typeof verb] => [verb.key, verb]))(
		'has fields and wording for %s',
		(_verb, verb) => {
			const action = verb.action(kind);
			const labels = Object.values(verb.fields(kind)).map((field) => field.label);

			expect(labels.length).toBeGreaterThan(0);
			expect(new Set(labels).size).toBe(labels.length);
			expect(action).toMatch(/^[A-Z][a-z]+ /);
			expect(action).not.toMatch(/\b(a|an|the)\b/i);
			expect(action).toMatch(new RegExp(`\\b(${noun}|${nouns})$`));
			expect(verb.description(kind)).toMatch(/^[A-Z].*[^.]$/);
		},
	);

	describeFields(kind, fitting);
	for (const part of partsOf(kind).filter(isCovered)) {
		// Without its example a part has one test, whose failure says where to add it.
		if (examples[key]?.[part]) suites[part](kind);
		else it(`has an example of its part '${part}'`, () => expect(() => exampleOf(kind, part)).not.toThrow());
	}
});
