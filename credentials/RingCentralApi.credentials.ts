import type {
	IAuthenticateGeneric,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';
import { credentialTest, serverUrlProperty } from '../nodes/RingCentralMedia/n8n/credentialParts';
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
		serverUrlProperty,
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

	test = credentialTest;
}
