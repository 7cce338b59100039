/** Draws that come out the same for the same seed and the same order of asking. */
export interface Chance {
	/** A number in [0, 1). */
	number: () => number;
	/** A whole number from `min` to `max`, both included. */
	between: (min: number, max: number) => number;
	happens: (share: number) => boolean;
	/** @throws when there is nothing to pick from */
	pick: <T>(from: readonly T[]) => T;
	shuffled: <T>(from: readonly T[]) => T[];
	/** Draws of their own, so that work side by side does not take them from each other. */
	fork: () => Chance;
}

/** The generator is Mulberry32. */
export function createChance(seed: number): Chance {
	let state = seed | 0;
	const number = (): number => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const between = (min: number, max: number): number => min + Math.floor(number() * (max - min + 1));
	return {
		number,
		between,
		happens: (share) => number() < share,
		pick: <T>(from: readonly T[]): T => {
			const index = between(0, from.length - 1);
			if (index < 0 || index >= from.length) throw new Error('There is nothing to pick from');
			return from[index] as T;
		},
		shuffled: (from) =>
			from
				.map((value) => ({ value, rank: number() }))
				.sort((a, b) => a.rank - b.rank)
				.map(({ value }) => value),
		fork: () => createChance(between(1, 2 ** 31)),
	};
}
