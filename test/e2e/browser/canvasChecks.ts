import { EXAMPLE_CREDENTIAL, readConnectedExample } from '../../support/examples';
import { around, closeMessages, type TakePicture } from './pictures';
import type { BrowserStation } from './station';
import { shows } from './words';

const EXAMPLE = 'save-call-recordings';

/** An example as its user sees it: opened, run from the canvas, every node done. */
export const checkCanvas = async (
	{ page, url, rest, check }: BrowserStation,
	take: TakePicture,
): Promise<void> => {
	const saved = (await rest.credentials()).find(({ type }) => type === 'ringCentralApi');
	const example = await readConnectedExample(EXAMPLE);
	// The note that explains it would fill the picture.
	const steps = example.nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
	const nodes = steps.map((node) =>
		node.credentials && saved
			? { ...node, credentials: { ringCentralApi: { ...EXAMPLE_CREDENTIAL, ...saved } } }
			: node,
	);

	await check(`${EXAMPLE} runs from the canvas, and each node says that it is done`, async () => {
		const id = await rest.createWorkflow({ id: EXAMPLE, ...example, nodes });
		await page.goto(`${url}/workflow/${id}`);
		const run = page.getByTestId('execute-workflow-button').first();
		await run.click();
		const done = page.getByTestId('canvas-node-status-success');
		await done.nth(nodes.length - 1).waitFor();
		await shows(page.getByTestId('canvas-wrapper'), /\d+ items/);
	});
	await closeMessages(page);
	await page.getByTestId('zoom-to-fit').click();
	await take(page, 'workflow', await around(page.getByTestId('canvas-node')));
};
