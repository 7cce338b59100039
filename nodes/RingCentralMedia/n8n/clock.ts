import { sleep } from 'n8n-workflow';
import type { Clock } from '../ringcentral/quota';

/** How soon a canceled run leaves a wait. n8n's `sleep` takes a signal only in newer versions. */
const SLICE_MS = 500;

async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	const until = Date.now() + ms;
	for (let restMs = ms; restMs > 0; restMs = until - Date.now()) {
		signal?.throwIfAborted();
		await sleep(Math.min(restMs, SLICE_MS));
	}
	signal?.throwIfAborted();
}

export const realClock: Clock = { now: () => Date.now(), sleep: pause, random: () => Math.random() };
