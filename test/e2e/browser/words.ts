import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';

/**
 * Waits until the area says these words to the one who looks at it.
 * @throws with what it says instead
 */
export const shows = async (area: Locator, words: RegExp): Promise<void> => {
	const appeared = await area
		.filter({ hasText: words, visible: true })
		.first()
		.waitFor()
		.then(
			() => true,
			() => false,
		);
	if (appeared) return;
	const said = await area.allInnerTexts();
	assert.match(said.join('\n'), words);
	assert.fail(`Hidden: ${words.source}`);
};
