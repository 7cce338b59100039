import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { runCommand } from '../test/support/command';
import type { RealN8n } from '../test/support/realN8n';
import type { Job, JobResult } from './child/job';
import type { SampleFile } from './servers/sampleFiles';

/** Runs a measurement in a process of its own, on the Node and the modules of a real n8n. */
export interface Measurer {
	run: (job: MeasuredJob, files: readonly SampleFile[]) => Promise<JobResult>;
	/** Runs any script there; what it prints is returned. */
	script: (args: readonly string[]) => Promise<string>;
}

export type MeasuredJob = Omit<Job, 'packageFolder' | 'resultFile'>;

export const createMeasurer = async (
	n8n: RealN8n,
	packageFolder: string,
	certificateFile: string,
	folder: string,
): Promise<Measurer> => {
	const main = path.join(folder, 'measure.cjs');
	await build({
		entryPoints: [path.join(__dirname, 'child/main.ts')],
		outfile: main,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		// These are n8n's own, found through NODE_PATH.
		packages: 'external',
		logLevel: 'warning',
	});
	const temporary = path.join(folder, 'runs');
	await mkdir(temporary);
	const env = {
		PATH: process.env.PATH,
		HOME: folder,
		TMPDIR: temporary,
		NODE_PATH: modulesOf(n8n),
		NODE_EXTRA_CA_CERTS: certificateFile,
	};
	const run: Measurer['run'] = async (job, files) => {
		const resultFile = path.join(temporary, 'result.json');
		const whole: Job = { ...job, packageFolder, resultFile };
		await rm(resultFile, { force: true });
		await runCommand(n8n.node, ['--expose-gc', main, JSON.stringify(whole)], { env, cwd: folder });
		const result = JSON.parse(await readFile(resultFile, 'utf8')) as JobResult;
		checkFiles(result, job, files);
		return result;
	};
	return {
		run,
		script: async (args) => (await runCommand(n8n.node, args, { env, cwd: folder })).stdout,
	};
};

/** Where the modules of an n8n are, and what it depends on. */
const modulesOf = ({ bin }: RealN8n): string => {
	const modules = bin.slice(0, bin.lastIndexOf('/n8n/bin/'));
	if (!existsSync(path.join(modules, 'n8n-core'))) throw new Error(`There is no n8n-core in ${modules}`);
	return modules;
};

/** Figures of broken files mean nothing. */
const checkFiles = (result: JobResult, job: MeasuredJob, files: readonly SampleFile[]): void => {
	const expected = files.map(({ sha256 }) => sha256).join();
	if (result.sha256s.join() !== expected)
		throw new Error(`${job.node} stored other bytes than the server has`);
	if (job.node !== 'ringCentralMedia' || !job.sha256) return;
	if (result.toldSha256s.join() !== expected)
		throw new Error('The node tells another SHA-256 than it stored');
};
