import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countPdfPages } from '../../../nodes/RingCentralMedia/transfer/pdfPages';

async function* cut(text: string, at: readonly number[]): AsyncGenerator<Uint8Array> {
	const bytes = Buffer.from(text, 'latin1');
	const marks = [0, ...[...at].sort((a, b) => a - b), bytes.length];
	for (const [index, start] of marks.slice(0, -1).entries()) {
		yield await Promise.resolve(bytes.subarray(start, marks[index + 1]));
	}
}

const document = (pages: number, total = pages): string =>
	`%PDF-1.4\n1 0 obj << /Type /Pages /Kids [] /Count ${total} >> endobj\n${'2 0 obj << /Type/Page /Parent 1 0 R >> endobj\n'.repeat(pages)}%%EOF\n`;

describe('the pages of a PDF', () => {
	it('are counted wherever its pieces are cut', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 30 }),
				fc.array(fc.nat(1_000), { maxLength: 8 }),
				async (pages, at) => {
					const text = document(pages);
					const within = at.filter((mark) => mark < text.length);
					expect(await countPdfPages(cut(text, within))).toBe(pages);
				},
			),
		);
	});

	it('are not counted twice when the file holds old versions of some', async () => {
		expect(await countPdfPages(cut(document(250, 190), []))).toBe(190);
	});

	it('are not known when they are packed', async () => {
		expect(
			await countPdfPages(cut('%PDF-1.7\n1 0 obj << /Type /ObjStm /N 20 >> stream', [])),
		).toBeUndefined();
		expect(await countPdfPages(cut('', []))).toBeUndefined();
	});
});
