/** Between two looks whether something is there: each look costs a call of a scarce quota. */
const FIRST_STEPS_MS = [10_000, 15_000, 30_000];
const LATER_STEP_MS = 60_000;

/** How long to wait after so many looks. */
export const readyStepMs = (looks: number): number => FIRST_STEPS_MS[looks] ?? LATER_STEP_MS;
