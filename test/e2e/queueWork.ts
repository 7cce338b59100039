import assert from 'node:assert/strict';
import type { Simulator } from '../../simulator';
import type { Recording } from '../../simulator/records';
import type { Cluster } from './cluster';
import type { DatabaseStore } from './databaseStore';
import { downloadWorkflow, runDownload, startDownload } from './downloadRun';
import type { ImportedWorkflow } from './n8nHome';
import { isFinished, type N8nRest } from './n8nRest';
import type { N8nServer } from './n8nServer';
import type { Report } from './report';
import { until } from './until';

const DAY_MS = 24 * 60 * 60_000;
const FILES = 8;
/** Long enough that no worker is through with its share before the other has begun. */
const SLOW_ANSWERS_MS = 500;
const CUT_AFTER_BYTES = 500_000;
const STALL_AFTER_BYTES = 2_000_000;

/** A recording and the workflow that downloads it. */
export interface Job {
	recording: Recording;
	workflow: ImportedWorkflow;
}

export const addJobs = ({ world }: Simulator, name: string, sizesBytes: readonly number[]): Job[] =>
	sizesBytes.map((sizeBytes, index) => {
		const startedAt = world.options.now() - 10 * DAY_MS;
		const { recording } = world.addCall({ startedAt, recording: { sizeBytes } });
		if (recording === undefined) throw new Error('The call has no recording');
		return { recording, workflow: downloadWorkflow(`${name}-${index}`, recording.id) };
	});

const contentPath = ({ id }: Recording): RegExp => new RegExp(`/recording/${id}/content`);

/** Sizes of the files that are downloaded together: several ranges, and one range. */
export const togetherBytes = Array.from({ length: FILES }, (_, at) => (at % 2 === 0 ? 40_000_000 : 600_000));

/** The executions that a process says it ran. */
export const ranBy = (server: N8nServer): string[] =>
	[...server.output().matchAll(/Worker started execution (\d+)/g)].map(([, id]) => id ?? '');

export interface Scene {
	cluster: Cluster;
	rest: N8nRest;
	store: DatabaseStore;
	simulator: Simulator;
}

/** Several downloads at once, the lines cut. */
export const checkTogether = async (
	report: Report,
	{ cluster, rest, store, simulator }: Scene,
	jobs: readonly Job[],
): Promise<void> => {
	report.say(`${jobs.length} workflows at once`);
	await report.check('each saves its file whole, in the database, over lines that are cut', async () => {
		const cuts = jobs.map(({ recording }) => ({
			on: { path: contentPath(recording) },
			times: 1,
			do: { cut: { afterBytes: CUT_AFTER_BYTES } },
		}));
		const slow = { do: { delayHeaders: { ms: SLOW_ANSWERS_MS } } };
		const clear = [slow, ...cuts].map((fault) => simulator.faults.add(fault));
		const files = await Promise.all(jobs.map(({ workflow }) => runDownload(store, rest, workflow)));
		for (const stop of clear) stop();
		assert.deepEqual(
			files.map(({ sha256 }) => sha256),
			jobs.map(({ recording }) => recording.sha256),
		);
		assert.deepEqual(
			files.map(({ json }) => json.resumed),
			jobs.map(() => 1),
		);
	});
	await report.check('both workers had a part in it, and the main process none', () => {
		const shares = cluster.workers.map((worker) => ranBy(worker).length);
		assert.ok(
			shares.every((share) => share > 0),
			`The workers ran ${shares.join(' and ')}`,
		);
		assert.equal(
			shares.reduce((sum, share) => sum + share, 0),
			jobs.length,
		);
		assert.deepEqual(ranBy(cluster.main), []);
	});
};

/** A worker that is gone in the middle of a download. */
export const checkKilledWorker = async (
	report: Report,
	{ cluster, rest, store, simulator }: Scene,
	{ recording, workflow }: Job,
): Promise<void> => {
	report.say('A worker killed in the middle of a download');
	const before = await store.count();
	let executionId = '';
	let killed = -1;
	await report.check('leaves nothing half-stored', async () => {
		const path = contentPath(recording);
		simulator.faults.add({ on: { path }, times: 1, do: { stall: { afterBytes: STALL_AFTER_BYTES } } });
		executionId = await startDownload(rest, workflow);
		await until(
			'the download stalls',
			() => simulator.requests.some((request) => path.test(request.path)) || undefined,
		);
		killed = cluster.workers.findIndex((worker) => ranBy(worker).includes(executionId));
		await cluster.workers[killed]?.kill();
		assert.notEqual(killed, -1);
		assert.equal(await store.count(), before);
	});
	await report.check('fails that execution, and n8n says so', async () => {
		const ended = await until('n8n notices', async () => {
			const execution = await rest.execution(executionId);
			return isFinished(execution) ? execution : undefined;
		});
		report.say(`  n8n calls it ${ended.status}`);
		assert.notEqual(ended.status, 'success');
		assert.equal(await store.count(), before);
	});
	// n8n starts it no more, and its own Retry finds nothing that it could go on with.
	await report.check('and another run saves the whole file', async () => {
		const { sha256 } = await runDownload(store, rest, workflow);
		assert.equal(sha256, recording.sha256);
		assert.equal(await store.count(), before + 1);
	});
	await report.need('Starting another worker in its place', () => cluster.replaceWorker(killed));
};
