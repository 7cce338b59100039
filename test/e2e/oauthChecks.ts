import assert from 'node:assert/strict';
import type { Simulator } from '../../simulator';
import type { Recording } from '../../simulator/records';
import { downloadWorkflow, runDownload } from './downloadRun';
import type { N8nHome } from './n8nHome';
import type { N8nRest } from './n8nRest';
import type { Report } from './report';

/** The button *Connect my account*, with the simulator as the one who says yes. */
export const checkOAuth = async (
	report: Report,
	home: N8nHome,
	rest: N8nRest,
	simulator: Simulator,
	recording: Recording,
): Promise<void> => {
	const { clientId, clientSecret, publicClientId } = simulator.credentials;
	const confidential = { grantType: 'authorizationCode', clientId, clientSecret };
	// n8n wants something in the field; a public app has no secret and sends none.
	const open = { grantType: 'pkce', clientId: publicClientId, clientSecret: 'unused' };
	const apps = home.n8n.connectsPublicApps ? [confidential, open] : [confidential];

	report.say('Connecting an account');
	if (!home.n8n.connectsPublicApps) report.say(`  - not with ${open.grantType}: this n8n cannot`);
	for (const app of apps) {
		let id = '';
		await report.check(`works with ${app.grantType}`, async () => {
			id = await rest.createCredential({
				name: app.grantType,
				type: 'ringCentralOAuth2Api',
				data: { ...app, serverUrl: simulator.serverUrl },
			});
			const authorizeUrl = new URL(await rest.authorizeUrl(id));
			assert.equal(authorizeUrl.origin, simulator.serverUrl);
			simulator.oauth.apps
				.find((known) => known.clientId === app.clientId)
				?.redirectUris.push(authorizeUrl.searchParams.get('redirect_uri') ?? '');
			const answer = await fetch(authorizeUrl, { redirect: 'manual' });
			const callback = new URL(answer.headers.get('location') ?? '');
			const { status } = await rest.served(callback.pathname + callback.search);
			assert.equal(status, 200);
		});
		await report.check(`and its token is renewed when it is old (${app.grantType})`, async () => {
			simulator.expireAccessTokens();
			const from = simulator.requests.length;
			const workflow = downloadWorkflow(app.grantType, recording.id, {
				ringCentralOAuth2Api: { id, name: app.grantType },
			});
			const stored = { ...workflow, id: await rest.createWorkflow(workflow) };
			const { sha256 } = await runDownload(home, rest, stored);
			assert.equal(sha256, recording.sha256);
			const renewals = simulator.requests.slice(from).filter(({ path }) => path.endsWith('/oauth/token'));
			assert.equal(renewals.length, 1);
		});
	}
};
