import { addAction, closePanel } from './editor';
import { chooseFromList, executeStep } from './nodePanel';
import { NODE } from './searchChecks';
import type { BrowserStation } from './station';
import { shows } from './words';

/** One kind of file each, as n8n shows it. */
export const checkPreviews = async ({ page, check }: BrowserStation): Promise<void> => {
	const output = page.getByTestId('output-panel');
	const view = () => output.getByTestId('ndv-view-binary-data').first().click();

	await check('a fax is shown as PDF', async () => {
		await addAction(page, NODE, 'Download fax');
		await chooseFromList(page, 'messageId', '→');
		await executeStep(page);
		await shows(output, /application\/pdf/);
		await view();
		await output.locator('embed, iframe, object').first().waitFor();
		await closePanel(page);
	});
	await check('a picture of a message is shown', async () => {
		await addAction(page, NODE, 'Download message');
		await chooseFromList(page, 'messageId', '→');
		await executeStep(page);
		await shows(output, /image\/png/);
		await view();
		await page.waitForFunction('[...document.images].some((image) => image.naturalWidth === 320)');
		await closePanel(page);
	});
	await check('voicemails of another extension, chosen from the list by name', async () => {
		await addAction(page, NODE, 'Get many voicemails');
		await chooseFromList(page, 'extension', 'Bella Baker');
		await executeStep(page);
		await shows(output, /4 items/);
		await closePanel(page);
	});
};
