const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 30_000;

/**
 * How long until the next try: doubling, with jitter so that many runs do not come back together.
 * `retryAfterMs` is a floor, never a ceiling: a server that names a time means it.
 * @param tries failures since the last new byte, from 1
 * @param random a number in [0, 1)
 */
export function retryDelayMs(tries: number, random: number, retryAfterMs = 0): number {
	const fullMs = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (tries - 1));
	return Math.max(retryAfterMs, Math.round(fullMs * (0.5 + random / 2)));
}

/**
 * Reads `Retry-After`: seconds or a date. `undefined` when there is none that can be read.
 * @param nowAt milliseconds since 1970
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function parseRetryAfterMs(header: string | undefined, nowAt: number): number | undefined {
	const text = header?.trim();
	if (!text) return undefined;
	if (/^\d{1,12}(\.\d+)?$/.test(text)) return Number(text) * 1_000;
	// Date.parse makes a date of nearly anything, of "-5" too; an HTTP date begins with its weekday.
	const at = /^[a-z]{3}/i.test(text) ? Date.parse(text) : NaN;
	return Number.isNaN(at) ? undefined : Math.max(0, at - nowAt);
}
