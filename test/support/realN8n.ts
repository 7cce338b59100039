import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { runCommand } from './command';
import { withFileLock } from './fileLock';

/** A published n8n and what it takes to run it. */
export interface N8nRelease {
	version: string;
	/** The major version of the Node it runs on, which may be newer than the one that runs this. */
	nodeVersion: string;
	/** Versions of dependencies that npm is to take instead, where n8n's own cannot be had from npm. */
	overrides: Record<string, string>;
	/** Settings that this version alone needs. */
	env: Record<string, string>;
	/** Whether workflows are switched on in the background, and their publication can be asked for. */
	publishesInBackground: boolean;
	/** Whether a credential can be tested before it is saved. */
	testsUnsavedCredentials: boolean;
	/** Whether apps without a secret can be connected: version 1 sends one for them too, which is refused. */
	connectsPublicApps: boolean;
}

/** n8n 2.38 and later ask for Node 24; the project itself runs on older ones as well. */
export const CURRENT_N8N: N8nRelease = {
	version: '2.40.7',
	nodeVersion: '24',
	overrides: {},
	// It asks a server of n8n's at each start.
	env: { N8N_DISABLED_MODULES: 'mcp-registry' },
	publishesInBackground: true,
	testsUnsavedCredentials: true,
	connectsPublicApps: true,
};

/** The oldest n8n that the package is made for: the last of version 1. */
export const OLDEST_N8N: N8nRelease = {
	version: '1.123.81',
	nodeVersion: '20',
	// The first comes from outside npm; of the second, newer ones than its own do not fit the rest.
	overrides: { xlsx: '0.18.5', '@langchain/langgraph-checkpoint': '1.0.0' },
	env: {
		// The other one needs a module that does not compile on Node 20.
		N8N_EXPRESSION_ENGINE: 'legacy',
		// Version 1 keeps files in memory unless told otherwise.
		N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
	},
	publishesInBackground: false,
	testsUnsavedCredentials: false,
	connectsPublicApps: false,
};

/** An n8n that can be started with `node bin …`. */
export interface RealN8n extends N8nRelease {
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
export const realN8n = async (release: N8nRelease, say: Say): Promise<RealN8n> => {
	const cache = process.env.N8N_CACHE_DIR ?? defaultCache();
	const folder = path.join(cache, `n8n-${release.version}`);
	if (existsSync(folder)) return located(release, folder);

	await mkdir(cache, { recursive: true });
	const onWait = () => say(`another process is installing n8n into ${cache}, waiting for it`);
	await withFileLock(`${folder}.lock`, onWait, async () => {
		if (existsSync(folder)) return;
		await removeUnfinished(folder);
		const unfinished = `${folder}${UNFINISHED}${process.pid}`;
		await install(release, unfinished, say);
		// The name says that it is whole: an interrupted installation never bears it.
		await rename(unfinished, folder);
	});
	return located(release, folder);
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

const located = (release: N8nRelease, folder: string): RealN8n => ({
	...release,
	node: path.join(nodeFolder(folder), 'bin/node'),
	bin: path.join(folder, 'n8n/node_modules/n8n/bin/n8n'),
});

const removeUnfinished = async (folder: string): Promise<void> => {
	const parent = path.dirname(folder);
	const stale = (await readdir(parent)).filter((name) => name.startsWith(path.basename(folder) + UNFINISHED));
	await Promise.all(stale.map((name) => rm(path.join(parent, name), { recursive: true, force: true })));
};

const install = async (release: N8nRelease, folder: string, say: Say): Promise<void> => {
	const { version, nodeVersion, overrides } = release;
	const startedAt = Date.now();
	const step = (line: string) => say(`${line} (${Math.round((Date.now() - startedAt) / 1000)} s)`);
	for (const [part, manifest] of Object.entries({ node: {}, n8n: { overrides } })) {
		await mkdir(path.join(folder, part), { recursive: true });
		await writeFile(path.join(folder, part, 'package.json'), JSON.stringify({ private: true, ...manifest }));
	}
	const options = { env: cleanNpmEnv(), logFile: path.join(folder, 'install.log') };

	step(`installing Node ${nodeVersion} for n8n`);
	const nodeArgs = ['install', `node@${nodeVersion}`, '--ignore-scripts=false', ...QUIET];
	await runCommand('npm', nodeArgs, { ...options, cwd: path.join(folder, 'node') });

	const home = nodeFolder(folder);
	const bin = path.join(home, 'bin');
	const env = {
		...options.env,
		PATH: [bin, process.env.PATH].join(path.delimiter),
		// The headers of the Node that n8n runs on, wherever a machine's own settings point.
		npm_config_nodedir: home,
	};
	const inN8n = { ...options, env: { ...env, ...release.env }, cwd: path.join(folder, 'n8n') };
	step(`installing n8n ${version}, which takes some minutes`);
	// Other packages' scripts fail without tools that n8n does not need to run.
	await runCommand('npm', ['install', `n8n@${version}`, '--ignore-scripts=true', ...QUIET], inN8n);
	step('compiling its database driver');
	const rebuild = ['rebuild', 'sqlite3', '--foreground-scripts', '--ignore-scripts=false'];
	await runCommand('npm', rebuild, inN8n);

	const { node, bin: script } = located(release, folder);
	await runCommand(node, ['-e', "require('sqlite3')"], inN8n);
	const { stdout } = await runCommand(node, [script, '--version'], inN8n);
	if (stdout.trim() !== version) throw new Error(`n8n calls itself ${stdout.trim()}`);
	step(`n8n ${version} is ready`);
};

const QUIET = ['--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];

/** Inside `npm run` the environment carries the settings of this package; they are not n8n's. */
const cleanNpmEnv = (): NodeJS.ProcessEnv => {
	const isInherited = /^npm_(package|lifecycle|config_(ignore_scripts|local_prefix|prefix|global_prefix))/;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isInherited.test(name)));
};
