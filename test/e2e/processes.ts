import { readdirSync, readFileSync } from 'node:fs';

/** Only Linux tells what other processes were started with. */
export const canListProcesses = process.platform === 'linux';

const readOrEmpty = (file: string): string => {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		// The process has ended, or belongs to somebody else.
		return '';
	}
};

/** Command lines of the processes of this machine that name a folder in arguments or environment. */
export const processesNaming = (folder: string): string[] =>
	readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
		.filter((pid) => ['cmdline', 'environ'].some((of) => readOrEmpty(`/proc/${pid}/${of}`).includes(folder)))
		.map((pid) => `${pid} ${readOrEmpty(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim()}`);
