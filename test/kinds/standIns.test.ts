import { describe, expect, it } from '@jest/globals';
import { exampleNames, readExample } from '../support/examples';
import { withStandIns } from '../support/standIns';

const other = { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };
const credential = { id: 'any', name: 'Any' };

describe('what stands in for the ends of an example', () => {
	it('changes the nodes it is for and adds credentials, and leaves everything else as it is', async () => {
		for (const name of await exampleNames()) {
			const example = await readExample(name);
			const [replaced, ...kept] = example.nodes;
			const changed = withStandIns(example, {
				credentials: { ringCentralApi: credential, s3: credential },
				nodes: { [replaced?.name ?? '']: () => other },
			});
			const [first, ...rest] = changed.nodes;

			expect({ ...changed, nodes: [] }).toEqual({ ...example, nodes: [] });
			expect(first).toEqual({ ...replaced, ...other });
			expect(rest.map((node) => ({ ...node, credentials: undefined }))).toEqual(kept);
			const given = rest.flatMap(({ type, credentials = {} }) =>
				Object.keys(credentials).map((each) => `${type.split('.').at(-1) ?? ''} ${each}`),
			);
			expect([...new Set(given)].sort()).toEqual(
				[
					'ringCentralMedia ringCentralApi',
					...(kept.some(({ type }) => type.endsWith('Trigger') && type.includes('ringcentral'))
						? ['ringCentralMediaTrigger ringCentralApi']
						: []),
					...(kept.some(({ type }) => type.endsWith('.s3')) ? ['s3 s3'] : []),
				].sort(),
			);
			expect(await readExample(name)).toEqual(example);
		}
	});

	it('is for nodes that are there', async () => {
		const example = await readExample('save-faxes');

		expect(() => withStandIns(example, { nodes: { 'No Such Node': () => other } })).toThrow(
			'There is no node "No Such Node"',
		);
	});
});
