/** Longer ones take too long to read for a check. */
export const MOST_COUNTED_BYTES = 20_000_000;

/** Two marks are never longer than this, so one that is cut between two pieces is found whole. */
const OVERLAP = 64;

/**
 * The number of pages of a PDF whose page objects can be read as they are; `undefined` when they are
 * packed, as newer programs do. Counts twice, by pages and by the totals that lists of pages tell, and
 * believes the smaller: a PDF that was changed holds some objects twice.
 */
export async function countPdfPages(bytes: AsyncIterable<Uint8Array>): Promise<number | undefined> {
	const decoder = new TextDecoder('latin1');
	let rest = '';
	let pages = 0;
	let largestTotal = 0;
	const count = (text: string, end: number): void => {
		for (const { index } of text.matchAll(/\/Type\s*\/Page(?![A-Za-z])/g)) if (index < end) pages += 1;
		for (const { 1: total = '0' } of text.matchAll(/\/Count\s+(\d{1,7})(?!\d)/g)) {
			largestTotal = Math.max(largestTotal, Number(total));
		}
	};
	for await (const piece of bytes) {
		const text = rest + decoder.decode(piece, { stream: true });
		const end = Math.max(0, text.length - OVERLAP);
		count(text, end);
		rest = text.slice(end);
	}
	count(rest, Infinity);
	return pages === 0 || largestTotal === 0 ? undefined : Math.min(pages, largestTotal);
}
