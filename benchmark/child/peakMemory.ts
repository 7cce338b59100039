import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Writing 5 here makes Linux forget the peak so far. */
const PEAK_RESET = '/proc/self/clear_refs';
const STATUS = '/proc/self/status';

/** Forgets the peak of this process. Returns a function that tells by how much it has grown since, at most. */
export const watchPeak = (): (() => number | undefined) => {
	if (!existsSync(PEAK_RESET)) return () => undefined;
	globalThis.gc?.();
	writeFileSync(PEAK_RESET, '5');
	const beforeBytes = statusBytes('VmRSS');
	return () => statusBytes('VmHWM') - beforeBytes;
};

const statusBytes = (name: string): number => {
	const found = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(STATUS, 'utf8'));
	if (found === null) throw new Error(`${STATUS} has no ${name}`);
	return Number(found[1]) * 1024;
};
