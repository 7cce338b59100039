import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
	NodeHelpers,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';
import ts from 'typescript';
import { kinds } from '../../nodes/RingCentralMedia/media/kinds';
import { verbs } from '../../nodes/RingCentralMedia/operations';
import { RingCentralMedia } from '../../nodes/RingCentralMedia/RingCentralMedia.node';
import manifest from '../../package.json';
import { CHECKOUT, credentialsOf, everyParameter, nodesOf, optionsOf, panels } from './panels';
import { faultsOf, parametersIn, textsOf } from './wording';

describe('every panel', () => {
	it('is worded as n8n words its own', async () => {
		const faults = faultsOf((await everyParameter()).flatMap(([at, parameter]) => textsOf(at, parameter)));

		expect(faults).toEqual([]);
	});

	it('begins the description of each switch with "Whether"', async () => {
		const switches = (await everyParameter()).filter(([, { type }]) => type === 'boolean');

		expect(switches.length).toBeGreaterThan(0);
		expect(switches.filter(([, { description }]) => !description?.startsWith('Whether '))).toEqual([]);
	});

	it('sorts lists of five or more', async () => {
		const unsorted = (await everyParameter()).filter(([, { options = [] }]) => {
			const names = options.map((option) => ('displayName' in option ? option.displayName : option.name));
			const sorted = [...names].sort((a, b) => a.localeCompare(b));
			return names.length >= 5 && names.join() !== sorted.join();
		});

		expect(unsorted.map(([at]) => at)).toEqual([]);
	});

	it('sorts what an "Add" button offers', async () => {
		const collections = (await everyParameter()).filter(([, { type }]) => type === 'collection');

		expect(collections.length).toBeGreaterThan(0);
		for (const [, { options = [] }] of collections) {
			const names = options.map((option) => ('displayName' in option ? option.displayName : option.name));
			expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
		}
	});

	it('explains each parameter that its label and choices do not', async () => {
		const obvious = ['options', 'multiOptions', 'collection', 'notice', 'hidden', 'resourceLocator'];
		const unexplained = (await everyParameter()).filter(
			([, { type, description }]) => description === undefined && !obvious.includes(type),
		);

		expect(unexplained.map(([at]) => at)).toEqual([]);
	});

	it('says more in a description than in its label', async () => {
		const plain = (text: string): string => text.toLowerCase().replace(/\b(the|a|an|of)\b|\W/g, '');
		const idle = (await everyParameter()).filter(
			([, { displayName, description }]) =>
				description !== undefined && plain(description) === plain(displayName),
		);

		expect(idle.map(([at]) => at)).toEqual([]);
	});

	it('masks what is secret', async () => {
		const secret = (await everyParameter()).filter(([, { name }]) => /secret|token$|password/i.test(name));
		const texts = secret.filter(([, { type }]) => type === 'string' || type === 'hidden');

		expect(texts.length).toBeGreaterThan(0);
		expect(texts.filter(([, { typeOptions }]) => typeOptions?.password !== true)).toEqual([]);
	});

	it('offers each choice once', async () => {
		for (const [at, parameter] of await everyParameter()) {
			const options = optionsOf(parameter);
			expect({ at, size: new Set(options.map(({ name }) => name)).size }).toEqual({
				at,
				size: options.length,
			});
			expect({ at, size: new Set(options.map(({ value }) => value)).size }).toEqual({
				at,
				size: options.length,
			});
		}
	});

	it('starts with a default that is one of the choices', async () => {
		for (const [at, parameter] of await everyParameter()) {
			if (parameter.type !== 'options') continue;
			const values = optionsOf(parameter).map(({ value }) => value);
			expect({ at, values }).toEqual({ at, values: expect.arrayContaining([parameter.default]) as unknown });
		}
	});

	it('shows parameters under conditions that can be met', async () => {
		for (const [name, properties] of await panels()) {
			for (const { displayOptions } of properties) {
				const conditions = { ...displayOptions?.show, ...displayOptions?.hide };
				for (const [key, values = []] of Object.entries(conditions)) {
					// Not a parameter: whether n8n shows the node or the tool it makes of it.
					if (key === '@tool') continue;
					const asked = properties.filter((property) => property.name === key.replace(/^\//, ''));
					expect({ name, key, times: Math.min(asked.length, 1) }).toEqual({ name, key, times: 1 });
					const choices = asked.flatMap((parameter) =>
						parameter.type === 'boolean' ? [true, false] : optionsOf(parameter).map(({ value }) => value),
					);
					if (Array.isArray(values)) expect(choices).toEqual(expect.arrayContaining(values));
				}
			}
		}
	});

	it('has the lists that its locators search', async () => {
		for (const { description, methods } of await nodesOf()) {
			const searched = parametersIn(description.properties).flatMap(([, { modes = [] }]) =>
				modes.map(({ typeOptions }) => typeOptions?.searchListMethod).filter((name) => name !== undefined),
			);
			const offered = Object.keys(methods?.listSearch ?? {}).sort();
			expect([...new Set(searched)].sort()).toEqual(offered);
		}
	});

	it('offers a locator from a list first, then by ID and by URL', async () => {
		const locators = (await everyParameter()).filter(([, { type }]) => type === 'resourceLocator');

		expect(locators.length).toBeGreaterThan(0);
		for (const [, { modes = [], default: initial, required }] of locators) {
			expect(['list,id', 'list,id,url']).toContain(modes.map(({ name }) => name).join());
			expect(initial).toMatchObject({ mode: 'list' });
			expect(required).toBe(true);
		}
	});

	it('asks for a credential that the package has, for each way to log in', async () => {
		const known = (await credentialsOf()).map(({ name }) => name).sort();
		for (const { description } of await nodesOf()) {
			const authentication = description.properties.find(({ name }) => name === 'authentication');
			const ways = authentication ? optionsOf(authentication).map(({ value }) => value) : [];
			expect(description.credentials?.map(({ name }) => name).sort()).toEqual(known);
			for (const { name, required, displayOptions } of description.credentials ?? []) {
				expect(ways).toContain(name);
				expect({ required, displayOptions }).toEqual({
					required: true,
					displayOptions: { show: { authentication: [name] } },
				});
			}
		}
	});
});

describe('what texts call a parameter', () => {
	/** Texts of a source, with `…` for what is put in. */
	const literalsOf = (source: string): string[] => {
		const found: string[] = [];
		const visit = (node: ts.Node): void => {
			if (ts.isStringLiteralLike(node)) found.push(node.text);
			if (ts.isTemplateExpression(node)) {
				found.push([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…'));
			}
			ts.forEachChild(node, visit);
		};
		visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true));
		return found;
	};

	it('is the name it has in the panel', async () => {
		const labels = (await everyParameter()).map(([, { displayName }]) => displayName);
		// A unit in brackets may be left out.
		const known = new Set([...labels, ...labels.map((label) => label.replace(/ \(.*\)$/, ''))]);
		const files = ['nodes', 'credentials'].flatMap((folder) =>
			readdirSync(path.join(CHECKOUT, folder), { recursive: true, encoding: 'utf8' })
				.filter((file) => file.endsWith('.ts'))
				.map((file) => path.join(CHECKOUT, folder, file)),
		);
		const named = files
			.flatMap((file) => literalsOf(readFileSync(file, 'utf8')))
			.flatMap((text) => [...text.matchAll(/(?<!\w)'([A-Z][^'…]*)'(?!\w)/g)].map(([, name = '']) => name));

		expect(named).toContain('Wait Until Ready');
		expect(named.filter((name) => !known.has(name))).toEqual([]);
	});
});

describe('the panel of RingCentral Media', () => {
	const { description } = new RingCentralMedia();
	const { properties } = description;

	const parameterOf = (name: string, resource?: string): INodeProperties => {
		const found = properties.find(
			(each) =>
				each.name === name && (!resource || each.displayOptions?.show?.['resource']?.includes(resource)),
		);
		if (found === undefined) throw new Error(`There is no parameter ${name}`);
		return found;
	};
	const operationsOf = (resource: string): INodePropertyOptions[] =>
		optionsOf(parameterOf('operation', resource));
	const resources = optionsOf(parameterOf('resource')).map(({ value }) => String(value));
	const works = resources.flatMap((resource) =>
		operationsOf(resource).map(({ value }): [resource: string, operation: string] => [
			resource,
			String(value),
		]),
	);
	/** What can be shown for an operation, whatever its other parameters say. */
	const shownFor = (resource: string, operation: string): INodeProperties[] =>
		properties.filter(({ displayOptions: { show } = {} }) =>
			Boolean(show?.['resource']?.includes(resource) && show['operation']?.includes(operation)),
		);
	const asNode = (parameters: INodeParameters): INode => ({
		id: '1',
		name: description.displayName,
		type: `${manifest.name}.${description.name}`,
		typeVersion: 1,
		position: [0, 0],
		parameters,
	});
	const withDefaults = (parameters: INodeParameters): INodeParameters | null =>
		NodeHelpers.getNodeParameters(properties, parameters, true, false, asNode(parameters), description);

	// Workflows store these keys: lines may come, none may change or go.
	it('stores the agreed keys', () => {
		const stored = resources.map((resource) => [
			resource,
			operationsOf(resource)
				.map(({ value }) => String(value))
				.sort(),
		]);

		expect(Object.fromEntries(stored)).toEqual({
			callRecording: ['delete', 'download', 'get', 'getMany'],
			complianceExport: ['create', 'download', 'get', 'getMany'],
			fax: ['delete', 'download', 'get', 'getMany', 'resend', 'send', 'update'],
			greeting: ['create', 'download', 'get', 'getMany'],
			ivrPrompt: ['create', 'delete', 'download', 'get', 'getMany', 'update'],
			media: ['download', 'getLink'],
			meetingRecording: ['download', 'getMany'],
			message: ['delete', 'download', 'get', 'getMany', 'send', 'update'],
			teamFile: ['create', 'download'],
			voicemail: ['delete', 'download', 'get', 'getMany', 'update'],
		});
	});

	it('is computed from the kinds and verbs', () => {
		const fitting = kinds.flatMap((kind) =>
			verbs.filter((verb) => verb.fits(kind)).map((verb) => `${kind.key} ${verb.key}`),
		);

		expect(works.map((work) => work.join(' ')).sort()).toEqual(fitting.sort());
	});

	it('starts with something that works', () => {
		const resource = parameterOf('resource').default;

		expect(resources).toContain(resource);
		for (const each of resources) {
			expect(operationsOf(each).map(({ value }) => value)).toContain(parameterOf('operation', each).default);
		}
	});

	it('lists resources and operations by name', () => {
		const names = (options: INodePropertyOptions[]): string[] => options.map(({ name }) => name);
		const lists = [optionsOf(parameterOf('resource')), ...resources.map(operationsOf)].map(names);

		for (const list of lists) expect(list).toEqual([...list].sort((a, b) => a.localeCompare(b)));
	});

	it('takes no expression for what decides on the rest', () => {
		for (const { name, noDataExpression } of properties) {
			const decides = ['authentication', 'resource', 'operation'].includes(name);
			expect({ name, decides: Boolean(noDataExpression) }).toEqual({ name, decides });
		}
	});

	it('tells in each action what is acted on', () => {
		for (const resource of resources) {
			const kind = kinds.find(({ key }) => key === resource);
			for (const { action = '', name } of operationsOf(resource)) {
				expect(action).toMatch(new RegExp(`\\b(${kind?.noun}|${kind?.nouns})$`));
				// The resource stands beside it already.
				expect(name).not.toMatch(new RegExp(`\\b(${kind?.noun}|${kind?.nouns})\\b`, 'i'));
			}
		}
	});

	it('has no two parameters of one name for the same operation', () => {
		for (const [resource, operation] of works) {
			const names = shownFor(resource, operation).map(({ name }) => name);
			expect({ resource, operation, names }).toEqual({ resource, operation, names: [...new Set(names)] });
		}
	});

	it('shows all fields of an operation, in their order', () => {
		for (const kind of kinds) {
			for (const verb of verbs.filter((each) => each.fits(kind))) {
				const names = shownFor(kind.key, verb.key).map(({ name }) => name);
				expect(names).toEqual(Object.keys(verb.fields(kind)));
			}
		}
	});

	it.each(works)('gives the defaults of %s, %s', (resource, operation) => {
		const chosen = { authentication: 'ringCentralApi', resource, operation };
		const initial = Object.fromEntries(
			shownFor(resource, operation).map((parameter) => [parameter.name, parameter.default]),
		);
		const shown = withDefaults(chosen);

		expect(Object.keys(initial)).toEqual(
			expect.arrayContaining(Object.keys(shown ?? {}).filter((name) => !(name in chosen))),
		);
		for (const [name, value] of Object.entries(shown ?? {})) {
			if (name in chosen) expect(value).toBe(chosen[name as keyof typeof chosen]);
			else expect(value).toEqual(withLocatorMark(initial[name]));
		}
	});

	it.each(works)('asks in %s, %s for what has no default', (resource, operation) => {
		const parameters = withDefaults({ authentication: 'ringCentralApi', resource, operation }) ?? {};
		const issues = NodeHelpers.getNodeParametersIssues(properties, asNode(parameters), description);
		const shown = shownFor(resource, operation).filter(({ name }) => name in parameters);
		const missing = shown.filter(({ required, default: initial }) => required && isEmpty(initial));

		expect(Object.keys(issues?.parameters ?? {}).sort()).toEqual(missing.map(({ name }) => name).sort());
	});
});

const isEmpty = (initial: unknown): boolean =>
	initial === '' ||
	(typeof initial === 'object' && initial !== null && 'value' in initial && initial.value === '');

/** n8n marks the value of a locator as one. */
const withLocatorMark = (initial: unknown): unknown =>
	typeof initial === 'object' && initial !== null && 'mode' in initial ? { __rl: true, ...initial } : initial;
