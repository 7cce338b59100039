import { Container } from '@n8n/di';
import { ExecutionLifecycleHooks, ExternalSecretsProxy } from 'n8n-core';
import {
	Workflow,
	type INode,
	type INodeTypes,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import type { EngineNode, EngineWorkflow } from './engine';
import type { EngineCredentials } from './engineCredentials';

const WORKFLOW_ID = 'workflow';

const completeNode = (node: EngineNode, position: number): INode => ({
	id: node.name,
	typeVersion: 1,
	position: [position * 200, 0],
	parameters: {},
	...node,
});

/** @returns the workflow with every parameter that was left out at its default. */
export const engineWorkflow = (source: EngineWorkflow, nodeTypes: INodeTypes): Workflow =>
	new Workflow({
		id: WORKFLOW_ID,
		name: source.name ?? WORKFLOW_ID,
		nodes: source.nodes.map(completeNode),
		connections: source.connections,
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1', ...source.settings },
		...(source.staticData && { staticData: source.staticData }),
		...(source.pinData && { pinData: source.pinData }),
	});

let executions = 0;

/** What n8n's server hands to its engine: no server stands behind the addresses in it. */
export const engineAdditionalData = (
	workflow: Workflow,
	credentialsHelper: EngineCredentials,
	mode: WorkflowExecuteMode,
): IWorkflowExecuteAdditionalData => {
	executions += 1;
	const executionId = String(executions);
	const now = new Date();
	const asStored: IWorkflowBase = {
		id: workflow.id,
		name: workflow.name ?? workflow.id,
		nodes: Object.values(workflow.nodes),
		connections: workflow.connectionsBySourceNode,
		active: false,
		isArchived: false,
		activeVersionId: null,
		createdAt: now,
		updatedAt: now,
	};
	return {
		executionId,
		workflowId: workflow.id,
		hooks: new ExecutionLifecycleHooks(mode, executionId, asStored),
		credentialsHelper,
		externalSecretsProxy: Container.get(ExternalSecretsProxy),
		currentNodeExecutionIndex: 0,
		variables: {},
		workflowSettings: workflow.settings,
		setExecutionStatus: () => undefined,
		sendDataToUI: () => undefined,
		logAiEvent: () => undefined,
		executeWorkflow: () => Promise.reject(new Error('The engine runs no sub-workflows')),
		getRunExecutionData: () => Promise.resolve(undefined),
		getRuntimeCredential: () => Promise.resolve(undefined),
		startRunnerTask: () => Promise.reject(new Error('The engine has no task runner')),
		restApiUrl: 'http://localhost/rest',
		instanceBaseUrl: 'http://localhost/',
		formBaseUrl: 'http://localhost/form',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
		formTestBaseUrl: 'http://localhost/form-test',
		webhookBaseUrl: 'http://localhost/webhook',
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		webhookTestBaseUrl: 'http://localhost/webhook-test',
		mcpBaseUrl: 'http://localhost/mcp',
		mcpTestBaseUrl: 'http://localhost/mcp-test',
	};
};
