import assert from 'node:assert/strict';
import { addAction, closePanel } from './editor';
import { chooseFromList, downloadedSha256, executeStep } from './nodePanel';
import { NODE } from './searchChecks';
import type { BrowserStation } from './station';
import { shows } from './words';

/** One kind of file each, as n8n shows it. */
export const checkPreviews = async ({ page, simulator, check }: BrowserStation): Promise<void> => {
	const output = page.getByTestId('output-panel');
	const view = () => output.getByTestId('ndv-view-binary-data').first().click();

	await check('a fax is chosen by its sender and saved as it is; n8n shows no PDFs', async () => {
		await addAction(page, NODE, 'Download fax');
		await chooseFromList(page, 'messageId', 'Ben Sample');
		await executeStep(page);
		await shows(output, /application\/pdf/);
		const digest = await downloadedSha256(output);
		const files = simulator.world.messages.flatMap(({ attachments }) => attachments);
		assert.equal(files.find(({ sha256 }) => sha256 === digest)?.type, 'RenderedDocument');
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
