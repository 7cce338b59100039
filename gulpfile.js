'use strict';

const { rm, writeFile, mkdir } = require('node:fs/promises');
const path = require('node:path');
const { dest, parallel, series, src } = require('gulp');
const esbuild = require('esbuild');
const manifest = require('./package.json');

const BUNDLE = 'dist/nodes/RingCentralMedia/bundle.js';

/** The classes n8n loads, as { source, file, exportName }. */
const entries = [...manifest.n8n.nodes, ...manifest.n8n.credentials].map((file) => ({
	file,
	source: `./${path.posix.relative('dist', file).replace(/\.js$/, '')}`,
	exportName: path.posix.basename(file).split('.')[0],
}));

const clean = () => rm('dist', { recursive: true, force: true });

/** All code goes into one bundle, so that undici and our shared state exist once in the process. */
const bundle = () =>
	esbuild.build({
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
		legalComments: 'linked',
		logLevel: 'warning',
	});

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
