import { addAction, closePanel } from './editor';
import { executeStep, giveId } from './nodePanel';
import { closeMessages, panelOf, type TakePicture } from './pictures';
import { NODE } from './searchChecks';
import type { BrowserStation } from './station';
import { shows } from './words';

/** A step that fails: what happened, and below it what to do. */
export const checkErrors = async (
	{ page, simulator: { world }, check }: BrowserStation,
	take: TakePicture,
): Promise<void> => {
	await check('an ID that leads nowhere is said to, with what to do', async () => {
		await addAction(page, NODE, 'Get call recording');
		await giveId(page, 'recordingId', '401547458008');
		await executeStep(page);
		await shows(
			page.getByTestId('node-error-message'),
			/RingCentral has nothing at .*recording\/401547458008/,
		);
		await shows(page.getByTestId('node-error-description'), /Check the ID\. It may be deleted/);
	});
	await check('a permission that is missing is named, and who can add it', async () => {
		world.owner.deniedPermissions.push('ReadCallRecording');
		try {
			await executeStep(page);
			await shows(page.getByTestId('node-error-message'), /RingCentral does not allow this/);
			const hint = /lacks the permission ReadCallRecording\. An administrator can add it/;
			await shows(page.getByTestId('node-error-description'), hint);
		} finally {
			world.owner.deniedPermissions.length = 0;
		}
	});
	await closeMessages(page);
	await take(page, 'error', await panelOf(page, 470));
	await check('its panel closes', () => closePanel(page));
};
