import { get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';

export interface RawAnswer {
	status: number;
	headers: IncomingHttpHeaders;
	body: Buffer;
	/** Why the connection ended early; absent when the answer came whole. */
	failure?: string;
}

const OUT_OF_PATIENCE = 'no more bytes came';

/** Gets what really came over the wire, the bytes before a broken connection too. */
export async function rawGet(
	url: string,
	headers: Record<string, string> = {},
	patienceMs = 2000,
): Promise<RawAnswer> {
	return new Promise((resolve, reject) => {
		const pieces: Buffer[] = [];
		let begun: IncomingMessage | undefined;
		const finish = (failure?: Error): void => {
			clearTimeout(timer);
			if (!begun) {
				reject(failure ?? new Error('no answer'));
				return;
			}
			const { statusCode: status = 0, headers: answered } = begun;
			const code = failure && ((failure as NodeJS.ErrnoException).code ?? failure.message);
			const body = Buffer.concat(pieces);
			resolve({ status, headers: answered, body, ...(code !== undefined && { failure: code }) });
		};
		const request = get(url, { headers, agent: false }, (response) => {
			begun = response;
			response.on('data', (piece: Buffer) => pieces.push(piece));
			response.on('end', () => finish());
			response.on('error', finish);
		});
		request.on('error', finish);
		const timer = setTimeout(() => {
			finish(new Error(OUT_OF_PATIENCE));
			request.destroy();
		}, patienceMs);
	});
}
