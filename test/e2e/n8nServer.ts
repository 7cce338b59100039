import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { startCommand, stopCommand } from '../support/command';
import type { N8nHome } from './n8nHome';

const START_LIMIT_MS = 300_000;
const POLL_MS = 250;

/** `n8n start`, ready to be asked. */
export interface N8nServer {
	url: string;
	pid: number;
	/** All it has printed so far. */
	output(): string;
	stop(): Promise<void>;
}

/** @throws when n8n ends or is not ready in time, with what it printed. */
export const startN8nServer = async (home: N8nHome): Promise<N8nServer> => {
	const child = startCommand(home.n8n.node, [home.n8n.bin, 'start'], { cwd: home.folder, env: home.env });
	const printed: Buffer[] = [];
	for (const stream of [child.stdout, child.stderr]) {
		stream?.on('data', (piece: Buffer) => {
			printed.push(piece);
		});
	}
	const output = () => Buffer.concat(printed).toString();
	const url = `http://127.0.0.1:${home.port}`;
	const stop = () => stopCommand(child);
	await untilReady(child, url).catch(async (error: unknown) => {
		await stop();
		throw new Error(`n8n did not start:\n${output()}`, { cause: error });
	});
	if (child.pid === undefined) throw new Error('n8n runs without a process id');
	return { url, pid: child.pid, output, stop };
};

const untilReady = async (child: ChildProcess, url: string): Promise<void> => {
	const deadline = Date.now() + START_LIMIT_MS;
	while (Date.now() < deadline) {
		if (child.exitCode !== null) throw new Error(`it ended with code ${child.exitCode}`);
		const isReady = await fetch(`${url}/healthz/readiness`).then(
			(response) => response.ok,
			() => false,
		);
		if (isReady) return;
		await delay(POLL_MS);
	}
	throw new Error(`it was not ready after ${START_LIMIT_MS / 1000} s`);
};
