/**
 * Ids that were handed over, kept small enough for n8n's static data: by the quarter of an hour they
 * belong to, and numbers as differences in base 36.
 */
export type SeenIds = Record<string, string>;

const BUCKET_MS = 15 * 60_000;

const bucketOf = (at: number): string => Math.floor(at / BUCKET_MS).toString(36);
const startOf = (bucket: string): number => Number.parseInt(bucket, 36) * BUCKET_MS;

/** All ids in the store. */
export function readSeen(seen: SeenIds): Set<string> {
	return new Set(Object.values(seen).flatMap(unpack));
}

/** The store with these ids in it, and without those that no listing from `keepFrom` on can show again. */
export function withSeen(
	seen: SeenIds,
	added: readonly { id: string; at: number }[],
	keepFrom: number,
): SeenIds {
	const buckets = new Map<string, Set<string>>();
	for (const [bucket, packed] of Object.entries(seen)) buckets.set(bucket, new Set(unpack(packed)));
	for (const { id, at } of added) {
		const bucket = bucketOf(at);
		const ids = buckets.get(bucket) ?? new Set();
		buckets.set(bucket, ids.add(id));
	}
	return Object.fromEntries(
		[...buckets]
			.filter(([bucket]) => startOf(bucket) + BUCKET_MS > keepFrom)
			.map(([bucket, ids]) => [bucket, pack([...ids])]),
	);
}

/** Ids are numbers of up to 19 digits; any other is kept as it is, behind a mark. */
const isNumber = (id: string): boolean => /^(0|[1-9]\d{0,30})$/.test(id);

function pack(ids: string[]): string {
	const numbers = ids.filter(isNumber).map(BigInt);
	numbers.sort((a, b) => (a < b ? -1 : 1));
	let last = 0n;
	const packed = numbers.map((number) => {
		const difference = number - last;
		last = number;
		return difference.toString(36);
	});
	return [...packed, ...ids.filter((id) => !isNumber(id)).map((id) => `!${encodeURIComponent(id)}`)].join(
		' ',
	);
}

function unpack(packed: string): string[] {
	let last = 0n;
	return packed
		.split(' ')
		.filter((part) => part !== '')
		.map((part) => {
			if (part.startsWith('!')) return decodeURIComponent(part.slice(1));
			last += fromBase36(part);
			return String(last);
		});
}

function fromBase36(text: string): bigint {
	let value = 0n;
	for (const digit of text) value = value * 36n + BigInt(Number.parseInt(digit, 36));
	return value;
}
