import { startSimulator } from '../../simulator';
import { readExamples, readTriggeredExample } from '../support/examples';
import { realN8n, type N8nRelease } from '../support/realN8n';
import { temporaryFolder } from '../support/temporaryFolder';
import { downloadWorkflow } from './downloadRun';
import { checkExamples, credentialFor } from './exampleChecks';
import { addFaxesToForward, checkFaxMemory, forwardWorkflow } from './faxChecks';
import { addKindMedia, checkKinds, workflowsOf } from './kindChecks';
import { addMemoryRecordings, checkMemory } from './memoryChecks';
import { N8nHome } from './n8nHome';
import { N8nRest } from './n8nRest';
import { startN8nServer } from './n8nServer';
import { checkOAuth } from './oauthChecks';
import { packPackage } from './pack';
import { checkPackage } from './packageChecks';
import type { Report } from './report';
import { checkSecrets } from './secretChecks';
import { checkServer } from './serverChecks';
import { checkTrigger } from './triggerChecks';

/** The quotas are tested elsewhere; here they would only make the run wait for minutes. */
const ample = { limit: 1_000, windowMs: 60_000, penaltyMs: 60_000 };
const limits = { groups: { Heavy: ample, Auth: ample } };

/** The whole way on one n8n: the examples, every kind, a browser's log-in, memory, the trigger. */
export const checkMainPath = async (report: Report, release: N8nRelease): Promise<void> => {
	const n8n = await report.need('n8n', () => realN8n(release, (line) => report.say(`  ${line}`)));
	const folder = temporaryFolder('ringcentral-media-e2e-');
	const packed = await report.need('Building and packing the package', () => packPackage(folder));
	await checkPackage(report, packed);

	const simulator = await startSimulator({ limits });
	const credential = credentialFor(simulator);
	const recordings = addMemoryRecordings(simulator);
	const memoryWorkflows = {
		small: downloadWorkflow('small', recordings.small.id),
		huge: downloadWorkflow('huge', recordings.huge.id),
	};
	const kindMedia = addKindMedia(simulator);
	const triggered = await readTriggeredExample();
	const faxes = addFaxesToForward(simulator);
	const faxWorkflows = {
		small: forwardWorkflow('small-fax', faxes.small),
		huge: forwardWorkflow('huge-fax', faxes.huge),
	};
	const examples = await readExamples();
	const home = await report.need(`Importing into a fresh n8n ${n8n.version}`, async () => {
		const made = await N8nHome.make(n8n, `${folder}/home`, packed.tarball);
		await made.importCredentials([credential]);
		await made.importWorkflows([
			...[...examples, triggered].map(({ name, workflow }) => ({ id: name, ...workflow })),
			memoryWorkflows.small,
			memoryWorkflows.huge,
			...workflowsOf(kindMedia),
			faxWorkflows.small,
			faxWorkflows.huge,
		]);
		return made;
	});
	await checkExamples(report, home, simulator, examples, triggered);

	const server = await report.need('Starting n8n’s server', () => startN8nServer(home));
	const rest = await report.need('Setting up its owner', () => N8nRest.asOwner(server.url, { release }));
	await checkServer(report, rest, packed, credential);
	await checkOAuth(report, home, rest, simulator, recordings.small);
	await checkMemory(report, home, { pid: server.pid, rest }, simulator, recordings, memoryWorkflows);
	await checkKinds(report, home, { pid: server.pid, rest }, kindMedia);
	await checkFaxMemory(report, { pid: server.pid, rest }, simulator, faxWorkflows, faxes.huge);
	await checkSecrets(report, home, server, simulator, recordings.small.id);
	await simulator.close();
	const start = () => startN8nServer(home);
	await checkTrigger(report, { store: home, server, start, rest }, triggered);
};
