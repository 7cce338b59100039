import assert from 'node:assert/strict';
import type { Simulator } from '../../simulator';
import type { Recording } from '../../simulator/records';
import { runDownload } from './downloadRun';
import { canMeasureMemory, peakDuring } from './memory';
import type { ImportedWorkflow, N8nHome } from './n8nHome';
import type { N8nRest } from './n8nRest';
import type { Report } from './report';
import type { StoredFile } from './runResult';

const MIB = 1024 * 1024;
const DAY_MS = 24 * 60 * 60_000;
const HUGE_BYTES = 300_000_000;
const SMALL_BYTES = 20_000_000;
const WARM_UP_RUNS = 3;
const CUTS = 5;
const CUT_AFTER_BYTES = 9 * MIB;
const MOST_GROWTH_BYTES = 128 * MIB;

/** The two recordings of the check, to be made before their workflows are imported. */
export interface MemoryRecordings {
	small: Recording;
	huge: Recording;
}

export const addMemoryRecordings = (simulator: Simulator): MemoryRecordings => {
	const { world } = simulator;
	// Older than what the examples look for.
	const startedAt = world.options.now() - 10 * DAY_MS;
	const add = (sizeBytes: number): Recording => {
		const call = world.addCall({ startedAt, recording: { sizeBytes, contentType: 'audio/wav' } });
		if (call.recording === undefined) throw new Error('The call has no recording');
		return call.recording;
	};
	return { small: add(SMALL_BYTES), huge: add(HUGE_BYTES) };
};

export interface MemoryWorkflows {
	small: ImportedWorkflow;
	huge: ImportedWorkflow;
}

/**
 * A huge file through n8n's server. The server is measured, not `n8n execute`: a process that has
 * just started still holds what starting took, and growth hides behind that. Here the same process has
 * first saved a file a fifteenth as large a few times, so its code is loaded and its buffers are made, and
 * growth counts from the peak of that: what is left is what the size of the file costs.
 */
export const checkMemory = async (
	report: Report,
	home: N8nHome,
	server: { pid: number; rest: N8nRest },
	simulator: Simulator,
	recordings: MemoryRecordings,
	workflows: MemoryWorkflows,
): Promise<void> => {
	const { rest, pid } = server;
	const download = (workflow: ImportedWorkflow) => runDownload(home, rest, workflow);

	report.say(`A recording of ${HUGE_BYTES / 1e6} MB over a line that is cut ${CUTS} times`);
	let saved: StoredFile | undefined;
	let growthBytes = 0;
	let cuts = 0;
	await report.check('arrives', async () => {
		const small = await peakDuring(pid, async () => {
			for (let runs = 0; runs < WARM_UP_RUNS; runs += 1) await download(workflows.small);
		});
		const isHuge = new RegExp(`/recording/${recordings.huge.id}/content`);
		simulator.faults.add({
			on: { path: isHuge, host: 'media' },
			times: CUTS,
			do: { cut: { afterBytes: CUT_AFTER_BYTES, reset: true } },
		});
		const huge = await peakDuring(pid, () => download(workflows.huge));
		saved = huge.result;
		growthBytes = huge.peakBytes - small.peakBytes;
		cuts = simulator.requests.filter(
			({ path, sentBytes }) => isHuge.test(path) && sentBytes === CUT_AFTER_BYTES,
		).length;
	});
	if (saved === undefined) return;
	const { sha256, json, binary } = saved;
	await report.check('was cut as often as meant', () => {
		assert.equal(cuts, CUTS);
		assert.equal(json.resumed, CUTS);
	});
	await report.check('has every byte on disk, in its place', () => {
		assert.equal(sha256, recordings.huge.sha256);
		assert.equal(json.sha256, recordings.huge.sha256);
		assert.equal(json.sizeBytes, HUGE_BYTES);
	});
	await report.check('comes out of the editor’s download button whole', async () => {
		assert.equal(await rest.sha256OfBinary(binary.id ?? ''), recordings.huge.sha256);
	});
	if (canMeasureMemory) {
		const told = `${Math.round(growthBytes / MIB)} MiB`;
		await report.check(`takes n8n less than ${MOST_GROWTH_BYTES / MIB} MiB more memory: ${told}`, () => {
			assert.ok(growthBytes < MOST_GROWTH_BYTES);
		});
	} else {
		report.say('  - memory is not measured: this system has no /proc');
	}
	await report.check('leaves no half-written file', async () => {
		assert.deepEqual(await home.unfinishedFiles(), []);
	});
};
