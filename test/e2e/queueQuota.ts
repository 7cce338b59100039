import assert from 'node:assert/strict';
import { startSimulator } from '../../simulator';
import { runDownload } from './downloadRun';
import { credentialFor } from './exampleChecks';
import type { Cluster } from './cluster';
import type { DatabaseStore } from './databaseStore';
import type { N8nRest } from './n8nRest';
import { addJobs, ranBy } from './queueWork';
import type { Report } from './report';

const JOBS = 16;
const JOB_BYTES = 100_000;
/** An answer takes as long as usual, in a window a tenth as long as usual. */
const ANSWER_MS = 200;
const heavy = { limit: 10, windowMs: 6_000, penaltyMs: 6_000 };
const ample = { limit: 1_000, windowMs: 60_000, penaltyMs: 60_000 };

/** Workflows of both workers on one credential, with a limit that they use up together. */
export const checkSharedQuota = async (
	report: Report,
	{ cluster, rest, store }: { cluster: Cluster; rest: N8nRest; store: DatabaseStore },
): Promise<void> => {
	report.say(
		`${JOBS} workflows at once on one credential, ${heavy.limit} calls in ${heavy.windowMs / 1000} s`,
	);
	const limits = { groups: { Heavy: heavy, Medium: ample, Light: ample, Auth: ample } };
	const simulator = await startSimulator({ limits });
	simulator.faults.add({ do: { delayHeaders: { ms: ANSWER_MS } } });
	const credential = { ...credentialFor(simulator), name: 'Account with a tight limit' };
	const credentials = {
		ringCentralApi: { id: await rest.createCredential(credential), name: credential.name },
	};
	const before = cluster.workers.map((worker) => ranBy(worker).length);
	const jobs = addJobs(simulator, 'tight', Array<number>(JOBS).fill(JOB_BYTES));

	await report.check('all files are whole', async () => {
		const workflows = await Promise.all(
			jobs.map(async ({ workflow }) => {
				const nodes = workflow.nodes.map((node) => ('credentials' in node ? { ...node, credentials } : node));
				const made = { ...workflow, nodes };
				return { ...made, id: await rest.createWorkflow(made) };
			}),
		);
		const files = await Promise.all(workflows.map((workflow) => runDownload(store, rest, workflow)));
		assert.deepEqual(
			files.map(({ sha256 }) => sha256),
			jobs.map(({ recording }) => recording.sha256),
		);
	});
	await report.check('both workers used the limit', () => {
		const ran = cluster.workers.map((worker, index) => ranBy(worker).length - (before[index] ?? 0));
		report.say(`  they ran ${ran.join(' and ')} workflows`);
		assert.ok(ran.every((count) => count > 0));
	});
	const charged = simulator.requests.filter(({ group }) => group === 'Heavy');
	await report.check('the limit was tight', () => {
		assert.ok(charged.length >= 2 * heavy.limit, `${charged.length} calls`);
	});
	await report.check('no call was refused, and none was made inside a penalty', () => {
		assert.equal(charged.filter(({ insidePenalty }) => insidePenalty).length, 0);
		assert.equal(charged.filter(({ status }) => status === 429).length, 0);
	});
	await simulator.close();
};
