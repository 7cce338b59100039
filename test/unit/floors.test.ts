import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const CHECKOUT = path.resolve(__dirname, '../..');
const NODE = 'nodes/RingCentralMedia';

/** The floors of the house, lowest first, as the beginnings of paths. */
const FLOORS: readonly (readonly RegExp[])[] = [
	[/^(errors|read)\.ts$/, /^(transfer|polling)\//],
	[/^(ringcentral|media)\//],
	[/^operations\//],
	[/^n8n\//, /^[^/]+\.node\.(ts|json)$/],
];
const TOP = FLOORS.length - 1;

/** Packages and Node built-ins, and the only places that may import them. */
const RESERVED: readonly { imported: (name: string) => boolean; allowed: (file: string) => boolean }[] = [
	{
		imported: (name) => /^n8n-workflow(\/package\.json)?$/.test(name),
		allowed: (file) => floorOf(file) === TOP,
	},
	{ imported: (name) => /^undici(\/|$)/.test(name), allowed: (file) => file === `${NODE}/transfer/http.ts` },
	{
		imported: (name) => /^(mime-types|file-type)(\/|$)/.test(name),
		allowed: (file) => file === `${NODE}/transfer/contentType.ts`,
	},
	// n8n Cloud allows this one everywhere.
	{ imported: (name) => /^(node:)?crypto$/.test(name), allowed: () => true },
	{
		imported: isBuiltin,
		allowed: (file) => [`${NODE}/transfer/http.ts`, `${NODE}/n8n/stream.ts`].includes(file),
	},
];

/** The floor of a file by its path in the checkout; `undefined` outside the house. */
function floorOf(file: string): number | undefined {
	if (/^credentials\/[^/]+$/.test(file)) return TOP;
	if (!file.startsWith(`${NODE}/`)) return undefined;
	const inside = file.slice(NODE.length + 1);
	const found = FLOORS.findIndex((floor) => floor.some((beginning) => beginning.test(inside)));
	return found === -1 ? undefined : found;
}

/** What is wrong with what a file imports. Relative imports are written as in the file. */
function violations(file: string, imports: readonly string[]): string[] {
	const floor = floorOf(file);
	if (floor === undefined) return [`${file} is on no floor`];
	return imports.flatMap((name) => {
		if (!name.startsWith('.')) {
			const rule = RESERVED.find(({ imported }) => imported(name));
			return rule?.allowed(file) ? [] : [`${file} may not import ${name}`];
		}
		const target = path.posix.join(path.posix.dirname(file), name);
		const below = [`${target}.ts`, target, `${target}/index.ts`]
			.map(floorOf)
			.find((found) => found !== undefined);
		if (below === undefined) return [`${file} imports ${name}, which is on no floor`];
		return below > floor ? [`${file} on floor ${floor} imports ${name} on floor ${below}`] : [];
	});
}

/** Every module a source names: in imports of values and of types, in exports, and in calls. */
function importsOf(source: string): string[] {
	const names: string[] = [];
	const note = (node: ts.Node | undefined): void => {
		if (node === undefined) return;
		names.push(ts.isStringLiteralLike(node) ? node.text : `(computed) ${node.getText()}`);
	};
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) note(node.moduleSpecifier);
		if (ts.isExternalModuleReference(node)) note(node.expression);
		if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) note(node.argument.literal);
		if (ts.isCallExpression(node) && /^(import|require)$/.test(node.expression.getText())) {
			note(node.arguments[0]);
		}
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true));
	return names;
}

const sources = ['nodes', 'credentials'].flatMap((folder) =>
	readdirSync(path.join(CHECKOUT, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => path.posix.join(folder, ...file.split(path.sep))),
);

const read = (file: string): string => readFileSync(path.join(CHECKOUT, file), 'utf8');

describe('the floors of the house', () => {
	it.each(sources)('hold for %s', (file) => {
		expect(violations(file, importsOf(read(file)))).toEqual([]);
	});

	it('are all there, each with files', () => {
		expect([...new Set(sources.map(floorOf))].sort()).toEqual([0, 1, 2, 3]);
		expect(sources.flatMap((file) => importsOf(read(file))).length).toBeGreaterThan(sources.length);
	});
});

describe('the check of the floors', () => {
	it.each<[string, string]>([
		[`${NODE}/errors.ts`, './media/kind'],
		[`${NODE}/transfer/ask.ts`, '../ringcentral/api'],
		[`${NODE}/polling/watermark.ts`, '../media/kinds'],
		[`${NODE}/ringcentral/api.ts`, '../operations/verb'],
		[`${NODE}/media/kinds/fax.ts`, '../../n8n/reach'],
		[`${NODE}/operations/get.ts`, '../n8n/reach'],
		[`${NODE}/operations/get.ts`, '../RingCentralMedia.node'],
		[`${NODE}/n8n/reach.ts`, '../../../simulator/index'],
		[`${NODE}/n8n/reach.ts`, '../utils/text'],
		[`${NODE}/utils/text.ts`, '../errors'],
		[`${NODE}/media/kind.ts`, 'n8n-workflow'],
		[`${NODE}/operations/get.ts`, 'n8n-workflow'],
		[`${NODE}/n8n/request.ts`, 'undici'],
		[`${NODE}/transfer/ask.ts`, 'undici/types/dispatcher'],
		[`${NODE}/transfer/fileName.ts`, 'mime-types'],
		[`${NODE}/n8n/binary.ts`, 'file-type/core'],
		[`${NODE}/n8n/binary.ts`, 'node:stream'],
		[`${NODE}/transfer/body.ts`, 'stream'],
		[`${NODE}/n8n/login.ts`, 'lodash'],
		['credentials/RingCentralApi.credentials.ts', 'fs'],
	])('refuses that %s imports %s', (file, name) => {
		expect(violations(file, [name])).toHaveLength(1);
	});

	it.each<[string, string]>([
		[`${NODE}/transfer/span.ts`, '../errors'],
		[`${NODE}/media/kinds/fax.ts`, '../../ringcentral/paging'],
		[`${NODE}/ringcentral/api.ts`, '../transfer/backoff'],
		[`${NODE}/operations/index.ts`, './download'],
		[`${NODE}/n8n/execute.ts`, '../operations'],
		[`${NODE}/RingCentralMedia.node.ts`, './media/kinds'],
		[`${NODE}/n8n/stream.ts`, 'node:stream'],
		[`${NODE}/transfer/http.ts`, 'undici'],
		[`${NODE}/transfer/contentType.ts`, 'file-type/core'],
		[`${NODE}/transfer/progress.ts`, 'crypto'],
		['credentials/RingCentralApi.credentials.ts', '../nodes/RingCentralMedia/n8n/login'],
		['credentials/RingCentralApi.credentials.ts', 'n8n-workflow'],
	])('allows that %s imports %s', (file, name) => {
		expect(violations(file, [name])).toEqual([]);
	});

	it('sees every way to import', () => {
		const source = `
			import a from './a';
			import type { B } from './b';
			export * from './c';
			export { d } from './d';
			import e = require('./e');
			type F = import('./f').F;
			const g = await import('./g');
			const h = require('./h');
			const i = require(name);
			import './j';
			// import k from './k';
		`;

		expect(importsOf(source)).toEqual([
			...['./a', './b', './c', './d', './e', './f', './g', './h'],
			'(computed) name',
			'./j',
		]);
	});
});
