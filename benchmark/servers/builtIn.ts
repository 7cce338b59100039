import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Certificate } from './certificate';
import type { FileServer } from './fileServer';

/** As much as is read and sent at once, so that the server is not what is measured. */
const PIECE_BYTES = 512 * 1024;

/** Serves a folder over TLS in this process, where there is no nginx. */
export const startBuiltIn = async (
	files: string,
	{ certificateFile, keyFile }: Certificate,
): Promise<FileServer> => {
	const [cert, key] = await Promise.all([readFile(certificateFile), readFile(keyFile)]);
	const server = createServer({ cert, key, keepAliveTimeout: 75_000 }, ({ url, headers }, response) => {
		const file = path.join(files, path.basename(url ?? ''));
		// A client that leaves in mid-file is none of our business.
		answer(file, headers.range, response).catch(() => response.destroy());
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		software: `Node.js ${process.version} as the server`,
		port,
		url: ({ name }) => `https://127.0.0.1:${port}/${name}`,
		close: async () => {
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
};

const answer = async (file: string, range: string | undefined, response: ServerResponse): Promise<void> => {
	const { size, mtime } = await stat(file);
	const [, first = '', last = ''] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
	const start = Number(first);
	const end = last === '' ? size : Math.min(size, Number(last) + 1);
	response.setHeader('Content-Type', 'application/octet-stream');
	response.setHeader('Accept-Ranges', 'bytes');
	response.setHeader('ETag', `"${mtime.getTime().toString(16)}-${size.toString(16)}"`);
	if (start >= end) {
		response.writeHead(416, { 'Content-Range': `bytes */${size}` }).end();
		return;
	}
	response.setHeader('Content-Length', end - start);
	if (first === '') response.writeHead(200);
	else response.writeHead(206, { 'Content-Range': `bytes ${start}-${end - 1}/${size}` });
	await pipeline(createReadStream(file, { start, end: end - 1, highWaterMark: PIECE_BYTES }), response);
};
