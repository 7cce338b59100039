import type { ICredentialType, INodeProperties } from 'n8n-workflow';

const field = (name: string, rest: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	...rest,
});

/** Only while the parent type does not register the client itself. */
const registeredByHand = { displayOptions: { show: { useDynamicClientRegistration: [false] } } };

/**
 * The fields that credentials inherit from n8n's own `oAuth2Api`, which comes with n8n-nodes-base
 * and so is not here. Those that no credential of ours can reach are left out.
 */
export const oAuth2Api: ICredentialType = {
	name: 'oAuth2Api',
	displayName: 'OAuth2 API',
	properties: [
		field('useDynamicClientRegistration', { type: 'hidden', default: false }),
		field('grantType', { ...registeredByHand, default: 'authorizationCode' }),
		field('authUrl', {
			displayOptions: {
				show: { grantType: ['authorizationCode', 'pkce'], useDynamicClientRegistration: [false] },
			},
		}),
		field('accessTokenUrl', registeredByHand),
		field('clientId', registeredByHand),
		field('clientSecret', registeredByHand),
		field('scope', registeredByHand),
		field('authQueryParameters', {
			displayOptions: {
				show: { grantType: ['authorizationCode', 'pkce'], useDynamicClientRegistration: [false] },
			},
		}),
		field('authentication', { ...registeredByHand, default: 'header' }),
		field('ignoreSSLIssues', { type: 'boolean', default: false, doNotInherit: true }),
		field('tokenExpiredStatusCode', { type: 'number', default: 401, doNotInherit: true }),
		field('oauthTokenData', { type: 'json', default: {} }),
	],
};
