import assert from 'node:assert/strict';
import { startSimulator } from '../../../simulator';
import type { Message } from '../../../simulator/records';
import { BEYOND } from '../../support/examples';
import { startRecorder } from '../../support/thirdParties/recorder';
import type { Report } from '../report';
import { AMPLE_LIMITS, impatiently, type ExampleBench } from './bench';

const UPLOAD = 'Upload to Drive';
const DAY_MS = 24 * 60 * 60_000;

/** Only what Drive has taken is marked as read; the rest is tried again at night. */
export const checkFaxToDrive = async (report: Report, bench: ExampleBench): Promise<void> => {
	report.say('Fax to Google Drive: a recorder stands in for Drive');
	const simulator = await startSimulator({ limits: AMPLE_LIMITS });
	const { world } = simulator;
	const taken: string[] = [];
	const refused: string[] = [];
	const drive = await startRecorder(({ file, fields }) => {
		assert.equal(fields['name'], file?.name);
		if (refused.includes(file?.sha256 ?? '')) return { status: 507, json: { message: 'The drive is full' } };
		taken.push(file?.sha256 ?? '');
		return { json: { id: 'stored', name: file?.name } };
	});
	const digestOf = ({ attachments }: Message): string => attachments[0]?.sha256 ?? '';
	const workflow = await bench.install(BEYOND.faxToDrive, {
		simulator,
		nodes: { 'New Fax': impatiently, [UPLOAD]: drive.insteadOf({ takesFile: true }) },
	});
	const kept: Message[] = [];
	let left: Message | undefined;

	await report.check('saves new faxes whole, and only then marks them as read', async () => {
		await bench.whilePublished(workflow, async () => {
			kept.push(world.addFax({ document: { sizeBytes: 210_000 } }), world.addFax());
			left = world.addFax({ document: { sizeBytes: 33_000 } });
			refused.push(digestOf(left));
			world.addFax({ direction: 'Outbound' });
			await bench.until(workflow, 'two faxes are read', () =>
				kept.every(({ readStatus }) => readStatus === 'Read'),
			);
			await bench.until(workflow, 'three uploads', () => drive.calls.length >= 3);
			const outcomes = await bench.outcomesOf(workflow, 1);
			assert.deepEqual(taken.sort(), kept.map(digestOf).sort());
			// A poll that overlaps with another may fail in n8n; the next one goes on.
			const failed = outcomes.map(({ error }) => error).filter((error) => error.startsWith('A fax was'));
			assert.equal(failed.length, 1, failed.join('\n'));
			assert.match(failed[0] ?? '', /^A fax was not saved and stays unread: .*(507|The drive is full)/);
		});
		assert.equal(left?.readStatus, 'Unread');
	});
	await report.check('tries at night what is still unread, and leaves the rest alone', async () => {
		assert.ok(left);
		refused.length = 0;
		left.createdAt -= DAY_MS;
		world.addFax({ createdAt: world.options.now() - DAY_MS, readStatus: 'Read' });
		const before = drive.calls.length;
		const { status, error } = await bench.run(workflow, 'Each Night');
		assert.deepEqual([status, error], ['success', '']);
		assert.equal(drive.calls.length, before + 1);
		assert.deepEqual(taken.at(-1), digestOf(left));
		assert.equal(left.readStatus, 'Read');
	});
	await Promise.all([drive.close(), simulator.close()]);
};
