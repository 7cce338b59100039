import { startSimulator } from '../../simulator';
import { seedWorld } from '../../simulator/seed';
import { makeViewable } from '../../simulator/viewable';
import { credentialFor } from '../../test/e2e/exampleChecks';
import { N8nHome, NO_ASSISTANTS } from '../../test/e2e/n8nHome';
import { N8nRest } from '../../test/e2e/n8nRest';
import { startN8nServer } from '../../test/e2e/n8nServer';
import { packBuilt } from '../../test/e2e/pack';
import { exampleNames, readConnectedExample } from '../../test/support/examples';
import { CURRENT_N8N, realN8n } from '../../test/support/realN8n';
import { temporaryFolder } from '../../test/support/temporaryFolder';
import { bringNews } from './news';
import { freePortFrom } from './port';

/** The shortest that n8n takes. */
const OWNER = { email: 'me@me.me', password: 'Media123' };

/** Where n8n usually is; OAuth2 apps know this address. */
const N8N_PORT = 5678;
const NEWS_MS = 60_000;

/** The documented limit of ten would let everybody wait who clicks around. */
const limits = { groups: { Heavy: { limit: 40, windowMs: 60_000, penaltyMs: 60_000 } } };

const say = (line = ''): void => {
	process.stdout.write(`${line}\n`);
};

const main = async (): Promise<void> => {
	const folder = temporaryFolder('ringcentral-media-n8n-');
	process.once('exit', () => say('\nEnded. n8n and all that was in it are removed.'));
	const n8n = await realN8n(CURRENT_N8N, say);
	say(`Starting n8n ${n8n.version} and a simulated RingCentral. This takes half a minute.`);
	const simulator = await startSimulator({ recordingFormat: 'wav', limits });
	const { world, serverUrl } = simulator;
	seedWorld(world);
	makeViewable(world);

	const port = await freePortFrom(N8N_PORT);
	const changes = { ...NO_ASSISTANTS, N8N_PORT: String(port) };
	const home = await N8nHome.make(n8n, `${folder}/home`, await packBuilt(folder), changes);
	await home.importCredentials([credentialFor(simulator)]);
	const names = await exampleNames();
	const examples = await Promise.all(
		names.map(async (name) => ({ id: name, ...(await readConnectedExample(name)) })),
	);
	await home.importWorkflows(examples);
	const server = await startN8nServer(home);
	await N8nRest.asOwner(server.url, { owner: OWNER });

	say();
	say(`  Open      http://localhost:${port}`);
	say(`  E-mail    ${OWNER.email}`);
	say(`  Password  ${OWNER.password}`);
	say();
	say('In it are the RingCentral nodes, a credential for the simulator, and the example workflows:');
	for (const { name } of examples) say(`  - ${name}`);
	say();
	say(`The simulated RingCentral (${serverUrl}) has calls, voicemails, faxes and messages of a week.`);
	say('Each minute something new comes in, for the trigger. Publish a workflow to see it run.');
	say('Ctrl-C ends n8n and removes it.');
	say();
	let count = 0;
	setInterval(() => {
		const time = new Date().toTimeString().slice(0, 5);
		say(`${time}  ${bringNews(world, count)}`);
		count += 1;
	}, NEWS_MS);
};

main().catch((error: unknown) => {
	say(error instanceof Error ? error.message : String(error));
	process.exit(1);
});
