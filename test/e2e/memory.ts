import { existsSync, readFileSync, readdirSync } from 'node:fs';

const SAMPLE_MS = 20;

/** Only Linux tells what other processes take. */
export const canMeasureMemory = existsSync('/proc/self/task');

const readOrEmpty = (file: string): string => {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		// The process ended between listing and reading.
		return '';
	}
};

const childrenOf = (pid: number): number[] => {
	let tasks: string[];
	try {
		tasks = readdirSync(`/proc/${pid}/task`);
	} catch {
		return [];
	}
	return tasks.flatMap((task) =>
		readOrEmpty(`/proc/${pid}/task/${task}/children`).split(' ').filter(Boolean).map(Number),
	);
};

/** Resident memory of a process and everything it started. */
const residentBytes = (pid: number): number => {
	const own = /^VmRSS:\s+(\d+) kB$/m.exec(readOrEmpty(`/proc/${pid}/status`))?.[1] ?? '0';
	return childrenOf(pid).reduce((sum, child) => sum + residentBytes(child), Number(own) * 1024);
};

/** Highest resident memory of a process tree while `action` runs. */
export const peakDuring = async <T>(
	pid: number,
	action: () => Promise<T>,
): Promise<{ result: T; peakBytes: number }> => {
	let peakBytes = residentBytes(pid);
	const timer = setInterval(() => {
		peakBytes = Math.max(peakBytes, residentBytes(pid));
	}, SAMPLE_MS);
	try {
		const result = await action();
		return { result, peakBytes };
	} finally {
		clearInterval(timer);
	}
};
