import type { Page } from 'playwright-core';
import { until } from '../until';
import { takenOver } from './editor';

/** Opens the empty dialog of a credential by its name. */
export const newCredential = async (page: Page, url: string, type: string): Promise<void> => {
	await page.goto(`${url}/home/credentials`);
	await page.getByTestId('add-resource-credential').click();
	await page.getByTestId('new-credential-type-select').click();
	await page.keyboard.type('ringcentral');
	const found = page.getByTestId('new-credential-type-select-option');
	await found.filter({ hasText: new RegExp(`^\\s*${type}\\s*$`) }).click();
	await page.getByTestId('new-credential-type-button').click();
	await page.getByTestId('credential-save-button').waitFor();
};

export const fillIn = async (page: Page, values: Readonly<Record<string, string>>): Promise<void> => {
	for (const [name, value] of Object.entries(values)) {
		await page.getByTestId(`parameter-input-${name}`).locator('input').fill(value);
	}
	await takenOver(page);
};

/** n8n tests what it saves. */
export const save = async (page: Page): Promise<void> => {
	const tested = page.waitForResponse((response) => response.url().endsWith('/rest/credentials/test'));
	await page.getByTestId('credential-save-button').click();
	await tested;
};

/** Waits for these words in the red message, with its details opened. */
export const refuses = async (page: Page, words: RegExp): Promise<void> => {
	const dialog = page.getByTestId('node-credentials-config-container');
	let said = '';
	await until('a message that says why', async () => {
		const more = dialog.getByText('More details').locator('visible=true');
		if ((await more.count()) > 0) await more.first().click();
		said = await dialog.innerText();
		return words.test(said) || undefined;
	}).catch((error: unknown) => {
		throw new Error(`The dialog says:\n${said.split('Server URL *')[0] ?? ''}`, { cause: error });
	});
};

export const accepts = async (page: Page): Promise<void> => {
	await page.getByTestId('credentials-config-container-test-success').waitFor();
};
