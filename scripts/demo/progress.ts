import { setTimeout as delay } from 'node:timers/promises';
import type { Engine, StoredFile } from '../../test/support/engine';
import { megabytes } from './table';

const LOOK_MS = 100;
/** Without a terminal each look would be a line. */
const LINE_MS = 2_000;

/** What is known beforehand; left out for an account of which nothing is known. */
export interface Goal {
	files: number;
	bytes: number;
}

/**
 * Tells what has arrived while `work` goes on, seen from the outside: from the files that n8n writes.
 * `news` gives lines about what went wrong since it was last asked.
 */
export const showProgress = async <T>(
	engine: Engine,
	goal: Goal | undefined,
	news: () => string[],
	work: Promise<T>,
): Promise<T> => {
	const before = await arrived(engine);
	const { stdout } = process;
	let isOver = false;
	let told = '';
	let toldAt = Date.now();
	const wipe = () => stdout.isTTY && stdout.write(`\r${' '.repeat(told.length)}\r`);
	const settled = work.finally(() => {
		isOver = true;
	});
	const watch = async (): Promise<void> => {
		while (!isOver) {
			await Promise.race([delay(LOOK_MS), settled.catch(() => undefined)]);
			const now = await arrived(engine);
			const line = describe({ files: now.files - before.files, bytes: now.bytes - before.bytes }, goal);
			const lines = news();
			if (lines.length > 0) {
				wipe();
				stdout.write(lines.map((each) => `  ! ${each}\n`).join(''));
				told = '';
			}
			if (line === told || (!stdout.isTTY && Date.now() - toldAt < LINE_MS)) continue;
			wipe();
			stdout.write(stdout.isTTY ? line : `${line}\n`);
			told = line;
			toldAt = Date.now();
		}
		wipe();
	};
	const [result] = await Promise.all([settled, watch()]);
	return result;
};

/** Whole files, and bytes of all of them including the one that is being written. */
const arrived = async (engine: Engine): Promise<Goal> => {
	// A file may get its final name between listing and measuring.
	const files = await engine.storedFiles().catch((): StoredFile[] => []);
	// n8n writes the description of a file when the file is whole.
	const content = files.filter(({ path }) => !path.includes('.metadata'));
	return {
		files: files.length - content.length,
		bytes: content.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
	};
};

const describe = ({ files, bytes }: Goal, goal: Goal | undefined): string =>
	goal === undefined
		? `  ${files} files, ${megabytes(bytes)}`
		: `  ${files} of ${goal.files} files, ${megabytes(bytes)} of ${megabytes(goal.bytes)} (${Math.floor((100 * bytes) / goal.bytes)} %)`;
