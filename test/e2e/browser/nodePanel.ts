import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { takenOver } from './editor';

const locatorOf = (page: Page, parameter: string): Locator =>
	page.getByTestId(`resource-locator-${parameter}`);

/** Opens the list behind *From List* and searches it. @returns the entries that are left. */
export const searchList = async (page: Page, parameter: string, text: string): Promise<string[]> => {
	const field = locatorOf(page, parameter).getByTestId('rlc-input');
	const search = page.getByTestId('rlc-search').locator('visible=true');
	if ((await search.count()) === 0) await field.click();
	const input = (await search.locator('input').count()) > 0 ? search.locator('input') : search;
	await input.fill(text);
	const entries = page.getByTestId('rlc-item').locator('visible=true');
	await entries
		.filter({ hasText: new RegExp(text, 'i') })
		.first()
		.waitFor();
	return entries.allInnerTexts();
};

export const chooseFromList = async (page: Page, parameter: string, text: string): Promise<void> => {
	await searchList(page, parameter, text);
	await page.getByTestId('rlc-item').locator('visible=true').filter({ hasText: text }).first().click();
	await takenOver(page);
};

/** Gives the ID instead of choosing from the list. */
export const giveId = async (page: Page, parameter: string, id: string): Promise<void> => {
	await locatorOf(page, parameter).getByTestId('rlc-mode-selector').click();
	await page
		.getByTestId('mode-id')
		.or(page.getByRole('option', { name: 'By ID' }))
		.locator('visible=true')
		.click();
	await locatorOf(page, parameter).locator('input').last().fill(id);
	await takenOver(page);
};

/** Runs this one step. */
export const executeStep = async (page: Page): Promise<void> => {
	await page.getByTestId('ndv').getByTestId('node-execute-button').click();
};

/** Digest of what the button *Download* of the output saves. */
export const downloadedSha256 = async (output: Locator): Promise<string> => {
	const started = output.page().waitForEvent('download');
	await output.getByTestId('ndv-download-binary-data').first().click();
	const file = await (await started).path();
	return createHash('sha256')
		.update(await readFile(file))
		.digest('hex');
};
