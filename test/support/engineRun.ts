import { WorkflowExecute } from 'n8n-core';
import type PCancelable from 'p-cancelable';
import type { ExecutionError, ExecutionStatus, INodeExecutionData, INodeTypes, IRun } from 'n8n-workflow';
import type { EngineWorkflow } from './engine';
import type { EngineCredentials } from './engineCredentials';
import { engineAdditionalData, engineWorkflow } from './engineWorkflow';

export interface EngineEnvironment {
	nodeTypes: INodeTypes;
	credentials: EngineCredentials;
	/** Takes what a node sends to the console of the editor. */
	toEditor: (message: unknown) => void;
}

/** A finished run. */
export interface EngineRun {
	/** As n8n shows it in its list: `success`, `error`, `canceled`, … */
	status: ExecutionStatus;
	/** What stopped the run. */
	error: ExecutionError | undefined;
	/** The node's items by output; `runIndex` counts the times the node ran. */
	outputs(nodeName: string, runIndex?: number): INodeExecutionData[][];
	/** Everything n8n would store of the run. */
	raw: IRun;
}

export interface RunningWorkflow {
	result: Promise<EngineRun>;
	/** What the Stop button does. The result then comes with the status `canceled`. */
	cancel(): void;
}

const MODE = 'manual';

/** Runs a workflow from its first node without inputs. */
export const startRun = (source: EngineWorkflow, environment: EngineEnvironment): RunningWorkflow => {
	let running: PCancelable<IRun> | undefined;
	// Not run when it has issues, such as an empty required parameter: n8n throws then.
	const begin = async (): Promise<IRun> => {
		running = begun(source, environment);
		return running;
	};
	return { result: begin().then(finished), cancel: () => running?.cancel() };
};

const begun = (
	source: EngineWorkflow,
	{ nodeTypes, credentials, toEditor }: EngineEnvironment,
): PCancelable<IRun> => {
	const workflow = engineWorkflow(source, nodeTypes);
	const startNode = workflow.getStartNode();
	if (startNode === undefined) throw new Error('The workflow has no node to start with');
	const additionalData = engineAdditionalData(workflow, credentials, MODE);
	additionalData.sendDataToUI = (type, data) => {
		if (type === 'sendConsoleMessage') toEditor((data as { messages: unknown[] }).messages[0]);
	};
	return new WorkflowExecute(additionalData, MODE).run({
		workflow,
		startNode,
		...(source.pinData && { pinData: source.pinData }),
	});
};

const finished = (raw: IRun): EngineRun => ({
	status: raw.status,
	error: raw.data.resultData.error,
	outputs: (nodeName, runIndex = 0) =>
		(raw.data.resultData.runData[nodeName]?.[runIndex]?.data?.main ?? []).map((items) => items ?? []),
	raw,
});
