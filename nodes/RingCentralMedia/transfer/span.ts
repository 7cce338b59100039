/** Bytes `start` up to, but without, `end`. An endless span has `end: Infinity`. */
export interface Span {
	start: number;
	end: number;
}

/** What a `Content-Range` says: which bytes came, and how many there are, each where it is told. */
export interface ContentRange {
	span: Span | undefined;
	totalBytes: number | undefined;
}

/** First request of a file: small files come whole, and large ones tell their size. */
export const FIRST_SPAN_BYTES = 16 * 1024 * 1024;

/** Each request costs quota, and recordings share ten a minute. */
const MAX_PLANNED_REQUESTS = 8;

/**
 * The span to ask for next. Only here and in the two functions below are HTTP's inclusive ends known.
 * @param chunkBytes the user's own chunk size; without it a file costs at most 8 requests
 */
export function nextSpan(offset: number, totalBytes: number | undefined, chunkBytes?: number): Span {
	if (totalBytes === undefined) {
		// Nobody tells the size: an open end asks for all there is at the price of one request.
		const size = chunkBytes ?? (offset === 0 ? FIRST_SPAN_BYTES : Infinity);
		return { start: offset, end: offset + size };
	}
	const evenBytes = Math.ceil((totalBytes - FIRST_SPAN_BYTES) / (MAX_PLANNED_REQUESTS - 1));
	const size = chunkBytes ?? Math.max(FIRST_SPAN_BYTES, evenBytes);
	return { start: offset, end: Math.min(totalBytes, offset + size) };
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#field.range */
export function rangeHeader({ start, end }: Span): string {
	return `bytes=${start}-${end === Infinity ? '' : end - 1}`;
}

/**
 * Reads `bytes 0-9/20`, `bytes 0-9/*` and `bytes *\/20`; anything else gives `undefined`.
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.content-range
 */
export function parseContentRange(header: string | undefined): ContentRange | undefined {
	const match = /^bytes\s+(?:(\d+)-(\d+)|\*)\/(\d+|\*)$/i.exec(header?.trim() ?? '');
	if (!match) return undefined;
	const [, first, last, total] = match;
	const totalBytes = total === '*' ? undefined : Number(total);
	if (first === undefined || last === undefined) {
		return totalBytes === undefined ? undefined : { span: undefined, totalBytes };
	}
	const span = { start: Number(first), end: Number(last) + 1 };
	// Above this numbers are rounded, and then nothing can be proved with them.
	const isExact = Math.max(span.end, totalBytes ?? 0) <= Number.MAX_SAFE_INTEGER;
	const isPossible = span.end > span.start && span.end <= (totalBytes ?? Infinity);
	return isExact && isPossible ? { span, totalBytes } : undefined;
}
