import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

/** What a server does with one request; it may go on writing for as long as the client listens. */
export type Conduct = (socket: Socket, head: string) => unknown;

export interface RawServer {
	/** `http://127.0.0.1:<port>`, or https with a certificate. */
	origin: string;
	port: number;
	/** Head of each request, the first line included, in the order they came. */
	heads: string[];
	/** Resolves when no connection is open. */
	allClosed: () => Promise<void>;
	close: () => Promise<void>;
}

/** A server on this machine that writes whatever it likes, HTTP or not. */
export async function startRawServer(conduct: Conduct, tls?: TlsOptions): Promise<RawServer> {
	const heads: string[] = [];
	const sockets = new Set<Socket>();
	const serve = (socket: Socket): void => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		socket.on('error', () => undefined);
		let received = '';
		socket.on('data', (bytes: Buffer) => {
			received += bytes.toString('latin1');
			for (let end = received.indexOf('\r\n\r\n'); end >= 0; end = received.indexOf('\r\n\r\n')) {
				const head = received.slice(0, end);
				const bodyBytes = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
				if (received.length < end + 4 + bodyBytes) return;
				received = received.slice(end + 4 + bodyBytes);
				heads.push(head);
				void conduct(socket, head);
			}
		});
	};
	const server = tls ? createTlsServer(tls, serve) : createServer(serve);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		origin: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
		port,
		heads,
		allClosed: async () => {
			await Promise.all([...sockets].filter(({ closed }) => !closed).map((socket) => once(socket, 'close')));
		},
		close: async () => {
			const ended = once(server, 'close');
			server.close();
			for (const socket of sockets) socket.destroy();
			await ended;
		},
	};
}

/** Writes the piece again and again, as fast as the client reads, or one each `everyMs`. */
export async function writeWithoutEnd(socket: Socket, piece: Buffer | string, everyMs = 0): Promise<void> {
	while (!socket.destroyed) {
		if (!socket.write(piece))
			await Promise.race([once(socket, 'drain'), once(socket, 'close')]).catch(() => 0);
		await new Promise((resolve) => (everyMs === 0 ? setImmediate(resolve) : setTimeout(resolve, everyMs)));
	}
}

/** A whole answer. */
export function answerWith(socket: Socket, status: number, headers: Record<string, string>, body = ''): void {
	const lines = Object.entries({ 'Content-Length': String(Buffer.byteLength(body)), ...headers });
	socket.write(`HTTP/1.1 ${status} Raw\r\n${lines.map(([k, v]) => `${k}: ${v}\r\n`).join('')}\r\n${body}`);
}

/** Highest growth of this process's memory while the work runs, in MiB. */
export async function growthMiB(work: () => Promise<unknown>): Promise<number> {
	const before = process.memoryUsage.rss();
	let peak = before;
	const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 5);
	try {
		await work();
	} finally {
		clearInterval(timer);
	}
	return (Math.max(peak, process.memoryUsage.rss()) - before) / 1024 ** 2;
}
