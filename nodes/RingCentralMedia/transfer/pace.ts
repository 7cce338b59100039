import { interrupted } from '../errors';

/** How many bytes must come in how much time spent on waiting for them. */
export interface Pace {
	leastBytes: number;
	windowMs: number;
}

/** One KiB a second: slower than any modem. A server that drips holds a run for days and never looks idle. */
export const SLOWEST_PACE: Pace = { leastBytes: 60 * 1024, windowMs: 60_000 };

/** Only time in which the reader waited counts: tell when it asks, and what came. */
export interface PaceKeeper {
	asked: () => void;
	/** @throws interrupted when it is too slow */
	came: (bytes: number) => void;
}

export function createPace({ leastBytes, windowMs }: Pace): PaceKeeper {
	let waitedMs = 0;
	let cameBytes = 0;
	let askedAt = Date.now();
	return {
		asked: () => {
			askedAt = Date.now();
		},
		came: (bytes) => {
			waitedMs += Date.now() - askedAt;
			cameBytes += bytes;
			if (cameBytes >= leastBytes) waitedMs = cameBytes = 0;
			if (waitedMs < windowMs) return;
			throw interrupted(
				`The server sends too slowly: ${cameBytes} bytes in ${Math.round(waitedMs / 1000)} s`,
				{ hint: 'Check the network between n8n and this server, then run again.' },
			);
		},
	};
}
