// What the scripts for people need: nothing but Node; what else is missing is installed and built here.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const manifest = createRequire(import.meta.url)('../package.json');

const run = (file, args, options = {}) => {
	const { status, error } = spawnSync(file, args, { cwd: root, stdio: 'inherit', ...options });
	if (error) console.error(error.message);
	if (status !== 0) process.exit(status ?? 1);
};

const modifiedAt = (name) => {
	const file = path.join(root, name);
	if (!existsSync(file)) return 0;
	const { mtimeMs } = statSync(file);
	if (!statSync(file).isDirectory()) return mtimeMs;
	return Math.max(mtimeMs, ...readdirSync(file).map((child) => modifiedAt(path.join(name, child))));
};

/** Whether all that the lock file asks for is there in the right version. */
const isInstalled = () => {
	// npm writes the second one last, so an interrupted installation has none.
	const [locked, installed] = ['package-lock.json', 'node_modules/.package-lock.json']
		.map((name) => path.join(root, name))
		.map((file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {}));
	return Object.entries(locked).every(
		([name, { version, optional }]) => name === '' || optional || installed[name]?.version === version,
	);
};

/** Ends the process when this Node is too old; else installs and builds what is missing or old. */
export const prepare = () => {
	const [major, minor] = process.versions.node.split('.').map(Number);
	if (major < 20 || (major === 20 && minor < 19)) {
		const wanted = manifest.engines.node.replace('>=', '');
		console.error(`This needs Node ${wanted} or newer; here is ${process.versions.node}.`);
		process.exit(1);
	}
	if (!isInstalled()) {
		console.log('Installing what is needed. This takes a minute or two, and only the first time.');
		// npm is a script for the shell on Windows.
		run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
			shell: process.platform === 'win32',
		});
	}
	const sources = ['nodes', 'credentials', 'icons', 'gulpfile.js', 'package.json'];
	const isBuilt = [...manifest.n8n.nodes, ...manifest.n8n.credentials].every((file) =>
		existsSync(path.join(root, file)),
	);
	if (!isBuilt || modifiedAt('dist') < Math.max(...sources.map(modifiedAt))) {
		console.log('Building the nodes.');
		run(process.execPath, ['node_modules/gulp/bin/gulp.js', 'build', '--silent']);
	}
};

/** Runs one of our scripts to its end. */
export const runScript = (file) => run(process.execPath, ['node_modules/tsx/dist/cli.mjs', file]);
