import { chown, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { runCommand, startCommand, stopCommand } from '../support/command';
import { debianProgram } from '../support/debianProgram';
import { freePort } from './freePort';
import { unprivilegedUser } from './unprivileged';
import { until } from './until';

const USER = 'n8n';
const DATABASE = 'postgres';

export interface Postgres {
	/** What n8n has to know of it. */
	env: Record<string, string>;
	/** One line for each row, columns with `|` between them. */
	rows: (sql: string) => Promise<string[]>;
	stop: () => Promise<void>;
}

/** A PostgreSQL of its own in `folder`, on a free port of the loopback. Nothing in it outlives a crash. */
export const startPostgres = async (folder: string, say: (line: string) => void): Promise<Postgres> => {
	const program = (name: string) => debianProgram({ name, debianPackage: 'postgresql' }, say);
	const [initdb, postgres, psql] = [
		await program('initdb'),
		await program('postgres'),
		await program('psql'),
	];
	const port = String(await freePort());
	const user = await unprivilegedUser();
	await mkdir(folder);
	if (user) await chown(folder, user.uid, user.gid);
	const own = { cwd: folder, user };
	const data = path.join(folder, 'data');
	const cluster = ['--username', USER, '--auth=trust', '--encoding=UTF8', '--no-locale', '--no-sync'];
	await runCommand(initdb, ['--pgdata', data, ...cluster], own);
	const settings = {
		port,
		listen_addresses: '127.0.0.1',
		unix_socket_directories: '',
		dynamic_shared_memory_type: 'mmap',
		fsync: 'off',
	};
	const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	const server = startCommand(postgres, ['-D', data, ...options], own);
	// Its pipes must not fill up.
	for (const stream of [server.stdout, server.stderr]) stream?.resume();

	const where = ['--host=127.0.0.1', `--port=${port}`, `--username=${USER}`, `--dbname=${DATABASE}`];
	const rows = async (sql: string): Promise<string[]> => {
		const { stdout } = await runCommand(psql, [...where, '--no-align', '--tuples-only', `--command=${sql}`]);
		return stdout.split('\n').filter((row) => row !== '');
	};
	await until('PostgreSQL answers', () => rows('select 1').catch(() => undefined));
	return {
		env: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: port,
			DB_POSTGRESDB_DATABASE: DATABASE,
			DB_POSTGRESDB_USER: USER,
			DB_POSTGRESDB_PASSWORD: 'not-asked-for',
		},
		rows,
		stop: () => stopCommand(server),
	};
};
