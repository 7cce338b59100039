import {
	NodeConnectionTypes,
	NodeHelpers,
	type IExecuteFunctions,
	type INodeType,
	type INodeTypes,
	type IVersionedNodeType,
} from 'n8n-workflow';

/** The node every short cut starts with; workflows for users have it from n8n itself. */
export const START_NODE = 'n8n-nodes-base.manualTrigger';

const STICKY_NOTE = 'n8n-nodes-base.stickyNote';

const bare = (displayName: string, name: string): INodeType => ({
	description: {
		displayName,
		name,
		group: ['trigger'],
		version: 1,
		description: displayName,
		defaults: { name: displayName },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	execute(this: IExecuteFunctions) {
		return Promise.resolve([[{ json: {} }]]);
	},
});

/** The two nodes without function that workflows need, so that no test needs n8n-nodes-base. */
const builtIn: Readonly<Record<string, INodeType>> = {
	[START_NODE]: bare('Manual Trigger', 'manualTrigger'),
	[STICKY_NOTE]: bare('Sticky Note', 'stickyNote'),
};

/** The node types a workflow may use, by type id. */
export class EngineNodeTypes implements INodeTypes {
	readonly #types: Readonly<Record<string, INodeType | IVersionedNodeType>>;

	constructor(types: Readonly<Record<string, INodeType | IVersionedNodeType>>) {
		this.#types = { ...builtIn, ...types };
	}

	getByName(type: string): INodeType | IVersionedNodeType {
		const found = this.#types[type];
		if (found === undefined) throw new Error(`The engine was given no node type "${type}"`);
		return found;
	}

	getByNameAndVersion(type: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(type), version);
	}

	getKnownTypes(): Record<string, never> {
		return {};
	}
}
