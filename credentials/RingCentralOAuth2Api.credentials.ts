import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { credentialTest, serverUrlProperty } from '../nodes/RingCentralMedia/n8n/credentialParts';

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
		serverUrlProperty,
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

	test = credentialTest;
}
