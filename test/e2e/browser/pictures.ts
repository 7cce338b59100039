import type { Locator, Page } from 'playwright-core';
import { until } from '../until';

export interface Clip {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** Takes a picture of the page, or of a part of it, under a name. */
export type TakePicture = (page: Page, name: string, clip?: Clip) => Promise<void>;

/** For those who only want to know whether all works. */
export const noPictures: TakePicture = async () => {};

export const boxOf = async (area: Locator): Promise<Clip> => {
	const box = await area.boundingBox();
	if (box === null) throw new Error('What is to be pictured is not on the page');
	return box;
};

const MARGIN = 90;

/** All of these with some room around them. */
export const around = async (areas: Locator): Promise<Clip> => {
	const boxes = await Promise.all((await areas.all()).map(boxOf));
	const x = Math.min(...boxes.map((box) => box.x)) - MARGIN;
	const y = Math.min(...boxes.map((box) => box.y)) - MARGIN;
	const right = Math.max(...boxes.map((box) => box.x + box.width)) + MARGIN;
	const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + MARGIN;
	return { x, y, width: right - x, height: bottom - y };
};

const BORDER = 2;

/** The open panel of a node without its input. */
export const panelOf = async (page: Page, height: number): Promise<Clip> => {
	const [panel, parameters] = await Promise.all(
		['ndv', 'node-parameters'].map((id) => boxOf(page.getByTestId(id))),
	);
	if (panel === undefined || parameters === undefined) throw new Error('No panel is open');
	const { x } = parameters;
	return { x, y: parameters.y - 42, width: panel.x + panel.width - x - BORDER, height };
};

/** Messages in the corner go by themselves, after a while; a picture is without them. */
export const closeMessages = async (page: Page): Promise<void> => {
	const buttons = page.locator('.el-notification__closeBtn');
	await until('no message is left', async () => {
		// One that goes by itself meanwhile is no failure.
		for (const button of await buttons.all()) await button.click({ timeout: 1_000 }).catch(() => undefined);
		// A message under the mouse stays, and so does a hint at what the mouse rests on.
		await page.mouse.move(0, 0);
		return (await buttons.count()) === 0 || undefined;
	});
};
