import type { Server } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { makeServer, type ServerParts } from './server';
import type { Host, Operation } from './state';

/** Both hosts as they listen, go away and come back. */
export interface Servers {
	/** Sockets that are open now. */
	connections(): Promise<number>;
	/** Closes the connections that rest between two requests, as servers do with old ones. */
	closeIdleConnections(): void;
	/** Goes away as a process that is killed: all sockets close at once, nobody listens. What it knows stays. */
	stop(): Promise<void>;
	/** Comes back at the same addresses. */
	start(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

/** Listens at these ports; the addresses are known in the state from then on. */
export async function startServers(
	operations: Operation[],
	parts: ServerParts,
	ports: Record<Host, number>,
): Promise<Servers> {
	const { urls } = parts.state;
	const listen = async (host: Host, port: number): Promise<FastifyInstance> => {
		const server = await makeServer(host, operations, parts);
		urls[host] = await server.listen({ host: LOOPBACK, port });
		return server;
	};
	let open = [await listen('api', ports.api), await listen('media', ports.media)];
	return {
		connections: async () => {
			const counts = await Promise.all(open.map(({ server }) => connectionsOf(server)));
			return counts.reduce((sum, count) => sum + count, 0);
		},
		closeIdleConnections: () => open.forEach(({ server }) => server.closeIdleConnections()),
		stop: async () => {
			await Promise.all(open.map((server) => server.close()));
		},
		start: async () => {
			open = [await listen('api', portOf(urls.api)), await listen('media', portOf(urls.media))];
		},
	};
}

const portOf = (address: string): number => Number(new URL(address).port);

const connectionsOf = (server: Server): Promise<number> =>
	new Promise((resolve, reject) => {
		server.getConnections((error, count) => {
			if (error) reject(error);
			else resolve(count);
		});
	});
