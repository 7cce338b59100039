import { readFileSync } from 'node:fs';

/** What this process is to do, from the file that it was started with. */
export const readJob = (): unknown => JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));

/** Ends this process with its work: connections kept for a next request would hold it for a while. */
export const leave = (work: Promise<void>): void => {
	work.then(
		() => process.exit(0),
		(error: unknown) => {
			console.error(error);
			process.exit(1);
		},
	);
};
