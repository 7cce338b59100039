import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

export class RingCentralOAuth2Api implements ICredentialType {
	name = 'ringCentralOAuth2Api';

	displayName = 'RingCentral OAuth2 API';

	extends = ['oAuth2Api'];

	icon = {
		light: 'file:../icons/ringCentralMedia.svg',
		dark: 'file:../icons/ringCentralMedia.dark.svg',
	} as const;

	documentationUrl = 'https://github.com/n8n-nodes-ringcentral-media/n8n-nodes-ringcentral-media#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Server URL',
			name: 'serverUrl',
			type: 'string',
			default: 'https://platform.ringcentral.com',
			required: true,
			description:
				'Where the RingCentral API is. Office@Hand of AT&T and One Talk of Verizon use https://platform.ringcentral.biz.',
		},
		{
			displayName: 'App Type',
			name: 'grantType',
			type: 'options',
			options: [
				{
					name: 'Server-Side App (with Client Secret)',
					value: 'authorizationCode',
				},
				{
					name: 'Client-Side App (PKCE)',
					value: 'pkce',
				},
			],
			default: 'authorizationCode',
			description: "As chosen in the app's settings in the RingCentral developer console",
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: '={{$self["serverUrl"]}}/restapi/oauth/authorize',
			required: true,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: '={{$self["serverUrl"]}}/restapi/oauth/token',
			required: true,
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: '={{$self["grantType"] === "pkce" ? "body" : "header"}}',
		},
	];

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.serverUrl}}',
			url: '/restapi/v1.0/account/~/extension/~',
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
}
