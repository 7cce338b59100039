import type { INode, INodeCredentialsDetails } from 'n8n-workflow';
import type { ExampleWorkflow } from './examples';

/** What stands in for what an example has at its ends. */
export interface StandIns {
	/** By the type of credential; each node gets the one it takes. */
	credentials?: Readonly<Record<string, INodeCredentialsDetails>>;
	/** By the name of the node: what is another in it. Everything else stays as it is in the example. */
	nodes?: Readonly<Record<string, (node: INode) => Partial<INodeChange>>>;
}

export type INodeChange = Pick<INode, 'type' | 'typeVersion' | 'parameters'>;

/** The type of credential that a node of an example takes. */
const CREDENTIAL_TYPES: Readonly<Record<string, string>> = {
	'n8n-nodes-ringcentral-media.ringCentralMedia': 'ringCentralApi',
	'n8n-nodes-ringcentral-media.ringCentralMediaTrigger': 'ringCentralApi',
	'n8n-nodes-base.s3': 's3',
	'n8n-nodes-base.emailReadImap': 'imap',
	'n8n-nodes-base.emailSend': 'smtp',
};

/**
 * The example as it is, with credentials, and with other nodes where it would reach out to the world.
 * @throws when a node that is to be another is not in the example
 */
export const withStandIns = (
	workflow: ExampleWorkflow,
	{ credentials = {}, nodes = {} }: StandIns,
): ExampleWorkflow => {
	const missing = Object.keys(nodes).filter((name) => !workflow.nodes.some((node) => node.name === name));
	if (missing.length > 0) throw new Error(`There is no node "${missing.join('", "')}" in ${workflow.name}`);
	return {
		...workflow,
		nodes: workflow.nodes.map((node) => {
			const changed = { ...node, ...nodes[node.name]?.(node) };
			const type = CREDENTIAL_TYPES[changed.type];
			const credential = type === undefined ? undefined : credentials[type];
			return type === undefined || credential === undefined
				? changed
				: { ...changed, credentials: { [type]: credential } };
		}),
	};
};
