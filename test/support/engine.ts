import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { Container } from '@n8n/di';
import { BinaryDataConfig, BinaryDataService, ErrorReporter, LoadOptionsContext } from 'n8n-core';
import { SSHClientsManager } from 'n8n-core/dist/execution-engine/ssh-clients-manager';
import type {
	IBinaryData,
	IConnections,
	ICredentialType,
	IDataObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INode,
	INodeExecutionData,
	INodeListSearchResult,
	INodePropertyOptions,
	INodeType,
	IPinData,
	IVersionedNodeType,
	IWorkflowSettings,
} from 'n8n-workflow';
import { readBinary, sha256Of, storedFiles, streamOf, type StoredFile } from './engineBinary';
import { EngineCredentials, type StoredCredential } from './engineCredentials';
import { EngineNodeTypes, START_NODE } from './engineNodeTypes';
import { openPoller, type Poller, type PollerOptions } from './enginePoller';
import { startRun, type EngineRun, type RunningWorkflow } from './engineRun';
import { engineAdditionalData, engineWorkflow } from './engineWorkflow';

export type { EngineRun, Poller, PollerOptions, RunningWorkflow, StoredCredential, StoredFile };

export interface EngineOptions {
	/** `filesystem` streams to disk as n8n does by default, `default` keeps whole files in memory. */
	binaryMode?: 'filesystem' | 'default';
	/** Instances by type id, e.g. `n8n-nodes-ringcentral-media.ringCentralMedia`. */
	nodeTypes: Readonly<Record<string, INodeType | IVersionedNodeType>>;
	credentialTypes?: readonly ICredentialType[];
	credentials?: readonly StoredCredential[];
	/** n8n's own settings, e.g. `{ N8N_LOG_LEVEL: 'debug' }`; warnings are logged unless told otherwise. */
	env?: Readonly<Record<string, string>>;
}

/** A workflow as n8n exports it, with what a test may leave out. */
export interface EngineWorkflow {
	name?: string;
	nodes: readonly EngineNode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
	pinData?: IPinData;
	staticData?: IDataObject;
}

export type EngineNode = Pick<INode, 'name' | 'type'> & Partial<INode>;

/** A node for the short cuts: its type id, its parameters, and what differs from the defaults. */
export type NodeUnderTest = Pick<INode, 'type'> & Partial<INode>;

/** A finished run of one node behind a start node. */
export interface NodeRun extends Omit<EngineRun, 'outputs'> {
	/** Items by output: `outputs[0]` is the first. Empty when the node threw. */
	outputs: INodeExecutionData[][];
}

/** Lines of nodes, in order. */
export interface EngineSaid {
	log: { level: 'debug' | 'info' | 'warn' | 'error'; line: string; facts: unknown }[];
	editor: unknown[];
}

