import { interrupted } from '../errors';

/** How many bytes must come in how much time spent on waiting for them. */
export interface Pace {
	leastBytes: number;
	windowMs: number;
}

/** One KiB a second: slower than any modem. A server that drips holds a run for days and never looks idle. */
export const SLOWEST_PACE: Pace = { leastBytes: 60 * 1024, windowMs: 60_000 };

/** The same body; only time in which the reader waited counts. @throws interrupted when it is too slow */
export async function* atPace(
	body: AsyncIterable<Uint8Array>,
	{ leastBytes, windowMs }: Pace,
): AsyncGenerator<Uint8Array> {
	let waitedMs = 0;
	let cameBytes = 0;
	let askedAt = Date.now();
	for await (const bytes of body) {
		waitedMs += Date.now() - askedAt;
		cameBytes += bytes.length;
		if (cameBytes >= leastBytes) waitedMs = cameBytes = 0;
		if (waitedMs >= windowMs) {
			throw interrupted(
				`The server sends too slowly: ${cameBytes} bytes in ${Math.round(waitedMs / 1000)} s`,
				{
					hint: 'Check the network between n8n and this server, then run again.',
				},
			);
		}
		yield bytes;
		askedAt = Date.now();
	}
}
