import { setTimeout as delay } from 'node:timers/promises';

const ASK_AGAIN_MS = 200;
const LIMIT_MS = 60_000;

/**
 * Asks until there is an answer.
 * @throws when there is none for a minute, or for `limitMs`, with what was waited for
 */
export const until = async <T>(
	what: string,
	ask: () => Promise<T | undefined> | T | undefined,
	limitMs = LIMIT_MS,
): Promise<T> => {
	const deadline = Date.now() + limitMs;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() > deadline) throw new Error(`Waited ${limitMs / 1000} s in vain: ${what}`);
		await delay(ASK_AGAIN_MS);
	}
};