/** n8n's engine with its real binary data service, in this process. */
export interface Engine {
	readonly credentials: EngineCredentials;
	/** Begins a run, so that it can be cancelled. */
	start(workflow: EngineWorkflow): RunningWorkflow;
	run(workflow: EngineWorkflow): Promise<EngineRun>;
	/** Runs a start node that gives `items`, then the node; it uses every stored credential unless told. */
	runNode(node: NodeUnderTest, items?: readonly INodeExecutionData[]): Promise<NodeRun>;
	startNode(node: NodeUnderTest, items?: readonly INodeExecutionData[]): RunningWorkflow;
	loadOptions(node: NodeUnderTest, method: string): Promise<INodePropertyOptions[]>;
	listSearch(
		node: NodeUnderTest,
		method: string,
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult>;
	/** A polling trigger in a workflow of its own, whose static data lives on between polls. */
	poller(node: NodeUnderTest, options?: PollerOptions): Poller;
	readBinary(data: IBinaryData): Promise<Buffer>;
	streamOf(data: IBinaryData): Promise<Readable>;
	sha256Of(data: IBinaryData): Promise<string>;
	/** What nodes wrote into n8n's log, and sent to the console of the editor, so far. */
	readonly said: EngineSaid;
	/** All files in the binary store, also half-written ones. */
	storedFiles(): Promise<StoredFile[]>;
	/** Gives back the environment and removes the store. */
	close(): Promise<void>;
}

const NODE_NAME = 'Node';

/** n8n keeps its services in one container a process, so engines cannot stand side by side. */
let isOpen = false;

/** @throws when another engine of this process is still open. */
export const startEngine = async (options: EngineOptions): Promise<Engine> => {
	if (isOpen) throw new Error('Close the engine that is open before starting another one');
	isOpen = true;
	const userFolder = await mkdtemp(path.join(os.tmpdir(), 'n8n-engine-'));
	const restoreEnv = replaceN8nEnv({
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: 'engine-engine-engine-engine',
		N8N_LOG_LEVEL: 'warn',
		...options.env,
	});
	Container.reset();
	Container.get(BinaryDataConfig).mode = options.binaryMode ?? 'filesystem';
	await Container.get(BinaryDataService).init();
	leaveNodeErrorsToTheRun();
	const said: EngineSaid = { log: [], editor: [] };
	listenToLog(said);

	const nodeTypes = new EngineNodeTypes(options.nodeTypes);
	const credentials = new EngineCredentials(options.credentialTypes ?? [], options.credentials ?? []);
	const environment = { nodeTypes, credentials, toEditor: (line: unknown) => said.editor.push(line) };

	const completed = (node: NodeUnderTest): EngineNode => ({
		name: NODE_NAME,
		credentials: credentials.references(),
		...node,
	});

	const behindStart = (node: NodeUnderTest, items: readonly INodeExecutionData[]): EngineWorkflow => {
		const tested = completed(node);
		return {
			nodes: [{ name: 'Start', type: START_NODE }, tested],
			connections: { Start: { main: [[{ node: tested.name, type: 'main', index: 0 }]] } },
			pinData: { Start: [...items] },
		};
	};

	const optionsContext = (node: NodeUnderTest) => {
		const tested = completed(node);
		const workflow = engineWorkflow({ nodes: [tested], connections: {} }, nodeTypes);
		const inWorkflow = workflow.getNode(tested.name);
		if (inWorkflow === null) throw new Error(`Node "${tested.name}" is not in its workflow`);
		const additionalData = engineAdditionalData(workflow, credentials, 'internal');
		additionalData.currentNodeParameters = inWorkflow.parameters;
		const { methods } = nodeTypes.getByNameAndVersion(inWorkflow.type, inWorkflow.typeVersion);
		const context = new LoadOptionsContext(workflow, inWorkflow, additionalData, '');
		return { methods, context: context as ILoadOptionsFunctions };
	};

	const start = (workflow: EngineWorkflow): RunningWorkflow => startRun(workflow, environment);

	return {
		credentials,
		start,
		run: (workflow) => start(workflow).result,
		startNode: (node, items = oneEmptyItem) => start(behindStart(node, items)),
		async runNode(node, items = oneEmptyItem) {
			const run = await start(behindStart(node, items)).result;
			return { ...run, outputs: run.outputs(node.name ?? NODE_NAME) };
		},
		async loadOptions(node, method) {
			const { methods, context } = optionsContext(node);
			const load = methods?.loadOptions?.[method];
			if (load === undefined) throw new Error(`The node has no loadOptions method "${method}"`);
			return load.call(context);
		},
		async listSearch(node, method, filter, paginationToken) {
			const { methods, context } = optionsContext(node);
			const search = methods?.listSearch?.[method];
			if (search === undefined) throw new Error(`The node has no listSearch method "${method}"`);
			return search.call(context, filter, paginationToken);
		},
		poller: (node, pollerOptions) => openPoller(completed(node), environment, pollerOptions),
		said,
		readBinary,
		streamOf,
		sha256Of,
		storedFiles,
		async close() {
			// The only one of n8n's services that makes itself known to the process.
			Container.get(SSHClientsManager).onShutdown();
			restoreEnv();
			Container.reset();
			isOpen = false;
			await rm(userFolder, { recursive: true, force: true });
		},
	};
};

const oneEmptyItem: readonly INodeExecutionData[] = [{ json: {} }];

/** Settings of an n8n on this machine must not reach the engine. */
const replaceN8nEnv = (settings: Readonly<Record<string, string>>): (() => void) => {
	const isOurs = (name: string) => name.startsWith('N8N_') || name in settings;
	const clear = () => {
		for (const name of Object.keys(process.env).filter(isOurs)) Reflect.deleteProperty(process.env, name);
	};
	const before = Object.fromEntries(Object.entries(process.env).filter(([name]) => isOurs(name)));
	clear();
	Object.assign(process.env, settings);
	return () => {
		clear();
		Object.assign(process.env, before);
	};
};

/**
 * What a node throws stands in the result of its run; printing it as well is noise. Whatever else
 * n8n reports is still printed.
 */
const leaveNodeErrorsToTheRun = (): void => {
	const reporter = Container.get(ErrorReporter);
	const report = reporter.error.bind(reporter);
	reporter.error = (error, context) => {
		if (context?.extra?.nodeName === undefined) report(error, context);
	};
};

/** Keeps what nodes write into n8n's log; it is still written. */
const listenToLog = ({ log }: EngineSaid): void => {
	// The logger is a service of n8n that nobody exports; this one was given it.
	const { logger } = Container.get(ErrorReporter) as unknown as { logger: IExecuteFunctions['logger'] };
	const listen = (level: EngineSaid['log'][number]['level']) => ({
		value: (line: string, facts: unknown) => {
			log.push({ level, line, facts });
			logger[level](line, facts as never);
		},
	});
	const listening: unknown = Object.create(logger, {
		debug: listen('debug'),
		info: listen('info'),
		warn: listen('warn'),
		error: listen('error'),
	});
	Container.set(logger.constructor as never, listening as never);
};
