import { PollContext } from 'n8n-core';
import type { IDataObject, INodeExecutionData, IPollFunctions, WorkflowActivateMode } from 'n8n-workflow';
import type { EngineNode } from './engine';
import type { EngineEnvironment } from './engineRun';
import { engineAdditionalData, engineWorkflow } from './engineWorkflow';

export interface PollerOptions {
	/** `manual` is the editor's test step, `trigger` the schedule. */
	mode?: 'trigger' | 'manual';
	/** What n8n's database holds when the workflow is activated. */
	staticData?: IDataObject;
	/** Time left for a poll as n8n would tell it. Left out: n8n's own. */
	budgetMs?: number;
}

/** A polling trigger of an active workflow. */
export interface Poller {
	/** One tick. `activate` is the one n8n makes when the workflow is switched on, `init` at its start. */
	poll(activation?: WorkflowActivateMode): Promise<INodeExecutionData[][] | null>;
	/** The node's state in memory, as the next tick sees it. */
	readonly memory: IDataObject;
	/**
	 * What n8n's database holds: it is written only when a poll gave items or was that of the
	 * activation, and only if n8n noticed an assignment. Hand it to a new poller to play a restart.
	 */
	readonly saved: IDataObject;
}

/** Opens a poller on a workflow with nothing but the trigger. */
export const openPoller = (
	trigger: EngineNode,
	{ nodeTypes, credentials }: EngineEnvironment,
	{ mode = 'trigger', staticData = {}, budgetMs }: PollerOptions = {},
): Poller => {
	const workflow = engineWorkflow(
		{ nodes: [trigger], connections: {}, staticData: structuredClone(staticData) },
		nodeTypes,
	);
	const node = workflow.getNode(trigger.name);
	if (node === null) throw new Error(`Node "${trigger.name}" is not in its workflow`);
	const nodeType = nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	let saved = structuredClone(staticData);

	return {
		async poll(activation = 'update') {
			if (nodeType.poll === undefined) throw new Error(`Node type "${node.type}" does not poll`);
			const additionalData = engineAdditionalData(workflow, credentials, mode);
			// A scheduled poll belongs to no execution, which is why its files land in a temporary place.
			if (mode === 'trigger') delete additionalData.executionId;
			const context = new PollContext(
				workflow,
				node,
				additionalData,
				mode,
				activation,
				undefined,
				undefined,
				undefined,
				undefined,
				undefined,
				budgetMs === undefined ? undefined : () => budgetMs,
			);
			const items = await nodeType.poll.call(context as IPollFunctions);
			const isSaved = items !== null || activation === 'activate';
			if (mode === 'trigger' && isSaved && workflow.staticData.__dataChanged === true) {
				saved = JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
				workflow.staticData.__dataChanged = false;
			}
			return items;
		},
		get memory() {
			return workflow.getStaticData('node', node);
		},
		get saved() {
			return structuredClone(saved);
		},
	};
};
