import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** How one connection behaves. */
export interface Line {
	/** Passes something on, in either direction, when it has made its way; things stay in order. */
	passOn: (pass: () => void) => void;
	/** The line breaks when the client was given so many bytes. */
	breaksAfterBytes: number;
}

/** Stands between clients and the file server as a line with habits of its own. */
export interface LineProxy {
	/** The same address as the server's, through this proxy. */
	through: (url: string) => string;
	/** TLS handshakes that clients began. */
	handshakes: () => number;
	/** Bytes that clients were given. */
	givenBytes: () => number;
	close: () => Promise<void>;
}

/** The first byte of a TLS record that belongs to a handshake. */
const HANDSHAKE_RECORD = 0x16;

export const startLineProxy = async (serverPort: number, makeLine: () => Line): Promise<LineProxy> => {
	const sockets = new Set<Socket>();
	let handshakes = 0;
	let givenBytes = 0;
	const proxy = createServer({ noDelay: true }, (client) => {
		const upstream = connect({ port: serverPort, host: '127.0.0.1', noDelay: true });
		const { passOn, breaksAfterBytes } = makeLine();
		let leftBytes = breaksAfterBytes;
		const give = (bytes: Buffer): void => {
			const part = bytes.subarray(0, leftBytes);
			leftBytes -= part.length;
			givenBytes += part.length;
			// A slow client slows the server down.
			if (!client.write(part)) upstream.pause();
			if (leftBytes > 0) return;
			upstream.destroy();
			client.end();
		};
		client.once('data', (bytes: Buffer) => {
			if (bytes[0] === HANDSHAKE_RECORD) handshakes += 1;
		});
		client.on('data', (bytes: Buffer) => passOn(() => upstream.write(bytes)));
		client.on('end', () => passOn(() => upstream.end()));
		client.on('drain', () => upstream.resume());
		upstream.on('data', (bytes: Buffer) => passOn(() => leftBytes > 0 && give(bytes)));
		upstream.on('end', () => passOn(() => client.end()));
		for (const [socket, other] of [
			[client, upstream],
			[upstream, client],
		] as const) {
			sockets.add(socket);
			socket.on('error', () => other.destroy());
			socket.on('close', () => sockets.delete(socket));
		}
	});
	proxy.listen(0, '127.0.0.1');
	await once(proxy, 'listening');
	const { port } = proxy.address() as AddressInfo;
	return {
		through: (url) => Object.assign(new URL(url), { port: String(port) }).href,
		handshakes: () => handshakes,
		givenBytes: () => givenBytes,
		close: async () => {
			const closed = once(proxy, 'close');
			proxy.close();
			for (const socket of sockets) socket.destroy();
			await closed;
		},
	};
};
