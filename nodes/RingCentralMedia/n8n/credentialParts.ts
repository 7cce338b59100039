import type { ICredentialTestRequest, INodeProperties } from 'n8n-workflow';

/** What both credentials ask first. */
export const serverUrlProperty: INodeProperties = {
	displayName: 'Server URL',
	name: 'serverUrl',
	type: 'string',
	default: 'https://platform.ringcentral.com',
	required: true,
	description:
		'Where the RingCentral API is. Office@Hand of AT&T and One Talk of Verizon use https://platform.ringcentral.biz.',
};

/** A call that every use of the package can make, and what its refusal means. */
export const credentialTest: ICredentialTestRequest = {
	request: {
		baseURL: '={{$credentials.serverUrl}}',
		url: '/restapi/v1.0/account/~/extension/~',
		// n8n would take the token along to wherever a redirect leads.
		disableFollowRedirect: true,
	},
	rules: [
		{
			type: 'responseCode',
			properties: {
				value: 403,
				message:
					'The log-in works, but the app lacks the scope Read Accounts. Add it in the developer console.',
			},
		},
		{
			type: 'responseCode',
			properties: {
				value: 401,
				message: 'RingCentral refuses the access token. Connect the credential again.',
			},
		},
	],
};
