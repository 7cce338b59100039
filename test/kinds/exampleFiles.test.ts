import { describe, expect, it } from '@jest/globals';
import { NodeHelpers, type INode, type INodeTypeDescription } from 'n8n-workflow';
import manifest from '../../package.json';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { EXAMPLES_FOLDER, type ExampleWorkflow } from '../support/examples';
import { nodesOf } from './panels';

const OURS = `${manifest.name}.`;
const STICKY_NOTE = 'n8n-nodes-base.stickyNote';
const GRID_PIXELS = 20;
const NODE_PIXELS = 100;
/** Two nodes side by side have their names below them. */
const APART_PIXELS = 200;

/** n8n's own nodes in versions that 1.123 has as well as 2.40. The part "examples" of the e2e tests asks 2.40. */
const KNOWN: Readonly<Record<string, number>> = {
	code: 2,
	convertToFile: 1.1,
	emailReadImap: 2,
	emailSend: 2.1,
	filter: 2.2,
	googleDrive: 3,
	googleSheets: 4.5,
	manualTrigger: 1,
	s3: 1,
	scheduleTrigger: 1.2,
	set: 3.4,
	slack: 2.2,
	splitInBatches: 3,
	stickyNote: 1,
	stopAndError: 1,
};

const files = readdirSync(EXAMPLES_FOLDER);
const textOf = (file: string): string => readFileSync(path.join(EXAMPLES_FOLDER, file), 'utf8');
const workflowOf = (file: string): ExampleWorkflow => JSON.parse(textOf(file)) as ExampleWorkflow;

interface Box {
	name: string;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

const boxOf = ({ name, type, position: [left, top], parameters: { width, height } }: INode): Box => {
	const isNote = type === STICKY_NOTE;
	return {
		name,
		left,
		top,
		right: left + (isNote ? Number(width) : NODE_PIXELS),
		bottom: top + (isNote ? Number(height) : NODE_PIXELS),
	};
};

const overlaps = (one: Box, other: Box): boolean =>
	one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

const overlapping = (boxes: readonly Box[]): string[] =>
	boxes.flatMap((one, at) =>
		boxes
			.slice(at + 1)
			.filter((other) => overlaps(one, other))
			.map((other) => `${one.name} and ${other.name}`),
	);

const isOurs = ({ type }: INode): boolean => type.startsWith(OURS);

const descriptionOf = async ({ type }: INode): Promise<INodeTypeDescription> => {
	const found = (await nodesOf()).find(({ description }) => `${OURS}${description.name}` === type);
	if (!found) throw new Error(`There is no node type ${type}`);
	return found.description;
};

describe.each(files)('%s', (file) => {
	const { name, nodes, connections, ...rest } = workflowOf(file);
	const steps = nodes.filter(({ type }) => type !== STICKY_NOTE);
	const notes = nodes.filter(({ type }) => type === STICKY_NOTE);
	const texts = notes.map(({ parameters }) => parameters['content'] as string);

	it('is a workflow as n8n imports it: off, with nothing pinned and nobody’s credentials', () => {
		expect(file).toMatch(/^[a-z0-9-]+\.json$/);
		expect(name).not.toBe('');
		expect(rest).toEqual({ active: false, pinData: {}, settings: { executionOrder: 'v1' } });
		expect(nodes.filter(({ credentials }) => credentials !== undefined)).toEqual([]);
		expect(textOf(file)).not.toMatch(/webhookId|instanceId|versionId/);
	});

	it('names each node once, and gives each an id of its own', () => {
		expect(new Set(nodes.map((node) => node.name)).size).toBe(nodes.length);
		expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
		for (const { id } of nodes) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
	});

	it('has only nodes that n8n 1.123 and 2.40 have', () => {
		const others = steps.filter((node) => !isOurs(node));
		const unknown = others.filter(({ type, typeVersion }) => KNOWN[type.split('.')[1] ?? ''] !== typeVersion);

		expect(unknown.map(({ type, typeVersion }) => `${type} ${typeVersion}`)).toEqual([]);
		expect(others.filter(({ type }) => !type.startsWith('n8n-nodes-base.'))).toEqual([]);
	});

	it('gives our nodes only parameters that their panel shows, and values that it takes', async () => {
		for (const node of steps.filter(isOurs)) {
			const description = await descriptionOf(node);
			const { properties } = description;
			const { pollTimes, ...parameters } = node.parameters;
			const shown = NodeHelpers.getNodeParameters(
				properties,
				node.parameters,
				true,
				false,
				node,
				description,
			);

			expect(pollTimes !== undefined).toBe(description.polling === true);
			expect(shown).toMatchObject(parameters);
			const complete = { ...node, parameters: shown ?? {} };
			expect(NodeHelpers.getNodeParametersIssues(properties, complete, description)).toBeNull();
		}
	});

	it('connects nodes that are there, and leaves none alone', () => {
		const names = steps.map((node) => node.name);
		const targets = Object.values(connections).flatMap(({ main = [] }) =>
			main.flatMap((output) => output?.map(({ node }) => node) ?? []),
		);

		expect(Object.keys(connections).filter((from) => !names.includes(from))).toEqual([]);
		expect(targets.filter((to) => !names.includes(to))).toEqual([]);
		const alone = names.filter((each) => !targets.includes(each) && connections[each] === undefined);
		expect(alone).toEqual([]);
	});

	it('reads in expressions only nodes that are there', () => {
		const read = [...JSON.stringify(steps).matchAll(/\$\('([^']+)'\)/g)].map(([, each]) => each);

		expect(read.filter((each) => !steps.some((node) => node.name === each))).toEqual([]);
		expect(textOf(file)).not.toMatch(/\$node\b|\$items\(|\$data\b|\$evaluateExpression/);
	});

	it('uses the error output of each node that has one', () => {
		const open = steps.filter(
			(node) => node.onError === 'continueErrorOutput' && !connections[node.name]?.main?.[1]?.length,
		);

		expect(open.map((node) => node.name)).toEqual([]);
	});

	it('says in a note what to set', () => {
		expect(notes[0]?.name).toBe('What to set');
		expect(texts[0]).toMatch(/^## .+\n[^]+\*\*To set it up\*\*\n1\. /);
		expect(texts.join()).toContain('RingCentral');
	});

	it('is tidy: on the grid, from left to right, nothing over anything else', () => {
		for (const { position } of nodes) {
			for (const pixels of position) expect(Math.abs(pixels % GRID_PIXELS)).toBe(0);
		}
		expect(overlapping(nodes.map(boxOf))).toEqual([]);
		const spread = steps.map((node) => ({ ...boxOf(node), right: node.position[0] + APART_PIXELS }));
		expect(overlapping(spread)).toEqual([]);
		const placeOf = (each: string) => steps.find((node) => node.name === each)?.position[0] ?? 0;
		const backwards = Object.entries(connections).flatMap(([from, { main = [] }]) =>
			main.flatMap((output) =>
				(output ?? []).filter(({ node }) => placeOf(node) <= placeOf(from)).map(({ node }) => node),
			),
		);
		const loops = steps.filter(({ type }) => type.endsWith('.splitInBatches')).map((node) => node.name);
		expect(backwards.filter((each) => !loops.includes(each))).toEqual([]);
	});
});

describe('the examples', () => {
	it('are each told in README', () => {
		const readme = readFileSync(path.join(EXAMPLES_FOLDER, '../README.md'), 'utf8');
		const told = [...readme.matchAll(/\]\(examples\/([a-z0-9-]+\.json)\)/g)].map(([, file]) => file);

		expect(told.sort()).toEqual(files.sort());
	});
});
