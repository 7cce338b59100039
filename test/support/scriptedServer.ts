import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** One request as it came over the wire. */
export interface Asked {
	/** Position among all requests, from 0. */
	index: number;
	path: string;
	/** By lower-case name. */
	headers: Record<string, string>;
	/** The span of its `Range`, half-open; all there is without one. */
	span: { start: number; end: number };
}

/** What the server answers, and how it misbehaves while it does. */
export interface Reply {
	status?: number;
	headers?: Record<string, string>;
	/** May have no end: it is written only as fast as the client reads. */
	body?: Uint8Array | Iterable<Uint8Array>;
	/** What tells the end of the body. */
	framing?: 'length' | 'chunked' | 'close';
	/** A Content-Length other than the body's own. */
	promisedBytes?: number;
	/** After how many bytes of the body it goes wrong, and how. */
	breaks?: { afterBytes: number; by: 'close' | 'reset' | 'stall' };
}

/** Decides on each answer; `hangUp` closes the connection without one. */
export type Script = (asked: Asked) => Reply | 'hangUp';

export interface ScriptedServer {
	url: URL;
	/** All requests so far, in the order they came. */
	requests: Asked[];
	/** Body bytes that left for the client, not those that wait in this process. */
	sentBytes: () => number;
	/** Resolves when no connection is open. */
	allClosed: () => Promise<void>;
	close: () => Promise<void>;
}

const WRITE_BYTES = 64 * 1024;

/**
 * A server on this machine that says and does what a script tells it, rightly or wrongly.
 * @param host another name of this machine, such as `localhost`, is another host to a client
 */
export async function startScriptedServer(script: Script, host = '127.0.0.1'): Promise<ScriptedServer> {
	const requests: Asked[] = [];
	const sockets = new Set<Socket>();
	let sentBytes = 0;
	const server = createServer({ noDelay: true }, (socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		// A client that hangs up in mid-answer is part of the tests.
		socket.on('error', () => undefined);
		void serve(socket, (head) => {
			const asked = { index: requests.length, ...readHead(head) };
			requests.push(asked);
			return answer(socket, script(asked), (bytes) => (sentBytes += bytes));
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		url: new URL(`http://${host}:${port}/`),
		requests,
		sentBytes: () => sentBytes,
		allClosed: async () => {
			await Promise.all([...sockets].map(closed));
		},
		close: async () => {
			const ended = once(server, 'close');
			server.close();
			for (const socket of sockets) socket.destroy();
			await ended;
		},
	};
}

const closed = (socket: Socket): Promise<void> =>
	new Promise((resolve) => {
		if (socket.closed) resolve();
		else socket.once('close', () => resolve());
	});

/** Answers the requests of one connection, one after the other. */
async function serve(socket: Socket, onHead: (head: string) => Promise<boolean>): Promise<void> {
	let received = '';
	try {
		for await (const bytes of socket as AsyncIterable<Buffer>) {
			received += bytes.toString('latin1');
			for (let end = received.indexOf('\r\n\r\n'); end >= 0; end = received.indexOf('\r\n\r\n')) {
				const head = received.slice(0, end);
				received = received.slice(end + 4);
				if (!(await onHead(head))) return;
			}
		}
	} catch {
		// The client hung up.
	}
}

function readHead(head: string): Omit<Asked, 'index'> {
	const [first = '', ...lines] = head.split('\r\n');
	const headers = Object.fromEntries(
		lines.map((line) => {
			const colon = line.indexOf(':');
			return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
		}),
	);
	const range = /^bytes=(\d+)-(\d*)$/.exec(headers['range'] ?? '');
	const span = {
		start: Number(range?.[1] ?? 0),
		end: range?.[2] ? Number(range[2]) + 1 : Infinity,
	};
	return { path: first.split(' ')[1] ?? '', headers, span };
}

/** Writes one answer. False when the connection cannot be used again. */
async function answer(
	socket: Socket,
	reply: Reply | 'hangUp',
	count: (bytes: number) => void,
): Promise<boolean> {
	if (reply === 'hangUp') {
		socket.destroy();
		return false;
	}
	const { status = 200, headers = {}, body = new Uint8Array(), framing = 'length', breaks } = reply;
	const lengthBytes = reply.promisedBytes ?? (body instanceof Uint8Array ? body.length : 0);
	const lines = Object.entries({
		...(framing === 'length' && { 'Content-Length': String(lengthBytes) }),
		...(framing === 'chunked' && { 'Transfer-Encoding': 'chunked' }),
		...(framing === 'close' && { Connection: 'close' }),
		...headers,
	}).map(([name, value]) => `${name}: ${value}\r\n`);
	socket.write(`HTTP/1.1 ${status} Scripted\r\n${lines.join('')}\r\n`);
	let leftBytes = breaks?.afterBytes ?? Infinity;
	for (const piece of slices(body)) {
		const part = piece.subarray(0, leftBytes);
		leftBytes -= part.length;
		if (part.length > 0 && !(await writePart(socket, part, framing))) return false;
		count(part.length);
		if (leftBytes === 0) break;
	}
	return await finish(socket, framing, breaks?.by);
}

function* slices(body: Uint8Array | Iterable<Uint8Array>): Generator<Uint8Array> {
	for (const bytes of body instanceof Uint8Array ? [body] : body) {
		for (let at = 0; at < bytes.length; at += WRITE_BYTES) yield bytes.subarray(at, at + WRITE_BYTES);
	}
}

/** Writes and waits until it left this process. False when the client hung up. */
async function writePart(socket: Socket, part: Uint8Array, framing: Reply['framing']): Promise<boolean> {
	if (framing === 'chunked') socket.write(`${part.length.toString(16)}\r\n`);
	const isWritten = await new Promise<boolean>((resolve) => {
		const onClose = () => resolve(false);
		socket.once('close', onClose);
		socket.write(part, (failure) => {
			socket.off('close', onClose);
			resolve(!failure);
		});
		if (socket.destroyed) resolve(false);
	});
	if (isWritten && framing === 'chunked') socket.write('\r\n');
	return isWritten;
}

async function finish(
	socket: Socket,
	framing: Reply['framing'],
	by: 'close' | 'reset' | 'stall' | undefined,
): Promise<boolean> {
	if (by === 'stall') {
		await closed(socket);
		return false;
	}
	if (by === 'reset') {
		socket.resetAndDestroy();
		return false;
	}
	if (by === undefined && framing === 'chunked') socket.write('0\r\n\r\n');
	if (by === undefined && framing !== 'close') return true;
	socket.end();
	return false;
}
