import { setTimeout as delay } from 'node:timers/promises';
import type { Arrival } from './arrivals';
import type { Chance } from './chance';
import { pollOnce, type Watcher } from './pollers';
import { openSockets } from './resources';
import type { Site } from './site';
import type { Stage } from './stage';

/** A trigger that still delivers after so many polls without faults will not come to an end. */
const MOST_LAST_POLLS = 12;

/** Connections that rest are closed for good; whoever still holds one has forgotten it. */
const SOCKETS_CLOSE_WITHIN_MS = 10_000;

/** The last polls, without faults, until nothing comes any more. */
export async function drain(stage: Stage, watchers: readonly Watcher[], chance: Chance): Promise<void> {
	for (const watcher of watchers) {
		for (let polls = 0; polls < MOST_LAST_POLLS; polls += 1) {
			if ((await pollOnce(stage, watcher, chance)) === 'nothing') break;
		}
	}
}

/** Gives how many are open at the simulator when all should be closed. */
export async function waitForSockets({ simulator }: Site, before: number): Promise<number> {
	const deadlineAt = Date.now() + SOCKETS_CLOSE_WITHIN_MS;
	const areClosed = async () => openSockets() <= before && (await simulator.connections()) === 0;
	while (Date.now() < deadlineAt && !(await areClosed())) {
		simulator.closeIdleConnections();
		await delay(100);
	}
	return await simulator.connections();
}

/**
 * Files that were not written to their end, which have no description beside them, and those of triggers,
 * which n8n never prunes. Whole files of a failed item go with its execution.
 */
export function unfinishedFiles(paths: readonly string[]): string[] {
	const all = new Set(paths);
	const isWhole = (path: string): boolean => all.has(`${path}.metadata`) || path.endsWith('.metadata');
	return paths.filter((path) => !isWhole(path) || path.includes('/temp/'));
}

/** What the simulator keeps is not the node's memory. */
export function forget({ simulator }: Site, arrivals: Arrival[]): void {
	const { world, requests } = simulator;
	for (const list of [world.messages, world.calls, world.sent, requests, arrivals]) list.length = 0;
}
