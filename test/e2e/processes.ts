import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Only Linux tells where other processes work. */
export const canListProcesses = process.platform === 'linux';

const orEmpty = (read: () => string): string => {
	try {
		return read();
	} catch {
		// The process has ended, or belongs to somebody else.
		return '';
	}
};

/** Command lines of the other processes that work in a folder, or were told of it in their environment. */
export const processesIn = (folder: string): string[] =>
	readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
		.filter(
			(pid) =>
				orEmpty(() => readlinkSync(`/proc/${pid}/cwd`)).startsWith(folder) ||
				orEmpty(() => readFileSync(`/proc/${pid}/environ`, 'utf8')).includes(folder),
		)
		.map(
			(pid) => `${pid} ${orEmpty(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ')}`,
		);
