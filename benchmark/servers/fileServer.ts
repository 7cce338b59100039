import { connect } from 'node:net';
import type { SampleFile } from './sampleFiles';

/** Serves the sample files over TLS, with ranges and connections that stay open. */
export interface FileServer {
	/** Name and version. */
	software: string;
	port: number;
	url: (file: SampleFile) => string;
	close: () => Promise<void>;
}

/** @returns `undefined` while nothing listens on the port */
export const answersAt = (port: number): Promise<true | undefined> =>
	new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('connect', () => {
			socket.destroy();
			resolve(true);
		});
		socket.once('error', () => resolve(undefined));
	});
