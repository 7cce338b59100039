import assert from 'node:assert/strict';
import { parse } from 'flatted';
import type { IRun } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import type { Message } from '../../simulator/records';
import { EXAMPLE_CREDENTIAL } from '../support/examples';
import { canMeasureMemory, peakDuring } from './memory';
import type { ImportedWorkflow } from './n8nHome';
import type { N8nRest } from './n8nRest';
import { PACKAGE_NAME } from './pack';
import type { Report } from './report';
import { itemsOf } from './runResult';

const MIB = 1024 * 1024;
const DAY_MS = 24 * 60 * 60_000;
const HUGE_BYTES = 45_000_000;
const SMALL_BYTES = 2_000_000;
const MOST_GROWTH_BYTES = 100_000_000;

const TRIGGER = 'Start';
const DOWNLOAD = 'Download';
const SEND = 'Send';

/** Forwards the pages of a fax that was received as files of a new one. */
export const forwardWorkflow = (id: string, { id: messageId }: Message): ImportedWorkflow => {
	const media = (name: string, position: [number, number], parameters: object) => ({
		id: `${id}-${name}`,
		name,
		type: `${PACKAGE_NAME}.ringCentralMedia`,
		typeVersion: 1,
		position,
		parameters: { resource: 'fax', ...parameters },
		credentials: { ringCentralApi: EXAMPLE_CREDENTIAL },
	});
	const found = { __rl: true, mode: 'id', value: String(messageId) };
	return {
		id,
		name: id,
		nodes: [
			{
				id: `${id}-start`,
				name: TRIGGER,
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			media(DOWNLOAD, [220, 0], { operation: 'download', messageId: found }),
			media(SEND, [440, 0], { operation: 'send', to: '+14155550132' }),
		],
		connections: {
			[TRIGGER]: { main: [[{ node: DOWNLOAD, type: 'main', index: 0 }]] },
			[DOWNLOAD]: { main: [[{ node: SEND, type: 'main', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	};
};

/** Two faxes to forward, older than what the examples look for. */
export const addFaxesToForward = ({ world }: Simulator): { small: Message; huge: Message } => {
	const createdAt = world.options.now() - 10 * DAY_MS;
	const add = (sizeBytes: number): Message => world.addFax({ createdAt, document: { sizeBytes } });
	return { small: add(SMALL_BYTES), huge: add(HUGE_BYTES) };
};

/** @returns the id of the fax that was sent */
const runForward = async (rest: N8nRest, workflow: ImportedWorkflow): Promise<unknown> => {
	const execution = await rest.run(workflow, TRIGGER, SEND);
	const data = parse(execution.data) as IRun['data'];
	return itemsOf({ data }, SEND).map(({ json }) => json.id)[0];
};

const checkSentOnce = ({ world }: Simulator, sentId: unknown, document: Message): void => {
	const sent = world.sent.filter(({ id }) => id === sentId);
	assert.deepEqual(
		sent.map(({ files }) => files.map(({ sha256 }) => sha256)),
		[[document.attachments[0]?.sha256]],
	);
};

/** A fax out of n8n's store and back to RingCentral. */
export const checkForwardedFax = async (
	report: Report,
	rest: N8nRest,
	simulator: Simulator,
	workflow: ImportedWorkflow,
	document: Message,
): Promise<void> => {
	await report.check('a fax that was received is sent on whole, and once', async () => {
		checkSentOnce(simulator, await runForward(rest, workflow), document);
		assert.equal(simulator.world.sent.length, 1);
	});
};

/** A large fax through n8n's server; growth counts from the peak of a small one, as for downloads. */
export const checkFaxMemory = async (
	report: Report,
	server: { pid: number; rest: N8nRest },
	simulator: Simulator,
	{ small, huge }: { small: ImportedWorkflow; huge: ImportedWorkflow },
	document: Message,
): Promise<void> => {
	const forward = (workflow: ImportedWorkflow) => runForward(server.rest, workflow);
	report.say(`A fax of ${HUGE_BYTES / 1e6} MB`);
	let growthBytes = 0;
	await report.check('goes out whole, and once', async () => {
		const before = await peakDuring(server.pid, () => forward(small));
		const after = await peakDuring(server.pid, () => forward(huge));
		growthBytes = after.peakBytes - before.peakBytes;
		checkSentOnce(simulator, after.result, document);
	});
	if (canMeasureMemory) {
		const told = `${Math.round(growthBytes / MIB)} MiB`;
		await report.check(`takes n8n less than ${MOST_GROWTH_BYTES / 1e6} MB more memory: ${told}`, () => {
			assert.ok(growthBytes < MOST_GROWTH_BYTES);
		});
	} else {
		report.say('  - memory is not measured: this system has no /proc');
	}
};
