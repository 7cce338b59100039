import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { runCommand } from './command';
import { withFileLock } from './fileLock';

const N8N_VERSION = '2.40.7';

/** n8n 2.38 and later ask for it; the project itself runs on older ones as well. */
const NODE_VERSION = '24';

/** An n8n that can be started with `node bin …`. */
export interface RealN8n {
	version: string;
	/** The Node that n8n runs on. */
	node: string;
	/** n8n's script. */
	bin: string;
}

type Say = (line: string) => void;

/**
 * An n8n with a Node of its own in a cache folder outside the checkout; installed when it is missing,
 * which takes some minutes and 3 GB. `N8N_CACHE_DIR` names another folder for it.
 */
export const realN8n = async (say: Say): Promise<RealN8n> => {
	const cache = process.env.N8N_CACHE_DIR ?? defaultCache();
	const folder = path.join(cache, `n8n-${N8N_VERSION}`);
	if (existsSync(folder)) return located(folder);

	await mkdir(cache, { recursive: true });
	const onWait = () => say(`another process is installing n8n into ${cache}, waiting for it`);
	await withFileLock(`${folder}.lock`, onWait, async () => {
		if (existsSync(folder)) return;
		await removeUnfinished(folder);
		const unfinished = `${folder}${UNFINISHED}${process.pid}`;
		await install(unfinished, say);
		// The name says that it is whole: an interrupted installation never bears it.
		await rename(unfinished, folder);
	});
	return located(folder);
};

const UNFINISHED = '.unfinished-';

const defaultCache = (): string =>
	path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'n8n-nodes-ringcentral-media');

/** The `node` package puts the binary and its headers into a package for the platform. */
const nodeFolder = (folder: string): string => {
	const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
	const platform = process.platform === 'win32' ? 'win' : process.platform;
	const name = `${prefix}-${platform}-${process.arch}`;
	const nested = path.join(folder, 'node/node_modules/node/node_modules', name);
	return existsSync(nested) ? nested : path.join(folder, 'node/node_modules', name);
};

const located = (folder: string): RealN8n => ({
	version: N8N_VERSION,
	node: path.join(nodeFolder(folder), 'bin/node'),
	bin: path.join(folder, 'n8n/node_modules/n8n/bin/n8n'),
});

const removeUnfinished = async (folder: string): Promise<void> => {
	const parent = path.dirname(folder);
	const stale = (await readdir(parent)).filter((name) => name.startsWith(path.basename(folder) + UNFINISHED));
	await Promise.all(stale.map((name) => rm(path.join(parent, name), { recursive: true, force: true })));
};

const install = async (folder: string, say: Say): Promise<void> => {
	const startedAt = Date.now();
	const step = (line: string) => say(`${line} (${Math.round((Date.now() - startedAt) / 1000)} s)`);
	for (const part of ['node', 'n8n']) {
		await mkdir(path.join(folder, part), { recursive: true });
		await writeFile(path.join(folder, part, 'package.json'), '{ "private": true }\n');
	}
	const options = { env: cleanNpmEnv(), logFile: path.join(folder, 'install.log') };

	step(`installing Node ${NODE_VERSION} for n8n`);
	const nodeArgs = ['install', `node@${NODE_VERSION}`, '--ignore-scripts=false', ...QUIET];
	await runCommand('npm', nodeArgs, { ...options, cwd: path.join(folder, 'node') });

	const home = nodeFolder(folder);
	const bin = path.join(home, 'bin');
	const env = {
		...options.env,
		PATH: [bin, process.env.PATH].join(path.delimiter),
		// The headers of the Node that n8n runs on, wherever a machine's own settings point.
		npm_config_nodedir: home,
	};
	const inN8n = { ...options, env, cwd: path.join(folder, 'n8n') };
	step(`installing n8n ${N8N_VERSION}, which takes some minutes`);
	// Other packages' scripts fail without tools that n8n does not need to run.
	await runCommand('npm', ['install', `n8n@${N8N_VERSION}`, '--ignore-scripts=true', ...QUIET], inN8n);
	step('compiling its database driver');
	const rebuild = ['rebuild', 'sqlite3', '--foreground-scripts', '--ignore-scripts=false'];
	await runCommand('npm', rebuild, inN8n);

	const { node, bin: script } = located(folder);
	await runCommand(node, ['-e', "require('sqlite3')"], inN8n);
	const { stdout } = await runCommand(node, [script, '--version'], inN8n);
	if (stdout.trim() !== N8N_VERSION) throw new Error(`n8n calls itself ${stdout.trim()}`);
	step(`n8n ${N8N_VERSION} is ready`);
};

const QUIET = ['--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];

/** Inside `npm run` the environment carries the settings of this package; they are not n8n's. */
const cleanNpmEnv = (): NodeJS.ProcessEnv => {
	const isInherited = /^npm_(package|lifecycle|config_(ignore_scripts|local_prefix|prefix|global_prefix))/;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isInherited.test(name)));
};
