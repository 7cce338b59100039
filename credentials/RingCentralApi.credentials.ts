import type {
	IAuthenticateGeneric,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';
import { logInWithJwt } from '../nodes/RingCentralMedia/n8n/login';

export class RingCentralApi implements ICredentialType {
	name = 'ringCentralApi';

	displayName = 'RingCentral API';

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
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			description: "From the app's page in the RingCentral developer console",
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: "From the app's page in the RingCentral developer console",
		},
		{
			displayName: 'JWT',
			name: 'jwtToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'The JWT credential of the user whose media to use, made under Credentials in the developer console',
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	/** n8n calls this when there is no token yet or a call was answered with 401, and keeps the result. */
	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		return { sessionToken: await logInWithJwt(this, credentials) };
	}

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.sessionToken}}' } },
	};

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
