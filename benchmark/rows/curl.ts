import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { runCommand } from '../../test/support/command';
import { debianProgram } from '../../test/support/debianProgram';
import type { SampleFile } from '../servers/sampleFiles';
import type { Stage } from '../stage';

export const curlPath = (say: Stage['say']): Promise<string> =>
	debianProgram({ name: 'curl', debianPackage: 'curl' }, say);

/** Downloads with `curl -o` and returns the milliseconds that curl says it took. */
export const downloadWithCurl = async (
	{ folder, certificateFile, say }: Stage,
	url: string,
	file: SampleFile,
	options: readonly string[] = [],
): Promise<number> => {
	const target = path.join(folder, 'runs/curl.bin');
	const args = ['--silent', '--show-error', '--fail', '--cacert', certificateFile, ...options];
	const told = ['--output', target, '--write-out', '%{time_total}', url];
	const { stdout } = await runCommand(await curlPath(say), [...args, ...told]);
	const hash = createHash('sha256');
	await pipeline(createReadStream(target, { highWaterMark: 1024 * 1024 }), hash);
	await rm(target);
	if (hash.digest('hex') !== file.sha256) throw new Error('curl stored other bytes than the server has');
	return Number(stdout) * 1000;
};
