import assert from 'node:assert/strict';
import type { ImportedCredential } from './n8nHome';
import type { N8nRest } from './n8nRest';
import { PACKAGE_NAME, type PackedPackage } from './pack';
import type { Report } from './report';

/** What a user of the editor meets before the first run. */
export const checkServer = async (
	report: Report,
	rest: N8nRest,
	{ manifest }: PackedPackage,
	credential: ImportedCredential,
): Promise<void> => {
	report.say('The package in n8n’s server');
	await report.check('shows its nodes with icons', async () => {
		const ours = (await rest.nodeTypes()).filter(({ name }) => name.startsWith(`${PACKAGE_NAME}.`));
		// n8n makes a second one of each node that an agent may use.
		const own = ours.filter(({ name }) => !name.endsWith('Tool'));
		assert.equal(own.length, manifest.n8n.nodes.length);
		for (const { name, iconUrl } of own) {
			const icons = typeof iconUrl === 'object' ? [iconUrl.light, iconUrl.dark] : [iconUrl];
			for (const icon of icons) {
				assert.ok(icon, `${name} has no icon`);
				const { status, type } = await rest.served(`/${icon}`);
				assert.deepEqual([icon, status], [icon, 200]);
				assert.match(type, /svg/);
			}
		}
	});
	await report.check('finds a right credential right', async () => {
		assert.equal((await rest.testCredential(credential)).status, 'OK');
	});
	await report.check('finds a wrong credential wrong, and says so', async () => {
		const data = { ...credential.data, jwtToken: 'not.a.token' };
		const { status, message } = await rest.testCredential({ ...credential, data });
		assert.equal(status, 'Error');
		assert.notEqual(message, '');
	});
};
