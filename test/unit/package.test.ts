import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCommand } from '../support/command';

const CHECKOUT = path.resolve(__dirname, '../..');

interface PackageJson {
	[key: string]: unknown;
	name: string;
	version: string;
	keywords: string[];
	files: string[];
	scripts: Record<string, string>;
	n8n: { n8nNodesApiVersion: number; nodes: string[]; credentials: string[] };
}

interface Packed {
	size: number;
	unpackedSize: number;
	files: { path: string }[];
}

interface Loaded {
	file: string;
	name: string;
	icons: string[];
}

const manifest = JSON.parse(readFileSync(path.join(CHECKOUT, 'package.json'), 'utf8')) as PackageJson;
const classes = [...manifest.n8n.nodes, ...manifest.n8n.credentials];

describe('package.json', () => {
	it('has no runtime dependencies and leaves n8n-workflow to n8n', () => {
		expect(manifest.dependencies).toBeUndefined();
		expect(manifest.optionalDependencies).toBeUndefined();
		expect(manifest.bundledDependencies ?? manifest.bundleDependencies).toBeUndefined();
		expect(manifest.overrides).toBeUndefined();
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it('is what n8n looks for', () => {
		expect(manifest.name).toBe('n8n-nodes-ringcentral-media');
		expect(manifest.version).toMatch(/^\d+\.\d+\.\d+$/);
		expect(manifest.keywords).toContain('n8n-community-node-package');
		expect(manifest.license).toBe('MIT');
		expect(manifest.n8n.n8nNodesApiVersion).toBe(1);
	});

	it('publishes what was built and the list of changes', () => {
		expect([...manifest.files].sort()).toEqual(['CHANGELOG.md', 'dist']);
		expect(manifest.private).toBeUndefined();
	});

	it('runs nothing when it is installed', () => {
		expect(Object.keys(manifest.scripts)).not.toEqual(
			expect.arrayContaining([expect.stringMatching(/^(pre|post)?(install|prepare)$|^prepublish$/)]),
		);
	});

	it('names each node and credential once, and each has a source', () => {
		expect(manifest.n8n.nodes).toContain('dist/nodes/RingCentralMedia/RingCentralMedia.node.js');
		expect(manifest.n8n.credentials).toHaveLength(2);
		expect(new Set(classes).size).toBe(classes.length);
		for (const file of classes) {
			const source = file.replace(/^dist\//, '').replace(/\.js$/, '.ts');
			expect({ source, exists: existsSync(path.join(CHECKOUT, source)) }).toEqual({ source, exists: true });
		}
	});
});

describe('the texts beside the code', () => {
	it.each(['README.md', 'LICENSE.md', 'CHANGELOG.md'])('include %s', (file) => {
		expect({ file, exists: existsSync(path.join(CHECKOUT, file)) }).toEqual({ file, exists: true });
	});

	it('tell what changed in this version, or since', () => {
		const changes = readFileSync(path.join(CHECKOUT, 'CHANGELOG.md'), 'utf8');

		expect(changes).toMatch(
			new RegExp(`^## \\[?(Unreleased|${manifest.version.replaceAll('.', '\\.')})\\b`, 'm'),
		);
	});
});

/** Built in a folder of its own, since other tests build in the checkout at the same time. */
describe('the built package', () => {
	let folder: string;
	let packed: Packed;

	const paths = (): string[] => packed.files.map((file) => file.path);
	const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
	const timesIn = (text: string, marker: string): number => text.split(marker).length - 1;

	beforeAll(async () => {
		folder = mkdtempSync(path.join(os.tmpdir(), 'ringcentral-media-package-'));
		const sources = ['package.json', 'tsconfig.json', 'gulpfile.js', 'nodes', 'credentials', 'icons'];
		const texts = ['README.md', 'LICENSE.md', 'CHANGELOG.md'].filter((file) =>
			existsSync(path.join(CHECKOUT, file)),
		);
		for (const file of [...sources, ...texts]) {
			cpSync(path.join(CHECKOUT, file), path.join(folder, file), { recursive: true });
		}
		symlinkSync(path.join(CHECKOUT, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
		const gulp = path.join(CHECKOUT, 'node_modules/gulp/bin/gulp.js');
		await runCommand(process.execPath, [gulp, 'build'], { cwd: folder });
		const { stdout } = await runCommand('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
			cwd: folder,
		});
		const [first] = JSON.parse(stdout) as Packed[];
		if (first === undefined) throw new Error('npm packed nothing');
		packed = first;
	});

	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	it('holds the build and the texts, and nothing else', () => {
		const besides = paths().filter((file) => !file.startsWith('dist/'));

		expect(besides.sort()).toEqual(['CHANGELOG.md', 'LICENSE.md', 'README.md', 'package.json']);
		expect(paths()).toEqual(expect.arrayContaining(classes));
	});

	it('holds no sources, maps or tests', () => {
		const built = paths().filter((file) => file.startsWith('dist/'));

		expect(built.filter((file) => !/(\.js|\.node\.json|\.svg|-LICENSES\.txt)$/.test(file))).toEqual([]);
		expect(built.filter((file) => /test|simulator|benchmark/i.test(file))).toEqual([]);
	});

	it('is small', () => {
		expect(packed.size).toBeLessThan(500_000);
		expect(packed.unpackedSize).toBeLessThan(2_000_000);
	});

	it('tells the licences of what it bundles', () => {
		const licenses = read('dist/THIRD-PARTY-LICENSES.txt');

		for (const name of ['undici', 'mime-types', 'mime-db', 'file-type', 'strtok3']) {
			expect(licenses).toMatch(new RegExp(`^${name}$`, 'm'));
		}
		expect(timesIn(licenses, 'Permission is hereby granted')).toBeGreaterThanOrEqual(10);
	});

	it.each([
		['undici', 'undici.error.UND_ERR_PRX_TLS'],
		['mime-types', 'application/1d-interleaved-parityfec'],
		['file-type', 'async fromTokenizer('],
		['our own code', 'RingCentral sent the same page twice'],
	])('has %s in its bundle once, and in no other file', (_name, marker) => {
		const scripts = paths().filter((file) => file.endsWith('.js'));
		const found = scripts
			.map((file) => ({ file, times: timesIn(read(file), marker) }))
			.filter(({ times }) => times > 0);

		expect(found).toEqual([{ file: 'dist/nodes/RingCentralMedia/bundle.js', times: 1 }]);
	});

	it('needs no package but n8n-workflow', () => {
		const bundle = read('dist/nodes/RingCentralMedia/bundle.js');
		const required = [...bundle.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name = '']) => name);
		const packages = required.filter((name) => !name.startsWith('node:') && !isBuiltin(name));

		expect([...new Set(packages.map((name) => name.split('/')[0]))]).toEqual(['n8n-workflow']);
	});

	it('has each class where n8n loads it from, made without arguments', async () => {
		const script = `
			const path = require('node:path');
			const load = (file) => {
				const name = path.basename(file).split('.')[0];
				const made = new (require(path.resolve(file))[name])();
				const { light, dark } = (made.description ?? made).icon;
				const icons = [light, dark].map((icon) =>
					path.posix.join(path.posix.dirname(file), icon.replace(/^file:/, '')));
				return { file, name: (made.description ?? made).name, icons };
			};
			console.log(JSON.stringify(${JSON.stringify(classes)}.map(load)));
		`;
		const { stdout } = await runCommand(process.execPath, ['-e', script], { cwd: folder });
		const loaded = JSON.parse(stdout) as Loaded[];

		for (const { file, name, icons } of loaded) {
			const className = path.basename(file).split('.')[0] ?? '';
			expect(name.toLowerCase()).toBe(className.toLowerCase());
			expect(paths()).toEqual(expect.arrayContaining(icons));
			expect(new Set(icons).size).toBe(2);
		}
		expect(loaded.map(({ file }) => file)).toEqual(classes);
	});

	it('has the codex of each node beside it', () => {
		for (const file of manifest.n8n.nodes) {
			const codex = JSON.parse(read(`${file}on`)) as { node: string; categories: string[] };
			const className = path.basename(file).split('.')[0] ?? '';
			expect(codex.node.toLowerCase()).toBe(`${manifest.name}.${className}`.toLowerCase());
			expect(codex.categories.length).toBeGreaterThan(0);
		}
	});
});
