import { readFile } from 'node:fs/promises';
import os from 'node:os';
import { runCommand } from '../test/support/command';
import { curlPath } from './rows/curl';
import type { Stage } from './stage';

const GIB = 1024 ** 3;

/** What the figures depend on, as lines for people. */
export const machineOf = async ({ n8n, server, say }: Stage): Promise<string[]> => {
	const { stdout: node } = await runCommand(n8n.node, ['--version']);
	const { stdout: curl } = await runCommand(await curlPath(say), ['--version']);
	const [cpu] = os.cpus();
	return [
		new Date().toISOString().slice(0, 10),
		`${cpu?.model.trim() ?? 'unknown CPU'}, ${os.cpus().length} cores, ${(os.totalmem() / GIB).toFixed(0)} GiB`,
		`${await systemName()}, kernel ${os.release()}`,
		`n8n ${n8n.version} on Node.js ${node.trim()}`,
		`${server.software}, curl ${curl.split(' ')[1] ?? '?'}`,
	];
};

const systemName = async (): Promise<string> => {
	const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
	return /^PRETTY_NAME="(.*)"$/m.exec(release)?.[1] ?? os.type();
};
