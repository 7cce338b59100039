import type { ExampleWorkflow } from '../../test/support/examples';

const DAYS = 30;
const FEW = 3;

/** The same workflow for an account of which nothing is known: a month back, and not all of it. */
export const newestFew = (workflow: ExampleWorkflow): ExampleWorkflow => ({
	...workflow,
	nodes: workflow.nodes.map((node) => {
		if (node.parameters.operation !== 'getMany') return node;
		const filters = {
			...(node.parameters.filters as object),
			dateFrom: `={{ $now.minus({ days: ${DAYS} }).toISO() }}`,
		};
		return { ...node, parameters: { ...node.parameters, returnAll: false, limit: FEW, filters } };
	}),
});
