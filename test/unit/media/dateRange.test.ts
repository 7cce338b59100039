import { describe, expect, it } from '@jest/globals';
import { dateRange } from '../../../nodes/RingCentralMedia/media/dateRange';

const nowAt = Date.UTC(2026, 0, 31, 9);
const NOW = '2026-01-31T09:00:00.000Z';

describe('a range of dates', () => {
	it('is all that is kept, up to now, when nothing is said', () => {
		expect(dateRange({}, nowAt)).toEqual({ dateFrom: '2000-01-01T00:00:00.000Z', dateTo: NOW });
	});

	it('ends now when only its begin is said', () => {
		const dateFrom = '2026-01-01T00:00:00.000Z';
		expect(dateRange({ dateFrom }, nowAt)).toEqual({ dateFrom, dateTo: NOW });
	});

	it('is just what was said', () => {
		const range = { dateFrom: '2026-01-01T00:00:00.000Z', dateTo: '2026-01-02T00:00:00.000Z' };
		expect(dateRange(range, nowAt)).toEqual(range);
	});

	it.each([
		{ dateFrom: '2026-01-02T00:00:00.000Z', dateTo: '2026-01-01T00:00:00.000Z' },
		{ dateFrom: NOW, dateTo: NOW },
		{ dateFrom: '2026-02-01T00:00:00.000Z' },
	])('is refused when it is empty: %j', (range) => {
		expect(() => dateRange(range, nowAt)).toThrow(expect.objectContaining({ code: 'badInput' }));
	});
});
