'use strict';

const { mkdir, readdir, readFile, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');
const { dest, parallel, series, src } = require('gulp');
const esbuild = require('esbuild');
const manifest = require('./package.json');

const BUNDLE = 'dist/nodes/RingCentralMedia/bundle.js';
const LICENSES = 'dist/THIRD-PARTY-LICENSES.txt';

/** The classes n8n loads, as { source, file, exportName }. */
const entries = [...manifest.n8n.nodes, ...manifest.n8n.credentials].map((file) => ({
	file,
	source: `./${path.posix.relative('dist', file).replace(/\.js$/, '')}`,
	exportName: path.posix.basename(file).split('.')[0],
}));

const clean = () => rm('dist', { recursive: true, force: true });

/** All code goes into one bundle, so that undici and our shared state exist once in the process. */
const bundle = async () => {
	const { metafile } = await esbuild.build({
		metafile: true,
		stdin: {
			contents: entries.map((e) => `export { ${e.exportName} } from '${e.source}';`).join('\n'),
			resolveDir: __dirname,
			loader: 'ts',
		},
		outfile: BUNDLE,
		bundle: true,
		platform: 'node',
		target: 'node20',
		format: 'cjs',
		external: ['n8n-workflow'],
		minifySyntax: true,
		minifyWhitespace: true,
		legalComments: 'none',
		logLevel: 'warning',
	});
	await writeLicenses(Object.keys(metafile.inputs));
};

/** The licenses of all that was bundled ask to travel with it. */
const writeLicenses = async (inputs) => {
	const folders = inputs.map((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]);
	const texts = [...new Set(folders)].filter(Boolean).sort().map(licenseOf);
	await writeFile(LICENSES, `${(await Promise.all(texts)).join('\n\n')}\n`);
};

const licenseOf = async (folder) => {
	const file = (await readdir(folder)).find((name) => /^licen[cs]e/i.test(name));
	if (file === undefined) throw new Error(`${folder} has no license file to ship`);
	const text = await readFile(path.join(folder, file), 'utf8');
	return `${folder.split('node_modules/').at(-1)}\n\n${text.trim()}`;
};

/** n8n loads each class from its own file; these only point into the bundle. */
const entryFiles = () =>
	Promise.all(
		entries.map(async ({ file, exportName }) => {
			const target = path.posix.relative(path.posix.dirname(file), BUNDLE);
			const from = target.startsWith('.') ? target : `./${target}`;
			await mkdir(path.dirname(file), { recursive: true });
			await writeFile(file, `'use strict';\nexports.${exportName} = require('${from}').${exportName};\n`);
		}),
	);

/** `encoding: false` keeps every byte of the files as it is. */
const copyIcons = () => src('icons/**/*.svg', { encoding: false }).pipe(dest('dist/icons'));
const copyCodex = () => src('nodes/**/*.node.json', { encoding: false }).pipe(dest('dist/nodes'));

exports.build = series(clean, bundle, parallel(entryFiles, copyIcons, copyCodex));
exports.clean = clean;
