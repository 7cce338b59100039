import { once } from 'node:events';
import { createServer } from 'node:net';

/** The first port of the loopback from this one on that nothing listens on. */
export const freePortFrom = async (first: number): Promise<number> => {
	for (let port = first; ; port += 1) if (await isFree(port)) return port;
};

const isFree = async (port: number): Promise<boolean> => {
	const server = createServer();
	const listening = once(server, 'listening').then(
		() => true,
		() => false,
	);
	server.listen(port, '127.0.0.1');
	if (!(await listening)) return false;
	server.close();
	await once(server, 'close');
	return true;
};
