import { describe, expect, it } from '@jest/globals';
import {
	choice,
	date,
	group,
	locator,
	many,
	notice,
	number,
	readValues,
	text,
	toggle,
	withFields,
	type Field,
	type RawValues,
} from '../../../nodes/RingCentralMedia/media/fields';

const fields = {
	plain: text({ label: 'Plain', default: 'x' }),
	needed: text({ label: 'Needed', default: '', isRequired: true }),
	share: number({ label: 'Share', default: 2.5, min: 0.5 }),
	count: number({ label: 'Count', default: 5, min: 1, isWhole: true }),
	isOn: toggle({ label: 'On', default: true }),
	since: date({ label: 'Since' }),
	way: choice({
		label: 'Way',
		default: 'in',
		choices: [
			{ value: 'in', label: 'In' },
			{ value: 'out', label: 'Out' },
		],
	}),
	ways: many({
		label: 'Ways',
		default: ['in'],
		choices: [
			{ value: 'in', label: 'In' },
			{ value: 'out', label: 'Out' },
		],
	}),
	which: locator({ label: 'Which', search: 'records', default: { value: '' }, idPlaceholder: 'e.g. 5' }),
	options: group({
		label: 'Options',
		button: 'Add Option',
		fields: {
			limit: number({ label: 'Limit', default: 50, min: 1 }),
			word: text({ label: 'Word', default: 'w' }),
		},
	}),
	remark: notice({ label: 'Mind this.' }),
} satisfies Record<string, Field>;

type Name = keyof typeof fields;

/** The values of an item: `null` where the parameter is not there, as n8n has it. */
const rawOf = (given: Record<string, unknown>): RawValues => ({
	get: (name) => (Object.hasOwn(given, name) ? given[name] : null),
	parseDate: (raw) =>
		typeof raw === 'string' && !Number.isNaN(Date.parse(raw)) ? new Date(raw).toISOString() : undefined,
});

const read = (name: Name, given: unknown): unknown =>
	readValues({ [name]: fields[name] }, rawOf({ [name]: given }))[name];

describe('a value that fits', () => {
	it.each<[Name, unknown, unknown]>([
		['plain', ' a b ', 'a b'],
		['plain', 7, '7'],
		['plain', false, 'false'],
		['plain', '', ''],
		['needed', 'a', 'a'],
		['share', '0.5', 0.5],
		['share', 3, 3],
		['count', '7', 7],
		['isOn', false, false],
		['isOn', 'true', true],
		['isOn', 'no', false],
		['since', '2026-01-31', '2026-01-31T00:00:00.000Z'],
		['way', 'out', 'out'],
		['ways', ['out', 'in'], ['in', 'out']],
		['ways', 'out', ['out']],
		['which', { mode: 'list', value: '5' }, { mode: 'list', value: '5' }],
		['which', { value: 5 }, { mode: 'id', value: '5' }],
		['which', 5, { mode: 'id', value: '5' }],
		['which', ' 5 ', { mode: 'id', value: '5' }],
		['options', { limit: '3' }, { limit: 3 }],
		['options', {}, {}],
		['options', 'nothing', {}],
		['remark', 'ignored', undefined],
	])('%s: %j is read as %j', (name, given, value) => {
		expect(read(name, given)).toEqual(value);
	});
});

describe('a value that is not there', () => {
	it.each<[Name, unknown]>([
		['plain', 'x'],
		['share', 2.5],
		['count', 5],
		['isOn', true],
		['since', undefined],
		['way', 'in'],
		['ways', ['in']],
		['options', {}],
	])('%s has its default', (name, value) => {
		expect(readValues({ [name]: fields[name] }, rawOf({}))[name]).toEqual(value);
	});

	it.each<[Name, unknown]>([
		['share', 2.5],
		['count', 5],
		['since', undefined],
		['way', 'in'],
	])('%s has its default when it was cleared', (name, value) => {
		expect(read(name, '')).toEqual(value);
	});

	it('gives no value to options that the user did not add', () => {
		expect(Object.keys(read('options', { word: 'a' }) as object)).toEqual(['word']);
	});
});

describe('a value that cannot be', () => {
	it.each<[Name, unknown, string]>([
		['plain', {}, 'Plain'],
		['plain', ['a'], 'Plain'],
		['needed', '', 'Needed'],
		['needed', '  ', 'Needed'],
		['needed', null, 'Needed'],
		['needed', undefined, 'Needed'],
		['share', 0.4, 'Share'],
		['share', 'much', 'Share'],
		['share', NaN, 'Share'],
		['share', Infinity, 'Share'],
		['share', {}, 'Share'],
		['share', undefined, 'Share'],
		['count', 1.5, 'Count'],
		['count', 0, 'Count'],
		['since', 'yesterday-ish', 'Since'],
		['since', {}, 'Since'],
		['way', 'up', 'Way'],
		['way', 0, 'Way'],
		['ways', [], 'Ways'],
		['ways', ['in', 'up'], 'Ways'],
		['ways', [null], 'Ways'],
		['which', '', 'Which'],
		['which', null, 'Which'],
		['which', { mode: 'id', value: ' ' }, 'Which'],
		['which', { mode: 'id' }, 'Which'],
		['which', [], 'Which'],
		['options', { limit: 0 }, 'Limit'],
	])('%s: %j is refused by its label', (name, given, label) => {
		expect(() => read(name, given)).toThrow(
			expect.objectContaining({
				code: 'badInput',
				message: expect.stringContaining(`'${label}'`),
				hint: expect.stringMatching(/./),
			}),
		);
	});

	it('is shown, but not at length', () => {
		expect(() => read('way', 'u'.repeat(500))).toThrow(/^'Way' has no choice u{100}$/);
		expect(() => read('share', 'much')).toThrow("'Share' is much");
	});

	it('is told what would do', () => {
		expect(() => read('way', 'up')).toThrow(expect.objectContaining({ hint: 'Use one of in, out.' }));
		expect(() => read('count', 0)).toThrow(
			expect.objectContaining({ hint: 'Enter a whole number of 1 or more.' }),
		);
	});
});

describe('a function with fields', () => {
	it('gets the values, and what it is called with', () => {
		const bound = withFields({ count: fields.count }, ({ count }, factor: number) => count * factor);
		expect(bound.run(rawOf({ count: '4' }), 3)).toBe(12);
	});

	it('is not called with a value that cannot be', () => {
		const calls: number[] = [];
		const bound = withFields({ count: fields.count }, ({ count }) => calls.push(count));
		expect(() => bound.run(rawOf({ count: 'x' }))).toThrow("'Count' is x");
		expect(calls).toEqual([]);
	});
});
