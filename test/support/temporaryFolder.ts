import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A new folder that is removed when this process ends, however it ends short of being killed. */
export const temporaryFolder = (prefix: string, parent = os.tmpdir()): string => {
	const folder = mkdtempSync(path.join(parent, prefix));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
	return folder;
};
