import { addAction, closePanel, findsNode, newWorkflow } from './editor';
import { closeMessages, panelOf, type TakePicture } from './pictures';
import type { BrowserStation } from './station';
import { shows } from './words';

export const NODE = 'RingCentral Media';

/** The panel with some of the canvas beside it. */
const NODES_PANEL = { x: 620, y: 66, width: 820, height: 480 };

/** What people type who look for something of the kind. */
const words = ['ringcentral', 'fax', 'voicemail', 'call recording'];

/** A new workflow: the trigger is found, added and tried; then the node is found. */
export const checkSearch = async (
	{ page, url, simulator, check }: BrowserStation,
	take: TakePicture,
): Promise<void> => {
	const isFound = async (): Promise<void> => {
		for (const word of words) await findsNode(page, word, NODE);
	};

	await check('a new workflow opens', () => newWorkflow(page, url));
	await check(`as its first step, the trigger is found by ${words.join(', ')}`, isFound);
	await check('the trigger is added by what it waits for', () => addAction(page, NODE, 'On new voicemail'));
	await check('the trigger fetches a test event: the newest voicemail', async () => {
		const [newest] = simulator.world.messages
			.filter(({ type, extensionId }) => type === 'VoiceMail' && extensionId === simulator.world.owner.id)
			.sort((one, other) => other.createdAt - one.createdAt);
		await page.getByTestId('node-execute-button').click();
		const output = page.getByTestId('output-panel');
		await shows(output, /1 item/);
		await shows(output, new RegExp(`${newest?.id ?? 'none'}`));
	});
	await closeMessages(page);
	await take(page, 'trigger', await panelOf(page, 530));
	await check('its panel closes', () => closePanel(page));
	await check(`the node is found by ${words.join(', ')}`, isFound);
	await take(page, 'search', NODES_PANEL);
};
