import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type ILoadOptionsFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { kinds } from './media/kinds';
import { execute } from './n8n/execute';
import { createLists } from './n8n/lists';
import { authenticationParameter, nodeParameters } from './n8n/parameters';
import { verbs } from './operations';

const lists = createLists();

export class RingCentralMedia implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'RingCentral Media',
		name: 'ringCentralMedia',
		icon: {
			light: 'file:../../icons/ringCentralMedia.svg',
			dark: 'file:../../icons/ringCentralMedia.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description:
			'Download call recordings, voicemails, faxes and message attachments of RingCentral, and send faxes and messages',
		defaults: { name: 'RingCentral Media' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'ringCentralApi',
				required: true,
				displayOptions: { show: { authentication: ['ringCentralApi'] } },
			},
			{
				name: 'ringCentralOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['ringCentralOAuth2Api'] } },
			},
		],
		properties: [authenticationParameter, ...nodeParameters(kinds, verbs)],
	};

	methods = {
		listSearch: {
			async coverPages(this: ILoadOptionsFunctions, filter?: string) {
				return await lists.coverPages(this, filter);
			},
			async extensions(this: ILoadOptionsFunctions, filter?: string, paginationToken?: string) {
				return await lists.extensions(this, filter, paginationToken);
			},
			async records(this: ILoadOptionsFunctions, filter?: string) {
				return await lists.records(this, filter);
			},
			async senders(this: ILoadOptionsFunctions, filter?: string) {
				return await lists.senders(this, filter);
			},
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await execute(this);
	}
}
