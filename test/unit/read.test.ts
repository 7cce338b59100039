import { describe, expect, it } from '@jest/globals';
import {
	asRecord,
	isRecord,
	numberAt,
	recordsAt,
	textAt,
	valueAt,
	withoutUndefined,
} from '../../nodes/RingCentralMedia/read';

describe('reading data of unknown shape', () => {
	it.each([null, undefined, 5, 'x', [], [{}]])('%j is no record, and read as an empty one', (value) => {
		expect(isRecord(value)).toBe(false);
		expect(asRecord(value)).toEqual({});
		expect(valueAt(value, 'length')).toBeUndefined();
	});

	it.each([
		['a', 'a'],
		[5, '5'],
		[0, '0'],
		['', undefined],
		[null, undefined],
		[true, undefined],
		[{}, undefined],
	])('the text of %j is %j', (value, text) => {
		expect(textAt({ key: value }, 'key')).toBe(text);
	});

	it.each([
		[5, 5],
		[0, 0],
		['5', undefined],
		[NaN, undefined],
		[Infinity, undefined],
		[null, undefined],
	])('the number of %j is %j', (value, number) => {
		expect(numberAt({ key: value }, 'key')).toBe(number);
	});

	it('keeps the records of a list, and nothing else', () => {
		expect(recordsAt({ key: [{ a: 1 }, null, 'x', [], { b: 2 }] }, 'key')).toEqual([{ a: 1 }, { b: 2 }]);
		expect(recordsAt({ key: { a: 1 } }, 'key')).toEqual([]);
	});

	it('leaves out what holds nothing, and only that', () => {
		expect(withoutUndefined({ a: undefined, b: null, c: 0, d: '' })).toEqual({ b: null, c: 0, d: '' });
	});
});
