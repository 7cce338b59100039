/** One line of the table. */
export interface Finding {
	measure: string;
	/** What the goal is about: a ratio where there is somebody to compare with. */
	result: string;
	goal: string;
	holds: boolean;
	/** Medians behind the result. */
	figures: string;
}
