import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IExecuteFunctions } from 'n8n-workflow';
import { interrupted, unknownOutcome } from '../../nodes/RingCentralMedia/errors';
import { toErrorJson } from '../../nodes/RingCentralMedia/n8n/errors';
import { startEngine, type Engine } from '../support/engine';
import { BEYOND, readExample } from '../support/examples';
import { probe } from './engineNodes';

const TELLS = 'test.tells';

const tells = probe(function (this: IExecuteFunctions) {
	return Promise.resolve([[{ json: { text: this.getNodeParameter('url', 0) } }]]);
});

let engine: Engine;

beforeAll(async () => {
	engine = await startEngine({ nodeTypes: { [TELLS]: tells } });
});
afterAll(() => engine.close());

/** The first expression in one text of a node. */
const expressionIn = async (example: string, nodeName: string, path: readonly string[]): Promise<string> => {
	const { nodes } = await readExample(example);
	const found = nodes.find(({ name }) => name === nodeName)?.parameters;
	const text = path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], found);
	const [expression] = /\{\{.*?\}\}/.exec(String(text)) ?? [];
	if (expression === undefined) throw new Error(`${nodeName} has no expression`);
	return `=${expression}`;
};

const places = [
	{
		example: BEYOND.emailToFax,
		node: 'Tell Why Not',
		path: ['subject'],
		surely: 'not sent',
	},
	{
		example: BEYOND.sheetToFaxes,
		node: 'Write Error',
		path: ['columns', 'value', 'Status'],
		surely: 'error',
	},
];

/** n8n before 2.36 lets no details through. */
const forms = [
	{ n8n: '2.36 and newer', takesDetails: true },
	{ n8n: 'older', takesDetails: false },
];

const cases = places.flatMap((place) => forms.map((form) => ({ ...place, ...form })));

describe.each(cases)('$example on n8n $n8n', ({ example, node, path, surely, takesDetails }) => {
	const said = async (failure: Error): Promise<unknown> => {
		const text = await expressionIn(example, node, path);
		const items = [{ json: toErrorJson(failure, takesDetails) }];
		const { outputs } = await engine.runNode({ type: TELLS, parameters: { url: text } }, items);
		return outputs[0]?.[0]?.json['text'];
	};

	it('says of a fax whose outcome nobody knows that it may have gone out', async () => {
		expect(await said(unknownOutcome('The line broke'))).toBe('perhaps sent');
	});

	it('says of any other that it did not', async () => {
		expect(await said(interrupted('No line'))).toBe(surely);
		expect(await said(new Error('Anything else'))).toBe(surely);
	});
});
