import { writeFileSync } from 'node:fs';
import type { INodeExecutionData } from 'n8n-workflow';
import { startEngine, type Engine } from '../../test/support/engine';
import { savedFilesOf } from '../../test/support/savedFiles';
import type { Job, JobResult } from './job';
import { leave, readJob } from './process';
import { downloadLooped } from './looped';
import { setUpNode, type NodeSetUp } from './nodes';
import { watchPeak } from './peakMemory';

/** Runs on the Node and the engine of a real n8n: measures one run of one node and leaves. */
const main = async (job: Job): Promise<void> => {
	const node = setUpNode(job);
	const engine = await startEngine(node.engine);
	try {
		if (job.warmUpUrls.length > 0) await download(engine, node, job.warmUpUrls);
		const peakGrowthBytes = watchPeak();
		const startedAt = performance.now();
		const run = job.isLooped ? downloadLooped : download;
		const items = await run(engine, node, job.urls);
		const elapsedMs = performance.now() - startedAt;
		const result: JobResult = {
			elapsedMs,
			peakGrowthBytes: peakGrowthBytes(),
			toldSha256s: items.map(({ json }) => json.sha256),
			sha256s: await digests(engine, items),
		};
		writeFileSync(job.resultFile, JSON.stringify(result));
	} finally {
		await engine.close();
	}
};

const download = async (
	engine: Engine,
	{ type, typeVersion, parameters }: NodeSetUp,
	urls: readonly string[],
): Promise<INodeExecutionData[]> => {
	const items = urls.map((contentUri) => ({ json: { contentUri } }));
	const run = await engine.runNode({ type, typeVersion, parameters: parameters as never }, items);
	if (run.status !== 'success') throw new Error(`The run ended with ${run.status}`, { cause: run.error });
	return run.outputs[0] ?? [];
};

const digests = async (engine: Engine, items: readonly INodeExecutionData[]): Promise<string[]> => {
	const found: string[] = [];
	for (const { binary } of savedFilesOf(items)) found.push(await engine.sha256Of(binary));
	return found;
};

leave(main(readJob() as Job));
