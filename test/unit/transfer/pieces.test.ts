import { describe, expect, it } from '@jest/globals';
import { createJoiner } from '../../../nodes/RingCentralMedia/transfer/pieces';

describe('joining small reads', () => {
	const joined = (sizes: number[], now = () => 0): number[] => {
		const joiner = createJoiner(now, 10);
		return sizes.flatMap((size) => [...joiner.add(new Uint8Array(size))].map(({ length }) => length));
	};

	it.each([
		[[3, 3], []],
		[[3, 7], [10]],
		[[4, 4, 4], [10]],
		[[35], [10, 10, 10]],
	])('makes of reads of %j the pieces %j', (sizes, pieces) => {
		expect(joined(sizes)).toEqual(pieces);
	});

	it('hands on a small piece rather than keep the reader waiting', () => {
		let nowAt = 0;
		const now = () => (nowAt += 4_000);
		expect(joined([1, 1, 1, 1], now)).toEqual([3]);
	});

	it('gives new memory for each piece, so that a reader can keep the last one', () => {
		const joiner = createJoiner(() => 0, 2);
		const [first, second] = [...joiner.add(Uint8Array.of(1, 2, 3, 4))];
		expect([[...(first ?? [])], [...(second ?? [])]]).toEqual([
			[1, 2],
			[3, 4],
		]);
		expect(first?.buffer).not.toBe(second?.buffer);
	});
});
