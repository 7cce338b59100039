import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { runCommand } from './command';
import { withFileLock } from './fileLock';

export interface DebianProgram {
	/** As one types it: `redis-server`. */
	name: string;
	/** The Debian package that holds it. */
	debianPackage: string;
}

/**
 * The path of a program of the system. Where it is missing it is installed from Debian's packages, if
 * this process may do that; the program is not started as a service by it.
 * @throws with the package to install when it cannot be installed from here
 */
export const debianProgram = async (
	{ name, debianPackage }: DebianProgram,
	say: (line: string) => void,
): Promise<string> => {
	const found = await installedProgram(name);
	if (found !== undefined) return found;
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
		throw new Error(`${name} is missing. Install it: on Debian, apt-get install ${debianPackage}`);
	}
	const onWait = () => say('another process is installing packages, waiting for it');
	await withFileLock(path.join(os.tmpdir(), 'ringcentral-media-apt.lock'), onWait, async () => {
		say(`installing ${debianPackage}`);
		await runCommand('apt-get', ['update']);
		const install = ['install', '-y', '--no-install-recommends', debianPackage];
		// Debian starts servers as soon as they are installed, except where it is told of maintenance.
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
		await runCommand('apt-get', install, { env });
	});
	const installed = await installedProgram(name);
	if (installed === undefined) throw new Error(`${debianPackage} is installed, but has no ${name}`);
	return installed;
};

/** @returns `undefined` when this machine does not have it */
export const installedProgram = async (name: string): Promise<string | undefined> =>
	(await programFolders()).map((folder) => path.join(folder, name)).find((file) => existsSync(file));

/** Debian keeps PostgreSQL's programs in a folder for each version, outside everybody's PATH. */
const programFolders = async (): Promise<string[]> => {
	const postgres = '/usr/lib/postgresql';
	const versions = existsSync(postgres) ? await readdir(postgres) : [];
	const newestFirst = versions.toSorted((one, other) => Number(other) - Number(one));
	return [
		...(process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== ''),
		'/usr/sbin',
		...newestFirst.map((version) => path.join(postgres, version, 'bin')),
	];
};
