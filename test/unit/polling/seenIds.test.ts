import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readSeen, withSeen } from '../../../nodes/RingCentralMedia/polling/seenIds';

const HOUR_MS = 3_600_000;
const NOW = Date.UTC(2026, 5, 1);

const ids = fc.oneof(
	fc.bigInt({ min: 0n, max: 2n ** 64n }).map(String),
	fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }),
	fc.constantFrom('0', '007', '!', ' ', 'a b', '9223372036854775807'),
);

describe('ids that were seen', () => {
	it('come back exactly, numbers beyond 2^53 and any text', () => {
		fc.assert(
			fc.property(
				fc.array(fc.record({ id: ids, at: fc.integer({ min: NOW, max: NOW + HOUR_MS }) })),
				(added) => {
					const seen = withSeen({}, added, NOW);
					expect(readSeen(seen)).toEqual(new Set(added.map(({ id }) => id)));
				},
			),
		);
	});

	it('add up over several polls, each once', () => {
		const first = withSeen({}, [{ id: '1', at: NOW }], NOW);
		const second = withSeen(
			first,
			[
				{ id: '2', at: NOW },
				{ id: '1', at: NOW },
			],
			NOW,
		);
		expect([...readSeen(second)].sort()).toEqual(['1', '2']);
	});

	it('are kept as long as a listing may show them, and not much longer', () => {
		const seen = withSeen(
			{},
			[
				{ id: '1', at: NOW },
				{ id: '2', at: NOW + 2 * HOUR_MS },
			],
			NOW,
		);
		expect(readSeen(withSeen(seen, [], NOW)).has('1')).toBe(true);
		expect([...readSeen(withSeen(seen, [], NOW + HOUR_MS))]).toEqual(['2']);
	});

	it('take little room: ten thousand in an hour stay under 64 kB', () => {
		const added = Array.from({ length: 10_000 }, (_, index) => ({
			id: String(3_213_449_723_004 + index * 4_001),
			at: NOW + index * 360,
		}));
		expect(JSON.stringify(withSeen({}, added, NOW)).length).toBeLessThan(64_000);
	});
});
