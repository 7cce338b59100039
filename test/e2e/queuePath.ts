import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import { startSimulator } from '../../simulator';
import { readTriggeredExample } from '../support/examples';
import { CURRENT_N8N, realN8n } from '../support/realN8n';
import { temporaryFolder } from '../support/temporaryFolder';
import { startCluster } from './cluster';
import { DatabaseStore } from './databaseStore';
import { credentialFor } from './exampleChecks';
import { addFaxesToForward, checkForwardedFax, forwardWorkflow } from './faxChecks';
import { N8nRest } from './n8nRest';
import { packPackage } from './pack';
import { canListProcesses, processesIn } from './processes';
import { checkSharedQuota } from './queueQuota';
import { addJobs, checkKilledWorker, checkTogether, ranBy, togetherBytes } from './queueWork';
import type { Report } from './report';
import { checkTrigger } from './triggerChecks';

const WORKERS = 2;

/** The quota has a check of its own; elsewhere it would only make the run wait. */
const ample = { limit: 1_000, windowMs: 60_000, penaltyMs: 60_000 };
const limits = { groups: { Heavy: ample, Medium: ample, Auth: ample } };

/** n8n in queue mode: a main process and workers, with PostgreSQL and Redis. */
export const checkQueuePath = async (report: Report): Promise<void> => {
	const say = (line: string) => report.say(`  ${line}`);
	const n8n = await report.need('n8n', () => realN8n(CURRENT_N8N, say));
	const folder = temporaryFolder('ringcentral-media-queue-');
	// PostgreSQL runs as another user and has to get at its own folder in it.
	await chmod(folder, 0o711);
	const packed = await report.need('Building and packing the package', () => packPackage(folder));
	const simulator = await startSimulator({ limits });
	const together = addJobs(simulator, 'together', togetherBytes);
	const killed = addJobs(simulator, 'killed', [8_000_000]);
	const { small } = addFaxesToForward(simulator);
	const forward = forwardWorkflow('fax', small);
	const triggered = await readTriggeredExample();

	const cluster = await report.need(
		`Starting n8n ${n8n.version}: a main process and ${WORKERS} workers`,
		() =>
			startCluster(
				n8n,
				folder,
				packed.tarball,
				WORKERS,
				async (home) => {
					await home.importCredentials([credentialFor(simulator)]);
					const jobs = [...together, ...killed].map(({ workflow }) => workflow);
					await home.importWorkflows([...jobs, forward, { id: triggered.name, ...triggered.workflow }]);
				},
				say,
			),
	);
	const { main, postgres } = cluster;
	const rest = await report.need('Setting up its owner', () => N8nRest.asOwner(main.url));
	const store = new DatabaseStore(postgres, rest);
	const scene = { cluster, rest, store, simulator };

	await checkTogether(report, scene, together);
	await checkForwardedFax(report, rest, simulator, forward, small);
	for (const job of killed) await checkKilledWorker(report, scene, job);
	await simulator.close();
	await checkSharedQuota(report, scene);
	const ranBefore = cluster.workers.flatMap(ranBy).length;
	const { startMain: start } = cluster;
	await checkTrigger(report, { store, server: main, start, rest }, triggered);
	await report.check('what the trigger started ran on workers', () => {
		assert.ok(cluster.workers.flatMap(ranBy).length > ranBefore);
	});

	await report.check('nothing is left after it: no process, no folder', async () => {
		await cluster.stop();
		if (canListProcesses) assert.deepEqual(processesIn(folder), []);
		await rm(folder, { recursive: true });
		assert.equal(existsSync(folder), false);
	});
};
