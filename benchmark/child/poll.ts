import { writeFileSync } from 'node:fs';
import { startEngine } from '../../test/support/engine';
import { leave, readJob } from './process';
import type { PollJob } from './job';
import { packageEngine, TRIGGER_NODE } from './nodes';

/** Polls as n8n does when a workflow is switched on, and once more when nothing is new. */
const main = async (job: PollJob): Promise<void> => {
	const engine = await startEngine(packageEngine(job));
	try {
		const poller = engine.poller({ type: TRIGGER_NODE, parameters: job.parameters as never });
		await poller.poll('activate');
		const startedAt = Date.now();
		if ((await poller.poll()) !== null) throw new Error('The poll was not idle');
		writeFileSync(job.resultFile, String(startedAt));
	} finally {
		await engine.close();
	}
};

leave(main(readJob() as PollJob));
