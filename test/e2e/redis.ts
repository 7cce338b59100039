import { mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { startCommand, stopCommand } from '../support/command';
import { debianProgram } from '../support/debianProgram';
import { freePort } from './freePort';
import { until } from './until';

export interface Redis {
	/** What n8n has to know of it. */
	env: Record<string, string>;
	stop: () => Promise<void>;
}

/** A Redis of its own that keeps nothing, on a free port of the loopback. */
export const startRedis = async (folder: string, say: (line: string) => void): Promise<Redis> => {
	const program = await debianProgram({ name: 'redis-server', debianPackage: 'redis-server' }, say);
	const port = await freePort();
	await mkdir(folder);
	const settings = { port: String(port), bind: '127.0.0.1', dir: folder, save: '', appendonly: 'no' };
	const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
	const server = startCommand(program, args, { cwd: folder });
	// Its pipes must not fill up.
	for (const stream of [server.stdout, server.stderr]) stream?.resume();
	await until('Redis answers', () => isOpen(port));
	return {
		env: { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: String(port) },
		stop: () => stopCommand(server),
	};
};

const isOpen = (port: number): Promise<true | undefined> =>
	new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('connect', () => {
			socket.destroy();
			resolve(true);
		});
		socket.once('error', () => resolve(undefined));
	});
