import { parse } from 'flatted';
import type { IDataObject, INodeCredentialsDetails, IRun } from 'n8n-workflow';
import { EXAMPLE_CREDENTIAL } from '../support/examples';
import type { FileStore, ImportedWorkflow } from './n8nHome';
import type { N8nRest } from './n8nRest';
import { PACKAGE_NAME } from './pack';
import { itemsOf, storedFilesOf, type StoredFile } from './runResult';

const TRIGGER = 'Start';
const DOWNLOAD = 'Download';

type Credentials = Record<string, INodeCredentialsDetails>;

/** A workflow that downloads one recording by its id. */
export const downloadWorkflow = (
	id: string,
	recordingId: string,
	credentials?: Credentials,
): ImportedWorkflow =>
	nodeWorkflow(
		id,
		{
			resource: 'callRecording',
			operation: 'download',
			recordingId: { __rl: true, mode: 'id', value: recordingId },
		},
		credentials,
	);

/** A workflow with one RingCentral node. */
export const nodeWorkflow = (
	id: string,
	parameters: IDataObject,
	credentials: Credentials = { ringCentralApi: EXAMPLE_CREDENTIAL },
): ImportedWorkflow => ({
	id,
	name: id,
	nodes: [
		{
			id: `${id}-start`,
			name: TRIGGER,
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			id: `${id}-download`,
			name: DOWNLOAD,
			type: `${PACKAGE_NAME}.ringCentralMedia`,
			typeVersion: 1,
			position: [220, 0],
			parameters: { authentication: Object.keys(credentials)[0], ...parameters },
			credentials,
		},
	],
	connections: { [TRIGGER]: { main: [[{ node: DOWNLOAD, type: 'main', index: 0 }]] } },
	settings: { executionOrder: 'v1' },
});

/** Runs such a workflow in n8n's server. */
export const runDownload = async (
	store: FileStore,
	rest: N8nRest,
	workflow: ImportedWorkflow,
): Promise<StoredFile> => {
	const [file] = await runDownloads(store, rest, workflow);
	if (file === undefined) throw new Error('The run saved no file');
	return file;
};

/** The same for all files of a run. */
export const runDownloads = async (
	store: FileStore,
	rest: N8nRest,
	workflow: ImportedWorkflow,
): Promise<StoredFile[]> => {
	const execution = await rest.finished(await startDownload(rest, workflow));
	const data = parse(execution.data) as IRun['data'];
	return await storedFilesOf(store, itemsOf({ data }, DOWNLOAD));
};

/** Starts such a workflow and does not wait for it. @returns the id of the execution */
export const startDownload = (rest: N8nRest, workflow: ImportedWorkflow): Promise<string> =>
	rest.startRun(workflow, TRIGGER, DOWNLOAD);
