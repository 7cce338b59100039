import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { IConnections, INode, IPinData, IWorkflowSettings } from 'n8n-workflow';
import type { ExampleKind } from './exampleWorld';
import { withStandIns } from './standIns';

/** A workflow as its file has it. */
export interface ExampleWorkflow {
	name: string;
	nodes: INode[];
	connections: IConnections;
	active: boolean;
	pinData: IPinData;
	settings: IWorkflowSettings;
}

/** An example that ends with saved files, ready to be run. */
export interface Example {
	/** File name without its ending. */
	name: string;
	/** What it saves. */
	kind: ExampleKind;
	workflow: ExampleWorkflow;
}

/** The credential for RingCentral that the tests give the examples, which have none. */
export const EXAMPLE_CREDENTIAL = { id: 'ringCentralAccount', name: 'RingCentral account' } as const;

const kinds = {
	'save-call-recordings': 'callRecording',
	'save-voicemails': 'voicemail',
	'save-faxes': 'fax',
	'save-mms-attachments': 'message',
} as const satisfies Record<string, ExampleKind>;

/** The one that a trigger starts: it runs in n8n's server only, once it is published. */
const TRIGGERED = 'new-voicemails-and-faxes';

/** Those that end at a third party, such as a bucket or a mailbox. */
export const BEYOND = {
	backup: 'back-up-call-recordings',
	complianceExport: 'monthly-compliance-export',
	emailToFax: 'email-to-fax',
	faxToDrive: 'fax-to-google-drive',
	sheetToFaxes: 'sheet-to-faxes',
	voicemailToSlack: 'voicemail-to-slack',
} as const;

export const EXAMPLES_FOLDER = path.resolve(__dirname, '../../examples');

export const readExample = async (name: string): Promise<ExampleWorkflow> =>
	JSON.parse(await readFile(path.join(EXAMPLES_FOLDER, `${name}.json`), 'utf8')) as ExampleWorkflow;

/** With the credential for RingCentral in its nodes. */
export const readConnectedExample = async (name: string): Promise<ExampleWorkflow> =>
	withStandIns(await readExample(name), { credentials: { ringCentralApi: EXAMPLE_CREDENTIAL } });

/** Those that can be run at any time, and need nothing but RingCentral. */
export const readExamples = async (): Promise<Example[]> =>
	Promise.all(
		Object.entries(kinds).map(async ([name, kind]) => ({
			name,
			kind,
			workflow: await readConnectedExample(name),
		})),
	);

export type TriggeredExample = Omit<Example, 'kind'>;

export const readTriggeredExample = async (): Promise<TriggeredExample> => ({
	name: TRIGGERED,
	workflow: await readConnectedExample(TRIGGERED),
});

/** Names of all examples there are. */
export const exampleNames = async (): Promise<string[]> =>
	(await readdir(EXAMPLES_FOLDER)).map((file) => path.basename(file, '.json')).sort();

/** The node at the end of an example, whose items are the saved files. */
export const lastNodeOf = ({ connections, nodes }: ExampleWorkflow): string => {
	const targets = Object.values(connections).flatMap(({ main }) => main?.[0]?.map(({ node }) => node) ?? []);
	const last = targets.find((target) => connections[target] === undefined);
	if (last === undefined) throw new Error(`No node ends the workflow of ${nodes.length} nodes`);
	return last;
};
