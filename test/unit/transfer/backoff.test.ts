import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseRetryAfterMs, retryDelayMs } from '../../../nodes/RingCentralMedia/transfer/backoff';

const ALMOST_ONE = 1 - Number.EPSILON;

describe('how long until the next try', () => {
	it('doubles with each try, up to half a minute', () => {
		expect([1, 2, 3, 4, 5, 6, 7, 50].map((tries) => retryDelayMs(tries, ALMOST_ONE))).toEqual([
			1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
		]);
	});

	it('is spread by chance over half of that', () => {
		expect([0, 0.5, ALMOST_ONE].map((random) => retryDelayMs(3, random))).toEqual([2_000, 3_000, 4_000]);
	});

	it('is never shorter than the server asks for', () => {
		const tries = fc.integer({ min: 1, max: 100 });
		fc.assert(
			fc.property(
				tries,
				fc.double({ min: 0, max: ALMOST_ONE, noNaN: true }),
				fc.nat(),
				(count, random, ms) => {
					const delayMs = retryDelayMs(count, random, ms);
					expect(delayMs).toBeGreaterThanOrEqual(Math.max(ms, 500));
					expect(delayMs).toBeLessThanOrEqual(Math.max(ms, 30_000));
				},
			),
		);
	});
});

describe('Retry-After', () => {
	const nowAt = Date.UTC(2026, 0, 31, 9);

	it.each([
		['60', 60_000],
		[' 0 ', 0],
		['1.5', 1_500],
		['Sat, 31 Jan 2026 09:01:00 GMT', 60_000],
		['Sat, 31 Jan 2026 08:00:00 GMT', 0],
	])('reads "%s"', (header, ms) => {
		expect(parseRetryAfterMs(header, nowAt)).toBe(ms);
	});

	it.each([undefined, '', ' ', 'soon', '-5', '60s', '1e3', 'Infinity', '60, 60'])(
		'reads nothing into "%s"',
		(header) => {
			expect(parseRetryAfterMs(header, nowAt)).toBeUndefined();
		},
	);
});
