import {
	NodeConnectionTypes,
	type ICredentialType,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

const description: INodeTypeDescription = {
	displayName: 'Probe',
	name: 'probe',
	group: ['transform'],
	version: 1,
	description: 'Shows how the engine treats a node',
	defaults: { name: 'Probe' },
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main],
	properties: [{ displayName: 'URL', name: 'url', type: 'string', default: '' }],
};

/** A node that does one thing, with a credential if it is told a type. */
export const probe = (
	execute: (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>,
	credential?: string,
): INodeType => ({
	description: { ...description, ...(credential && { credentials: [{ name: credential, required: true }] }) },
	methods: {
		loadOptions: {
			places() {
				const url = this.getCurrentNodeParameter('url') as string;
				return Promise.resolve([{ name: url, value: url }]);
			},
		},
		listSearch: {
			search: (filter = '') => Promise.resolve({ results: [{ name: filter, value: filter }] }),
		},
	},
	execute,
});

/** Counts its polls in its state and has something to tell at each third. */
export const poller: INodeType = {
	description: { ...description, polling: true, inputs: [] },
	poll() {
		const state = this.getWorkflowStaticData('node');
		const polls = Number(state.polls ?? 0) + 1;
		state.polls = polls;
		return Promise.resolve(polls % 3 === 0 ? [[{ json: { polls } }]] : null);
	},
};

/** Trades nothing for a token; n8n keeps the token and asks again after a 401. */
export const expirableApi: ICredentialType = {
	name: 'expirableApi',
	displayName: 'Expirable API',
	properties: [
		{ displayName: 'Server', name: 'serverUrl', type: 'string', default: '' },
		{ displayName: 'Token', name: 'token', type: 'hidden', default: '', typeOptions: { expirable: true } },
	],
	async preAuthentication(credentials) {
		const url = `${credentials.serverUrl as string}/token`;
		const answer = (await this.helpers.httpRequest({ url })) as { access_token: string };
		return { token: answer.access_token };
	},
	authenticate: {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.token}}' } },
	},
};

/** Its hidden address is an expression over the field the user filled in. */
export const oAuth2Api: ICredentialType = {
	name: 'testOAuth2Api',
	displayName: 'Test OAuth2 API',
	extends: ['oAuth2Api'],
	properties: [
		{ displayName: 'Server', name: 'serverUrl', type: 'string', default: '' },
		{
			displayName: 'Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: '={{$self["serverUrl"]}}/token',
		},
	],
};
