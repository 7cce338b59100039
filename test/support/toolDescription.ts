import { deepCopy, NodeConnectionTypes, type INodeTypeDescription } from 'n8n-workflow';

/** What n8n's server makes of a node with `usableAsTool`, when it loads it. */
export function toolDescription(of: INodeTypeDescription): INodeTypeDescription {
	const { usableAsTool, ...rest } = deepCopy(of);
	if (usableAsTool === undefined) throw new Error(`${of.name} is not usable as a tool`);
	const [auto, manual] = [
		{ name: 'Set Automatically', value: 'auto' },
		{ name: 'Set Manually', value: 'manual' },
	];
	return {
		...rest,
		name: `${of.name}Tool`,
		displayName: `${of.displayName} Tool`,
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
		properties: [
			{
				displayName: 'Tool Description',
				name: 'descriptionType',
				type: 'options',
				noDataExpression: true,
				options: [auto, manual],
				default: 'auto',
			},
			{
				displayName: 'Description',
				name: 'toolDescription',
				type: 'string',
				default: of.description,
				displayOptions: { show: { descriptionType: ['manual'] } },
			},
			...rest.properties,
		],
	};
}
