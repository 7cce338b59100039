import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { startSimulator } from '../../simulator';
import type { TriggeredExample } from '../support/examples';
import { credentialFor } from './exampleChecks';
import type { FileStore } from './n8nHome';
import type { N8nRest } from './n8nRest';
import type { N8nServer } from './n8nServer';
import type { Report } from './report';
import { addNews, impatient, Ledger, listings } from './triggerRun';
import { until } from './until';

const EVERY_SECONDS = 2;
/** Enough to tell twice as many calls from a poll that came early or late. */
const IDLE_POLLS = 6;

/** Voicemails and faxes come in one list, recordings in another. */
const SOURCES = ['call-log', 'message-store'];

const ample = { limit: 10_000, windowMs: 60_000, penaltyMs: 60_000 };

/** An n8n whose server runs, and how to start it again. */
export interface TriggerScene {
	store: FileStore;
	server: N8nServer;
	start: () => Promise<N8nServer>;
	rest: N8nRest;
}

/**
 * A published workflow over n8n's own schedule, restart and execution list. Stops the server it is given
 * and leaves none behind.
 */
export const checkTrigger = async (
	report: Report,
	{ store, server: firstServer, start, rest }: TriggerScene,
	{ name, workflow: example }: TriggeredExample,
): Promise<void> => {
	report.say(`A workflow that polls every ${EVERY_SECONDS} s`);
	await report.check(`${name} is imported as it is, and off`, async () => {
		const { active, nodes } = await rest.workflow(name);
		assert.equal(active, false);
		assert.deepEqual(nodes, example.nodes);
	});

	// Its own account: nothing else may ask there.
	const simulator = await startSimulator({
		limits: { groups: { Light: ample, Medium: ample, Heavy: ample, Auth: ample } },
	});
	const { world } = simulator;
	const credential = { ...credentialFor(simulator), name: 'Account of the trigger' };
	const workflow = impatient(example, EVERY_SECONDS, {
		id: await rest.createCredential(credential),
		name: credential.name,
	});
	const create = async (id: string) => {
		const workflowId = await rest.createWorkflow({ ...workflow, id, name: id });
		return { workflowId, ledger: new Ledger(store, rest, workflowId, workflow) };
	};
	const { workflowId, ledger } = await create('Early');
	const expected: string[] = [];

	const polls = async (count: number): Promise<void> => {
		const wanted = listings(simulator).length + count * SOURCES.length;
		await until(`${count} polls`, () => listings(simulator).length >= wanted || undefined);
	};
	const publish = async (id: string): Promise<void> => {
		const before = listings(simulator).length;
		await rest.publish(id);
		await until('the workflow is published', async () => {
			const { status, triggers } = await rest.publicationStatus(id);
			assert.notEqual(status, 'failed', triggers.map(({ errorMessage }) => errorMessage).join());
			return status === 'published' || undefined;
		});
		assert.ok(listings(simulator).length > before, 'n8n has not polled');
	};
	const arrived = async (into: Ledger, digests: readonly string[]): Promise<void> => {
		const stored = await until(`${digests.length} files`, () => into.storedWhen(digests.length));
		assert.deepEqual(stored.sort(), [...digests].sort());
	};

	await report.check('is published, and takes nothing for new that was there before', async () => {
		addNews(world);
		await publish(workflowId);
		await polls(2);
		assert.deepEqual(await until('no execution is under way', () => ledger.settled()), []);
	});
	for (const round of ['what is new', 'what comes after that']) {
		await report.check(`stores ${round}`, async () => {
			expected.push(...addNews(world));
			await arrived(ledger, expected);
		});
	}
	await report.check('makes one call a list while nothing is new', async () => {
		const from = simulator.requests.length;
		const startedAt = Date.now();
		await polls(IDLE_POLLS);
		const made = simulator.requests.slice(from);
		const lists = made.map(({ path }) => path.split('/').at(-1) ?? '');
		for (let at = 0; at + 1 < lists.length; at += SOURCES.length) {
			assert.deepEqual(lists.slice(at, at + SOURCES.length).sort(), SOURCES, lists.join());
		}
		// Two more than their time: the first may be due at once, and a late one is followed early.
		const most = (Date.now() - startedAt) / (EVERY_SECONDS * 1_000) + 2;
		assert.ok(lists.length / SOURCES.length <= most, `${lists.length} calls, ${most} polls at most`);
	});

	const late = await create('Late');
	await report.check('another one is published just before n8n stops', () => publish(late.workflowId));
	await report.need('Stopping n8n, and starting it again after a while', () => firstServer.stop());
	await report.check('polls no more while it is stopped', async () => {
		const from = listings(simulator).length;
		await delay(2 * EVERY_SECONDS * 1_000);
		assert.equal(listings(simulator).length, from);
	});
	const whileDown = addNews(world);
	expected.push(...whileDown);
	const server = await start();
	await report.check('stores what came while n8n was down', () => arrived(ledger, expected));
	await report.check('and so does the one that had nothing to remember but its beginning', async () => {
		await arrived(late.ledger, whileDown);
		await rest.unpublish(late.workflowId);
	});
	await report.check('goes on after the restart', async () => {
		expected.push(...addNews(world));
		await arrived(ledger, expected);
	});

	let failedCount = 0;
	await report.check('shows in the list of executions why a poll failed', async () => {
		world.owner.deniedPermissions.push('ReadMessages', 'ReadCallLog');
		expected.push(...addNews(world));
		const failed = await until('an execution that failed', async () => {
			const outcomes = (await ledger.settled())?.filter(({ status }) => status !== 'success') ?? [];
			return outcomes.length > 0 ? outcomes : undefined;
		});
		for (const { status, error } of failed) {
			assert.equal(status, 'error');
			assert.match(error, /RingCentral does not allow this.*lacks the permission Read(Messages|CallLog)\b/s);
		}
	});
	await report.check('and goes on with the next', async () => {
		world.owner.deniedPermissions.length = 0;
		await arrived(ledger, expected);
		failedCount = ((await ledger.settled()) ?? []).filter(({ status }) => status !== 'success').length;
	});
	await report.check('has stored each file once, and failed at nothing else', async () => {
		await polls(2);
		await arrived(ledger, expected);
		const outcomes = await until('all executions are over', () => ledger.settled());
		const failed = outcomes.filter(({ status }) => status !== 'success');
		assert.equal(failed.length, failedCount);
		for (const { error } of failed) assert.match(error, /lacks the permission/);
		assert.ok(outcomes.every(({ status, stored }) => status !== 'success' || stored.length > 0));
	});
	await report.check('leaves no file that belongs to no execution', async () => {
		assert.deepEqual(await store.leftovers(), []);
	});
	await server.stop();
	await simulator.close();
};
