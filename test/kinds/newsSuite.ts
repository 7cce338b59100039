import { describe, expect, it } from '@jest/globals';
import type { Kind, MediaItem } from '../../nodes/RingCentralMedia/media/kind';
import { exampleOf } from './examples';

export function describeNews(kind: Kind): void {
	describe('is news', () => {
		const example = exampleOf(kind, 'news');
		const read = (record: Record<string, unknown>): MediaItem[] => kind.news?.read(record) ?? [];

		it('under a name for the trigger', () => {
			expect(kind.news?.label).toBe(example.label);
		});

		it.each(example.pieces.map(([record, ids]) => ({ id: record['id'], record, ids })))(
			'by each piece in record $id',
			({ record, ids }) => {
				const items = read(record);

				expect([...new Set(items.map(({ id }) => id))]).toEqual(ids);
				// Without a time it could not be told from what was there before.
				for (const { createdAt } of items) expect(Date.parse(createdAt ?? '')).not.toBeNaN();
				for (const { files } of items) expect(files.every(({ id }) => id !== undefined)).toBe(true);
			},
		);

		it('held back only while something is missing', () => {
			for (const { record, transcriptMs = 0, reason } of example.notReady) {
				const [item] = read(record);
				const held = item && kind.news?.notReady(item, { transcriptMs });

				if (reason === undefined) expect(held).toBeUndefined();
				else expect(held?.reason).toMatch(reason);
			}
			const ready = example.pieces.flatMap(([record]) => read(record));
			expect(ready.map((item) => kind.news?.notReady(item, { transcriptMs: 60_000 }))).toEqual(
				ready.map(() => undefined),
			);
		});
	});
}
