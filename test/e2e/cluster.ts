import path from 'node:path';
import type { RealN8n } from '../support/realN8n';
import { N8nHome } from './n8nHome';
import { startN8nServer, startN8nWorker, type N8nServer } from './n8nServer';
import { startPostgres, type Postgres } from './postgres';
import { startRedis } from './redis';

const CONCURRENCY = 3;

/** n8n in queue mode: a main process, workers with homes of their own, PostgreSQL and Redis. */
export interface Cluster {
	postgres: Postgres;
	home: N8nHome;
	main: N8nServer;
	/** In the order they were started; a new one takes the place of one that was killed. */
	workers: N8nServer[];
	startMain: () => Promise<N8nServer>;
	replaceWorker: (index: number) => Promise<void>;
	stop: () => Promise<void>;
}

const settings = {
	EXECUTIONS_MODE: 'queue',
	OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
	N8N_DEFAULT_BINARY_DATA_MODE: 'database',
	// A job whose worker is gone is noticed within seconds.
	QUEUE_WORKER_LOCK_DURATION: '10000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '2000',
};

const workerSettings = (home: N8nHome): NodeJS.ProcessEnv => ({
	QUEUE_HEALTH_CHECK_ACTIVE: 'true',
	QUEUE_HEALTH_CHECK_PORT: String(home.port),
});

/** `fill` may import into the database before any server or worker uses it. */
export const startCluster = async (
	n8n: RealN8n,
	folder: string,
	tarball: string,
	workerCount: number,
	fill: (home: N8nHome) => Promise<void>,
	say: (line: string) => void,
): Promise<Cluster> => {
	const postgres = await startPostgres(path.join(folder, 'postgres'), say);
	const redis = await startRedis(path.join(folder, 'redis'), say);
	const own = { ...settings, ...postgres.env, ...redis.env };
	const make = (name: string) => N8nHome.make(n8n, path.join(folder, name), tarball, own);
	const home = await make('main');
	await fill(home);
	const workerHomes = await Promise.all(Array.from({ length: workerCount }, (_, at) => make(`worker-${at}`)));
	const startWorker = (worker: N8nHome) => startN8nWorker(worker.with(workerSettings(worker)), CONCURRENCY);
	const startMain = () => startN8nServer(home);
	const main = await startMain();
	const workers = await Promise.all(workerHomes.map(startWorker));
	const running = new Set([main, ...workers]);
	return {
		postgres,
		home,
		main,
		workers,
		startMain: async () => {
			const started = await startMain();
			running.add(started);
			return started;
		},
		replaceWorker: async (index) => {
			const workerHome = workerHomes[index];
			if (!workerHome) throw new Error(`There is no worker ${index}`);
			const started = await startWorker(workerHome);
			running.add(started);
			workers[index] = started;
		},
		stop: async () => {
			await Promise.all([...running].map((server) => server.stop()));
			await redis.stop();
			await postgres.stop();
		},
	};
};
