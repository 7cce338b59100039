import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
	FIRST_SPAN_BYTES,
	nextSpan,
	parseContentRange,
	rangeHeader,
} from '../../../nodes/RingCentralMedia/transfer/span';

const MIB = 1024 * 1024;

describe('spans and their headers', () => {
	it('any span goes to a Content-Range and back', () => {
		const offsets = fc
			.tuple(fc.maxSafeNat(), fc.maxSafeNat(), fc.maxSafeNat())
			.map((three) => three.map((each) => Math.floor(each / 4)).sort((a, b) => a - b))
			.map(([start = 0, length = 0, rest = 0]) => ({ start, end: start + length + 1, rest }));
		fc.assert(
			fc.property(offsets, fc.boolean(), ({ start, end, rest }, isOpen) => {
				const totalBytes = isOpen ? undefined : end + rest;
				const header = `${rangeHeader({ start, end }).replace('=', ' ')}/${totalBytes ?? '*'}`;
				expect(parseContentRange(header)).toEqual({ span: { start, end }, totalBytes });
			}),
		);
	});

	it('any plan covers the file without gap or overlap', () => {
		const chunk = fc.option(fc.integer({ min: 1_000_000, max: 2 ** 31 }), { nil: undefined });
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 2 ** 31 }), chunk, (totalBytes, chunkBytes) => {
				let offset = 0;
				while (offset < totalBytes) {
					const { start, end } = nextSpan(offset, totalBytes, chunkBytes);
					expect(start).toBe(offset);
					expect(end).toBeGreaterThan(start);
					offset = end;
				}
				expect(offset).toBe(totalBytes);
			}),
		);
	});

	it('asks for an open end without a last byte', () => {
		expect(rangeHeader({ start: 5, end: Infinity })).toBe('bytes=5-');
	});

	it.each([
		['bytes 0-9/20', { span: { start: 0, end: 10 }, totalBytes: 20 }],
		[' Bytes  0-0/1 ', { span: { start: 0, end: 1 }, totalBytes: 1 }],
		['bytes 0-9/*', { span: { start: 0, end: 10 }, totalBytes: undefined }],
		['bytes */20', { span: undefined, totalBytes: 20 }],
		['bytes */0', { span: undefined, totalBytes: 0 }],
	])('reads "%s"', (header, range) => {
		expect(parseContentRange(header)).toEqual(range);
	});

	it.each([
		undefined,
		'',
		'bytes',
		'bytes */*',
		'bytes 9-0/20',
		'bytes 0-20/20',
		'bytes -5/20',
		'bytes 0-9',
		'bytes 0-9/x',
		'bytes 0-9/20, bytes 10-19/20',
		'items 0-9/20',
		'bytes=0-9/20',
	])('reads nothing into "%s"', (header) => {
		expect(parseContentRange(header)).toBeUndefined();
	});
});

describe('rule 1: the plan of a file', () => {
	it.each([1, 16 * MIB, 16 * MIB + 1, 100 * MIB, 128 * MIB + 1, 1024 * MIB, 200_000 * MIB + 3])(
		'costs at most 8 requests for %d bytes',
		(totalBytes) => {
			let requests = 1;
			let { end } = nextSpan(0, undefined);
			for (end = Math.min(end, totalBytes); end < totalBytes; requests += 1) {
				({ end } = nextSpan(end, totalBytes));
			}
			expect(end).toBe(totalBytes);
			expect(requests).toBeLessThanOrEqual(8);
		},
	);

	it('never plans a request smaller than the first but the last', () => {
		expect(nextSpan(FIRST_SPAN_BYTES, 40 * MIB)).toEqual({ start: 16 * MIB, end: 32 * MIB });
		expect(nextSpan(32 * MIB, 40 * MIB)).toEqual({ start: 32 * MIB, end: 40 * MIB });
	});
});
