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
const gc = runInNewContext('gc') as (options: object) => void;

/** Only as a last resort does V8 give back to the system what its heap once took. */
const collect = (): void => gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });

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

/** How long what is done with may linger: timers that run out, connections that close. */
const LINGERS_MS = 30_000;

/** What is held as soon as it is as little as before; else after the time for which things may linger. */
export async function settledResources(heapMiB: number): Promise<Resources> {
	const deadlineAt = Date.now() + LINGERS_MS;
	for (;;) {
		const held = await measureResources();
		if (held.heapMiB <= heapMiB || Date.now() >= deadlineAt) return held;
		await delay(1_000);
	}
}

function descriptors(): number | undefined {
	try {
		return readdirSync('/proc/self/fd').length;
	} catch {
		return undefined;
	}
}
