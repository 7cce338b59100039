import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import os from 'node:os';

const MEMORY = '/dev/shm';
const NEEDED_BYTES = 6 * 1024 ** 3;

/** Where files are kept in memory, if there is room: else a slow disk is all that would be measured. */
export const fastFolder = async (): Promise<string> => {
	if (!existsSync(MEMORY)) return os.tmpdir();
	const { bavail, bsize } = await statfs(MEMORY);
	return bavail * bsize >= NEEDED_BYTES ? MEMORY : os.tmpdir();
};
