import assert from 'node:assert/strict';
import type { IRun } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import {
	BEYOND,
	EXAMPLE_CREDENTIAL,
	exampleNames,
	lastNodeOf,
	type Example,
	type TriggeredExample,
} from '../support/examples';
import { addExampleMedia } from '../support/exampleWorld';
import type { ImportedCredential, N8nHome } from './n8nHome';
import type { Report } from './report';
import { itemsOf, storedFilesOf } from './runResult';

/** The credential of the examples, filled in for the simulator. */
export const credentialFor = ({ serverUrl, credentials }: Simulator): ImportedCredential => ({
	...EXAMPLE_CREDENTIAL,
	type: 'ringCentralApi',
	data: {
		serverUrl,
		clientId: credentials.clientId,
		clientSecret: credentials.clientSecret,
		jwtToken: credentials.jwt,
	},
});

/** The examples that need nothing but RingCentral, imported and run as a user of n8n's command line does it. */
export const checkExamples = async (
	report: Report,
	home: N8nHome,
	simulator: Simulator,
	examples: readonly Example[],
	triggered: TriggeredExample,
): Promise<void> => {
	const expected = addExampleMedia(simulator.world);
	const tokensAsked = () => simulator.requests.filter(({ path }) => path.endsWith('/oauth/token')).length;

	report.say('The examples, each in an n8n process of its own');
	for (const { name, kind, workflow } of examples) {
		await report.check(`${name} saves every file whole`, async () => {
			const run = (await home.execute(name)) as IRun;
			const files = await storedFilesOf(home, itemsOf(run, lastNodeOf(workflow)));
			const wanted = expected.filter((file) => file.kind === kind);
			assert.deepEqual(files.map(({ sha256 }) => sha256).sort(), wanted.map(({ sha256 }) => sha256).sort());
			for (const { binary } of files) assert.ok(binary.fileName, 'a file has no name');
		});
	}
	report.say(`  - ${triggered.name} is not run here: it waits for its trigger, in n8n’s server`);
	report.say('  - those that end at a third party are run by the part "examples"');
	await report.check('no other example is left out', async () => {
		const names = [...examples, triggered].map(({ name }) => name);
		assert.deepEqual([...names, ...Object.values(BEYOND)].sort(), await exampleNames());
	});
	await report.check('all of them together asked for one access token', () => {
		assert.equal(tokensAsked(), 1);
	});
	await report.check('n8n left no half-written file', async () => {
		assert.deepEqual(await home.unfinishedFiles(), []);
	});
};
