import assert from 'node:assert/strict';
import { addAction, closePanel } from './editor';
import { chooseFromList, downloadedSha256, executeStep, searchList } from './nodePanel';
import { closeMessages, panelOf, type TakePicture } from './pictures';
import { NODE } from './searchChecks';
import type { BrowserStation } from './station';
import { shows } from './words';

/** Steps of a workflow, filled in from lists, run, and their files looked at. */
export const checkOutput = async (
	{ page, simulator, check }: BrowserStation,
	take: TakePicture,
): Promise<void> => {
	const { world } = simulator;
	const output = page.getByTestId('output-panel');
	const cleo = world.calls.find(({ from, recording }) => recording && from.name === 'Cleo Specimen');

	await check('a recording is found in its list by the name of the caller', async () => {
		await addAction(page, NODE, 'Download call recording');
		const entries = await searchList(page, 'recordingId', 'Cleo');
		assert.ok(entries.length > 0 && entries.every((entry) => /^\S+ \S+ Cleo Specimen → /.test(entry.trim())));
		await take(page, 'list', await panelOf(page, 470));
		await chooseFromList(page, 'recordingId', 'Cleo');
	});
	await check('the step runs and shows its file', async () => {
		await executeStep(page);
		await shows(output, /audio\/wav/);
	});
	await closeMessages(page);
	await take(page, 'output', await panelOf(page, 500));
	await check('the file that Download saves is the recording, to the last byte', async () => {
		assert.equal(await downloadedSha256(output), cleo?.recording?.sha256);
	});
	await check('n8n plays it', async () => {
		await output.getByTestId('ndv-view-binary-data').first().click();
		const audio = output.locator('audio');
		await audio.waitFor();
		await page.waitForFunction("document.querySelector('audio')?.duration > 1");
		await closePanel(page);
	});
};
