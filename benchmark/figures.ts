/** Several measurements of one thing. */
export interface Figures {
	median: number;
	min: number;
	max: number;
}

export const figuresOf = (values: readonly number[]): Figures => {
	const sorted = values.toSorted((one, other) => one - other);
	const at = (position: number): number => {
		const found = sorted[position];
		if (found === undefined) throw new Error('Nothing was measured');
		return found;
	};
	const last = sorted.length - 1;
	return { median: (at(Math.floor(last / 2)) + at(Math.ceil(last / 2))) / 2, min: at(0), max: at(last) };
};

/** One value for each pair of measurements that were made side by side. */
export const ratiosOf = (values: readonly number[], others: readonly number[]): Figures =>
	figuresOf(values.map((value, index) => value / (others[index] ?? NaN)));

/** The median, and how far the measurements lie apart. */
export const tell = ({ median, min, max }: Figures, unit: string, digits = 0): string =>
	`${median.toFixed(digits)}${unit} (${min.toFixed(digits)}–${max.toFixed(digits)})`;
