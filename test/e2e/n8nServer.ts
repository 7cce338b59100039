import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { killCommand, startCommand, stopCommand } from '../support/command';
import type { N8nHome } from './n8nHome';

const START_LIMIT_MS = 300_000;
/** n8n gives what it runs half a minute to end. */
const STOP_LIMIT_MS = 40_000;
const POLL_MS = 250;

/** A process of n8n that is ready to be asked. */
export interface N8nServer {
	url: string;
	pid: number;
	/** All it has printed so far. */
	output(): string;
	stop(): Promise<void>;
	/** Ends it at once, as a crash does. */
	kill(): Promise<void>;
}

/** @throws when n8n ends or is not ready in time, with what it printed. */
export const startN8nServer = (home: N8nHome): Promise<N8nServer> =>
	startN8n(home, [READINESS, '/rest/settings'], 'start');

/** `n8n worker`, which tells at the port of its home whether it is ready. @throws as a server does */
export const startN8nWorker = (home: N8nHome, concurrency: number): Promise<N8nServer> =>
	startN8n(home, [READINESS], 'worker', `--concurrency=${concurrency}`);

const READINESS = '/healthz/readiness';

/** It is there when it answers all of `paths`: version 1 calls itself ready before it has any other address. */
const startN8n = async (home: N8nHome, paths: readonly string[], ...args: string[]): Promise<N8nServer> => {
	const child = startCommand(home.n8n.node, [home.n8n.bin, ...args], { cwd: home.folder, env: home.env });
	const printed: Buffer[] = [];
	for (const stream of [child.stdout, child.stderr]) {
		stream?.on('data', (piece: Buffer) => {
			printed.push(piece);
		});
	}
	const output = () => Buffer.concat(printed).toString();
	const url = `http://127.0.0.1:${home.port}`;
	const stop = () => stopCommand(child, STOP_LIMIT_MS);
	await untilReady(
		child,
		paths.map((path) => `${url}${path}`),
	).catch(async (error: unknown) => {
		await stop();
		throw new Error(`n8n did not start:\n${output()}`, { cause: error });
	});
	if (child.pid === undefined) throw new Error('n8n runs without a process id');
	return { url, pid: child.pid, output, stop, kill: () => killCommand(child) };
};

const untilReady = async (child: ChildProcess, urls: readonly string[]): Promise<void> => {
	const deadline = Date.now() + START_LIMIT_MS;
	while (Date.now() < deadline) {
		if (child.exitCode !== null) throw new Error(`it ended with code ${child.exitCode}`);
		const answers = await Promise.all(urls.map(isAnswered));
		if (answers.every(Boolean)) return;
		await delay(POLL_MS);
	}
	throw new Error(`it was not ready after ${START_LIMIT_MS / 1000} s`);
};

const isAnswered = (url: string): Promise<boolean> =>
	fetch(url).then(
		async (response) => {
			await response.body?.cancel();
			return response.ok;
		},
		() => false,
	);
