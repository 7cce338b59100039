import type { Locator, Page } from 'playwright-core';
import type { Owner } from '../n8nRest';
import { shows } from './words';

export const signIn = async (page: Page, url: string, { email, password }: Owner): Promise<void> => {
	await page.goto(`${url}/signin`);
	await page.locator('input[name=emailOrLdapLoginId]').fill(email);
	await page.locator('input[name=password]').fill(password);
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/home\//);
};

export const newWorkflow = async (page: Page, url: string): Promise<void> => {
	await page.goto(`${url}/workflow/new`);
	await page.getByTestId('node-creator-plus-button').waitFor();
};

const foundNames = (page: Page): Locator =>
	page.getByTestId('node-creator').getByTestId('node-creator-item-name');

/**
 * Opens the panel with all nodes if need be and types into its search.
 * @throws when another node than this one comes first
 */
export const findsNode = async (page: Page, text: string, node: string): Promise<void> => {
	const search = page.getByTestId('node-creator-search-bar');
	if (!(await search.isVisible())) await page.getByTestId('node-creator-plus-button').click();
	// Nothing of an earlier search may count.
	await search.fill('');
	await foundNames(page).filter({ hasText: node }).first().waitFor({ state: 'detached' });
	await search.fill(text);
	await shows(foundNames(page).first(), new RegExp(`^\\s*${node}`));
};

/** Adds a node by what it is to do, and leaves its panel open. */
export const addAction = async (page: Page, node: string, action: string): Promise<void> => {
	if (await page.getByTestId('ndv').isVisible()) await closePanel(page);
	await findsNode(page, node, node);
	const names = foundNames(page);
	await names.filter({ hasText: node }).first().click();
	await names.filter({ hasText: new RegExp(`^\\s*${action}\\s*$`) }).click();
	await page.getByTestId('ndv').waitFor();
};

export const closePanel = async (page: Page): Promise<void> => {
	await page.getByTestId('ndv-close-button').click();
	await page.getByTestId('ndv').waitFor({ state: 'hidden' });
};

/**
 * n8n takes over what is entered 100 to 200 ms after the last key, and a button pressed before that acts without it.
 * A timer of the same page that is set later and lasts longer ends after that, however busy the machine is.
 */
export const takenOver = async (page: Page): Promise<void> => {
	await page.evaluate('new Promise((done) => setTimeout(done, 400))');
};
