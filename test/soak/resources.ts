import { readdirSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { setTimeout as delay } from 'node:timers/promises';
import { runInNewContext } from 'node:vm';

/** What a process holds. */
export interface Resources {
	/** Sockets of both sides: simulator and node share this process. */
	sockets: number;
	/** Open files and sockets, where the system tells. */
	descriptors: number | undefined;
	/** Memory of JavaScript and of buffers, in MiB. */
	heapMiB: number;
	rssMiB: number;
}

const MIB = 1024 * 1024;

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as (options?: object) => void;

/**
 * Only as a last resort does V8 give back to the system what its heap once took. Node.js 20 does not know these
 * options and takes them for a wish to collect what is young only, so all is collected first.
 */
const collect = (): void => {
	gc();
	gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
};

export const memoryMiB = (): Pick<Resources, 'heapMiB' | 'rssMiB'> => {
	const { heapUsed, external, rss } = process.memoryUsage();
	return { heapMiB: (heapUsed + external) / MIB, rssMiB: rss / MIB };
};

export const openSockets = (): number =>
	process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;

/** What is held once the garbage is gone. */
export async function measureResources(): Promise<Resources> {
	for (let round = 0; round < 3; round += 1) {
		collect();
		// Finalizers run between two rounds.
		await delay(50);
	}
	return { sockets: openSockets(), descriptors: descriptors(), ...memoryMiB() };
}

function descriptors(): number | undefined {
	try {
		return readdirSync('/proc/self/fd').length;
	} catch {
		return undefined;
	}
}
