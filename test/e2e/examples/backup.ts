import assert from 'node:assert/strict';
import { startSimulator } from '../../../simulator';
import type { Recording } from '../../../simulator/records';
import { BEYOND } from '../../support/examples';
import { startS3 } from '../../support/thirdParties/s3';
import type { Report } from '../report';
import { AMPLE_LIMITS, type ExampleBench } from './bench';

const BUCKET = 'call-recordings';
const TRIGGER = 'Each Night';
const HOUR_MS = 60 * 60_000;
/** Newest first, as they are listed. */
const SIZES_BYTES = [300_000, 1_200_000, 48_000, 650_000, 5_000_000];

interface Entry {
	id: string;
	name: string;
	sizeBytes: number;
	sha256: string;
	startTime: string;
	savedAt: string;
}

/** Nights that break off, nights with nothing to do, and a recording that cannot be had. */
export const checkBackup = async (report: Report, bench: ExampleBench): Promise<void> => {
	report.say('Nightly backup: n8n’s own S3 node');
	const simulator = await startSimulator({ limits: AMPLE_LIMITS });
	const s3 = await startS3(BUCKET);
	const { world } = simulator;
	const addRecording = (sizeBytes: number, hoursAgo: number): Recording => {
		const startedAt = world.options.now() - hoursAgo * HOUR_MS;
		const { recording } = world.addCall({
			startedAt,
			recording: { sizeBytes },
			legs: [{ legType: 'Accept' }],
		});
		assert.ok(recording);
		return recording;
	};
	const recordings = SIZES_BYTES.map((sizeBytes, at) => addRecording(sizeBytes, 5 + at * 100));
	world.addCall({ startedAt: world.options.now() - HOUR_MS });
	const [first, second, third, fourth, fifth] = recordings as [
		Recording,
		Recording,
		Recording,
		Recording,
		Recording,
	];

	const inFolder = (folder: string) =>
		[...s3.objects].filter(([name]) => name.startsWith(`${BUCKET}/${folder}/`));
	const filesOf = ({ id }: Recording) =>
		inFolder('recordings')
			.filter(([name]) => name.includes(id))
			.map(([, { sha256 }]) => sha256);
	const entriesOf = ({ id }: Recording): Entry[] =>
		inFolder('manifest')
			.filter(([name]) => name.endsWith(`/${id}.json`))
			.map(([, { bytes }]) => JSON.parse(bytes.toString()) as Entry);
	const assertSaved = (saved: readonly Recording[]) => {
		for (const recording of saved) {
			assert.deepEqual(filesOf(recording), [recording.sha256]);
			const [entry, ...others] = entriesOf(recording);
			assert.equal(others.length, 0);
			assert.ok(entry);
			const { sha256, sizeBytes, id, name, startTime, savedAt } = entry;
			assert.deepEqual([id, sizeBytes, sha256], [recording.id, recording.sizeBytes, recording.sha256]);
			assert.equal(s3.objects.get(`${BUCKET}/${name}`)?.sha256, recording.sha256);
			const startedAt = world.callsOf(recording)[0]?.startedAt;
			assert.equal(Date.parse(startTime), startedAt);
			assert.ok(Date.parse(savedAt) > 0);
		}
		assert.equal(inFolder('manifest').length, saved.length);
	};
	/** Which recordings were downloaded and what was uploaded in this night. */
	const night = async () => {
		const from = { requests: simulator.requests.length, uploads: s3.uploads.length };
		const outcome = await bench.run(workflow, TRIGGER);
		const downloads = simulator.requests
			.slice(from.requests)
			.filter(({ host, status }) => host === 'media' && status < 400);
		return {
			...outcome,
			downloaded: downloads.map(({ path }) => /\/recording\/(\d+)\//.exec(path)?.[1]),
			uploaded: s3.uploads.slice(from.uploads).map((name) => name.slice(BUCKET.length + 1)),
		};
	};
	const workflow = await bench.install(BEYOND.backup, { simulator, credentials: { s3: s3.credential } });

	await report.check('a night that breaks off between a file and its entry fails, and says so', async () => {
		s3.failAt(new RegExp(`/manifest/${second.id}\\.json$`));
		const { status, downloaded } = await night();
		assert.equal(status, 'error');
		assert.deepEqual(downloaded, [first.id, second.id]);
		assertSaved([first]);
	});
	await report.check('the next one goes on there, until it breaks off in a file', async () => {
		s3.failAt(new RegExp(`/recordings/.*${third.id}`));
		const { status, downloaded } = await night();
		assert.equal(status, 'error');
		assert.deepEqual(downloaded, [second.id, third.id]);
		assertSaved([first, second]);
	});
	await report.check('a recording that cannot be had holds up none, and is reported', async () => {
		simulator.faults.add({
			on: { host: 'media', path: new RegExp(`/${fourth.id}/`) },
			times: 1,
			do: { status: { status: 404 } },
		});
		const { status, error, downloaded, uploaded } = await night();
		assert.equal(status, 'error');
		assert.match(
			error,
			new RegExp(`^1 recordings could not be saved\\. The first: ${fourth.id}, not saved: `),
		);
		assert.deepEqual(downloaded, [third.id, fifth.id]);
		assertSaved([first, second, third, fifth]);
		const reportName = uploaded.find((name) => name.startsWith('reports/'));
		const table = s3.objects.get(`${BUCKET}/${reportName ?? ''}`)?.bytes.toString() ?? '';
		const lines = table.trim().split('\n');
		assert.equal(lines.length, 1 + 3);
		for (const { id, sha256 } of [third, fifth]) {
			assert.ok(lines.some((line) => line.includes(id) && line.includes(sha256) && line.includes('saved')));
		}
		assert.ok(lines.some((line) => line.includes(fourth.id) && line.includes('not saved: ')));
	});
	await report.check('the next one saves it, and all are there once, with their entries', async () => {
		const { status, downloaded } = await night();
		assert.equal(status, 'success');
		assert.deepEqual(downloaded, [fourth.id]);
		assertSaved(recordings);
		assert.equal(inFolder('recordings').length, recordings.length);
	});
	await report.check('a night with nothing new downloads and uploads nothing', async () => {
		const { status, downloaded, uploaded } = await night();
		assert.deepEqual([status, downloaded, uploaded], ['success', [], []]);
	});
	await report.check('what is new is saved, and nothing else', async () => {
		const recording = addRecording(77_000, 3);
		const { status, downloaded, uploaded } = await night();
		assert.deepEqual([status, downloaded], ['success', [recording.id]]);
		assert.equal(uploaded.length, 3);
		assertSaved([...recordings, recording]);
	});
	await Promise.all([s3.close(), simulator.close()]);
};
