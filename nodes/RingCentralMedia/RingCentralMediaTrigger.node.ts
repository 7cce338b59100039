import {
	NodeConnectionTypes,
	type ILoadOptionsFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { createLists } from './n8n/lists';
import { authenticationParameter, fieldParameters } from './n8n/parameters';
import { poll } from './n8n/poll';
import { triggerFields } from './n8n/triggerFields';

const lists = createLists();

export class RingCentralMediaTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'RingCentral Media Trigger',
		name: 'ringCentralMediaTrigger',
		icon: {
			light: 'file:../../icons/ringCentralMedia.svg',
			dark: 'file:../../icons/ringCentralMedia.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["triggerOn"].join(", ")}}',
		description: 'Starts the workflow for each new voicemail, fax, MMS attachment or call recording, once',
		defaults: { name: 'RingCentral Media Trigger' },
		polling: true,
		inputs: [],
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
		properties: [authenticationParameter, ...fieldParameters(triggerFields, {})],
	};

	methods = {
		listSearch: {
			async extensions(this: ILoadOptionsFunctions, filter?: string, paginationToken?: string) {
				return await lists.extensions(this, filter, paginationToken);
			},
		},
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}
