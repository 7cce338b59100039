import assert from 'node:assert/strict';
import { exampleNames, readExample } from '../../support/examples';
import type { N8nRest } from '../n8nRest';
import type { Report } from '../report';

/** Every node of every example is one that this n8n has, in a version it has. */
export const checkNodeTypes = async (report: Report, rest: N8nRest): Promise<void> => {
	await report.check('n8n knows every node of every example', async () => {
		const known = new Map<string, number[]>();
		for (const { name, version } of await rest.nodeTypes()) {
			known.set(name, [...(known.get(name) ?? []), ...[version].flat()]);
		}
		const workflows = await Promise.all((await exampleNames()).map(readExample));
		const unknown = workflows.flatMap(({ name, nodes }) =>
			nodes
				.filter(({ type, typeVersion }) => !known.get(type)?.includes(typeVersion))
				.map((node) => `${name}: ${node.type} ${node.typeVersion}`),
		);
		assert.deepEqual(unknown, []);
	});
};
