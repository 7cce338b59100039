import { readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

const RETRY_MS = 1_000;

/**
 * Runs `action` while no other process of this machine holds the lock. A lock whose owner is gone
 * counts as free.
 */
export const withFileLock = async <T>(
	file: string,
	onWait: () => void,
	action: () => Promise<T>,
): Promise<T> => {
	for (let isFirst = true; !(await acquire(file)); isFirst = false) {
		if (isFirst) onWait();
		await delay(RETRY_MS);
	}
	const release = () => rm(file, { force: true });
	return action().finally(release);
};

const acquire = async (file: string): Promise<boolean> => {
	const isCreated = await writeFile(file, String(process.pid), { flag: 'wx' }).then(
		() => true,
		(error: unknown) => {
			if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
			throw error;
		},
	);
	if (!isCreated && !(await isHeld(file))) await rm(file, { force: true });
	return isCreated;
};

const isHeld = async (file: string): Promise<boolean> => {
	const owner = Number(await readFile(file, 'utf8').catch(() => ''));
	// Its owner has made the file and not written into it yet, or has just removed it.
	if (!Number.isInteger(owner) || owner <= 0) {
		await delay(RETRY_MS);
		return (await readFile(file, 'utf8').catch(() => '')) !== '';
	}
	try {
		process.kill(owner, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
};
