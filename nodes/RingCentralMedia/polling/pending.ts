/** Something that was seen and is not handed over yet. */
export interface Waiting {
	/** When it was first seen, in milliseconds since 1970; its patience runs from then. */
	since: number;
	/** Why, for people; empty when there was only no room for it in the last poll. */
	reason: string;
}

/**
 * Who is waiting now, and since when. Whoever no listing shows any more was deleted on the service or
 * handed over, and is forgotten.
 */
export function waitingAfter(
	before: Readonly<Record<string, Waiting>>,
	reasons: ReadonlyMap<string, string>,
	nowAt: number,
): Record<string, Waiting> {
	return Object.fromEntries(
		[...reasons].map(([id, reason]) => [id, { since: before[id]?.since ?? nowAt, reason }]),
	);
}
