import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { IConnections, INode, IWorkflowSettings } from 'n8n-workflow';
import type { ExampleKind } from './exampleWorld';

export interface ExampleWorkflow {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings: IWorkflowSettings;
}

export interface Example {
	/** File name without its ending. */
	name: string;
	/** What it saves. */
	kind: ExampleKind;
	workflow: ExampleWorkflow;
}

/** The id and name under which the examples look for their credential. */
export const EXAMPLE_CREDENTIAL = { id: 'ringCentralAccount', name: 'RingCentral account' } as const;

const kinds = {
	'back-up-call-recordings': 'callRecording',
	'save-voicemails': 'voicemail',
	'save-faxes': 'fax',
	'save-mms-attachments': 'message',
	'monthly-compliance-export': 'complianceExport',
} as const satisfies Record<string, ExampleKind>;

/** The one that a trigger starts: it runs in n8n's server only, once it is published. */
const TRIGGERED = 'new-voicemails-and-faxes';

const FOLDER = path.resolve(__dirname, '../../examples');

export const readExample = async (name: string): Promise<ExampleWorkflow> =>
	JSON.parse(await readFile(path.join(FOLDER, `${name}.json`), 'utf8')) as ExampleWorkflow;

/** Those that can be run at any time. */
export const readExamples = async (): Promise<Example[]> =>
	Promise.all(
		Object.entries(kinds).map(async ([name, kind]) => ({ name, kind, workflow: await readExample(name) })),
	);

export type TriggeredExample = Omit<Example, 'kind'>;

export const readTriggeredExample = async (): Promise<TriggeredExample> => ({
	name: TRIGGERED,
	workflow: await readExample(TRIGGERED),
});

/** Names of all examples there are. */
export const exampleNames = async (): Promise<string[]> =>
	(await readdir(FOLDER)).map((file) => path.basename(file, '.json')).sort();

/** The example that sends instead of saving. */
export const EMAIL_TO_FAX = 'email-to-fax';

export const readEmailToFax = (): Promise<ExampleWorkflow> => readExample(EMAIL_TO_FAX);

/** The node at the end of an example, whose items are the saved files. */
export const lastNodeOf = ({ connections, nodes }: ExampleWorkflow): string => {
	const targets = Object.values(connections).flatMap(({ main }) => main?.[0]?.map(({ node }) => node) ?? []);
	const last = targets.find((target) => connections[target] === undefined);
	if (last === undefined) throw new Error(`No node ends the workflow of ${nodes.length} nodes`);
	return last;
};
