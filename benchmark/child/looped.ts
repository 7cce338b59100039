import type { INodeExecutionData } from 'n8n-workflow';
import type { Engine } from '../../test/support/engine';
import { START_NODE } from '../../test/support/engineNodeTypes';
import { LOOP_NODE, type NodeSetUp } from './nodes';

/** One item after the other, as a workflow does it that keeps to a rate limit. */
export const downloadLooped = async (
	engine: Engine,
	{ type, typeVersion, parameters }: NodeSetUp,
	urls: readonly string[],
): Promise<INodeExecutionData[]> => {
	const to = (node: string) => [{ node, type: 'main', index: 0 } as const];
	const run = await engine.run({
		nodes: [
			{ name: 'Start', type: START_NODE },
			{ name: 'Loop', type: LOOP_NODE, typeVersion: 3 },
			{ name: 'Node', type, typeVersion, parameters: parameters as never },
		],
		// The first output of the loop is for when it is done.
		connections: {
			Start: { main: [to('Loop')] },
			Loop: { main: [[], to('Node')] },
			Node: { main: [to('Loop')] },
		},
		pinData: { Start: urls.map((contentUri) => ({ json: { contentUri } })) },
	});
	if (run.status !== 'success') throw new Error(`The run ended with ${run.status}`, { cause: run.error });
	return urls.flatMap((_url, index) => run.outputs('Node', index)[0] ?? []);
};
