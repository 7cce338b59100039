/** Readers for data of unknown shape, so that it is read once, at the edge, and never cast. */

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** No answer is nested nearly as deep; whoever goes through a deeper one runs out of stack. */
const MOST_LEVELS = 100;

/** Text as JSON, or nothing when it is none that can be worked with. */
export function parseJson(text: string): unknown {
	try {
		const value: unknown = JSON.parse(text);
		return isTame(value, MOST_LEVELS) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** Takes out the one key that gives an object another prototype when somebody copies it. */
function isTame(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return true;
	if (levels === 0) return false;
	Reflect.deleteProperty(value, '__proto__');
	return Object.values(value).every((inner) => isTame(inner, levels - 1));
}

/** The record, or an empty one where something else came. */
export const asRecord = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});

export function valueAt(value: unknown, key: string): unknown {
	return isRecord(value) ? value[key] : undefined;
}

/** Text at a key; numbers count, since RingCentral writes ids as either. Empty text is none. */
export function textAt(value: unknown, key: string): string | undefined {
	const found = valueAt(value, key);
	if (typeof found === 'number') return String(found);
	return typeof found === 'string' && found !== '' ? found : undefined;
}

export function numberAt(value: unknown, key: string): number | undefined {
	const found = valueAt(value, key);
	return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}

/** The records in a list at a key; anything else in it is left out. */
export function recordsAt(value: unknown, key: string): Record<string, unknown>[] {
	const found = valueAt(value, key);
	return Array.isArray(found) ? found.filter(isRecord) : [];
}

/** The value without keys that hold nothing. */
export function withoutUndefined(record: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
