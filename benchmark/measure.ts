import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { runCommand } from '../test/support/command';
import type { RealN8n } from '../test/support/realN8n';
import type { Job, JobResult, PollJob } from './child/job';
import type { SampleFile } from './servers/sampleFiles';

/** Runs a measurement in a process of its own, on the Node and the modules of a real n8n. */
export interface Measurer {
	run: (job: MeasuredJob, files: readonly Pick<SampleFile, 'sha256'>[]) => Promise<JobResult>;
	/** Polls twice with the trigger, with nothing new, and tells when the second poll began. */
	poll: (parameters: object, credential: Job['credential']) => Promise<number>;
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
	await build({
		entryPoints: ['download', 'poll'].map((name) => path.join(__dirname, `child/${name}.ts`)),
		outdir: folder,
		outExtension: { '.js': '.cjs' },
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
	const resultFile = path.join(temporary, 'result.json');
	const jobFile = path.join(temporary, 'job.json');
	const inChild = async (name: string, job: object): Promise<unknown> => {
		await rm(resultFile, { force: true });
		await writeFile(jobFile, JSON.stringify(job));
		const args = ['--expose-gc', path.join(folder, `${name}.cjs`), jobFile];
		await runCommand(n8n.node, args, { env, cwd: folder });
		return JSON.parse(await readFile(resultFile, 'utf8'));
	};
	const run: Measurer['run'] = async (job, files) => {
		const whole: Job = { ...job, packageFolder, resultFile };
		const result = (await inChild('download', whole)) as JobResult;
		checkFiles(result, job, files);
		return result;
	};
	return {
		run,
		poll: async (parameters, credential) => {
			const job: PollJob = { packageFolder, credential, parameters, resultFile };
			return Number(await inChild('poll', job));
		},
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
const checkFiles = (
	result: JobResult,
	job: MeasuredJob,
	files: readonly Pick<SampleFile, 'sha256'>[],
): void => {
	const expected = files.map(({ sha256 }) => sha256).join();
	if (result.sha256s.join() !== expected)
		throw new Error(`${job.node} stored other bytes than the server has`);
	if (job.node !== 'ringCentralMedia' || !job.sha256) return;
	if (result.toldSha256s.join() !== expected)
		throw new Error('The node tells another SHA-256 than it stored');
};
