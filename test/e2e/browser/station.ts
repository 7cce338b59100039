import { randomUUID } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { startSimulator, type Simulator } from '../../../simulator';
import { seedWorld } from '../../../simulator/seed';
import { makeViewable } from '../../../simulator/viewable';
import { CURRENT_N8N, realN8n } from '../../support/realN8n';
import { temporaryFolder } from '../../support/temporaryFolder';
import { N8nHome, NO_ASSISTANTS } from '../n8nHome';
import { N8nRest, OWNER } from '../n8nRest';
import { startN8nServer } from '../n8nServer';
import { packPackage } from '../pack';
import type { Report } from '../report';
import { startChromium } from './chromium';
import { signIn } from './editor';

/** A person in front of n8n's editor, with an empty n8n and a company full of media. */
export interface BrowserStation {
	page: Page;
	url: string;
	rest: N8nRest;
	simulator: Simulator;
	/** A check that leaves a picture of what was seen when it fails. */
	check: Report['check'];
	close(): Promise<void>;
}

export const openBrowserStation = async (report: Report): Promise<BrowserStation> => {
	const say = (line: string) => report.say(`  ${line}`);
	const n8n = await report.need('n8n', () => realN8n(CURRENT_N8N, say));
	const folder = temporaryFolder('ringcentral-media-browser-');
	const packed = await report.need('Building and packing the package', () => packPackage(folder));
	const simulator = await startSimulator({ limits: 'off', recordingFormat: 'wav' });
	seedWorld(simulator.world);
	makeViewable(simulator.world);
	const home = await N8nHome.make(n8n, `${folder}/home`, packed.tarball, NO_ASSISTANTS);
	const server = await report.need('Starting n8n’s server', () => startN8nServer(home));
	const rest = await N8nRest.asOwner(server.url);
	const context = await report.need('Starting Chromium', () => startChromium(`${folder}/profile`, say));
	const page = await firstPage(context);
	await report.need('Signing in', () => signIn(page, server.url, OWNER));
	return {
		page,
		url: server.url,
		rest,
		simulator,
		check: (claim, prove) => report.check(claim, () => withPictureOfFailure(page, prove)),
		close: async () => {
			await context.close();
			await server.stop();
			await simulator.close();
		},
	};
};

const firstPage = async (context: BrowserContext): Promise<Page> =>
	context.pages()[0] ?? (await context.newPage());

const withPictureOfFailure = async (page: Page, prove: () => void | Promise<void>): Promise<void> => {
	let failure: unknown;
	try {
		await prove();
		return;
	} catch (error) {
		failure = error;
	}
	const file = path.join(os.tmpdir(), `ringcentral-media-seen-${randomUUID()}.png`);
	await page.screenshot({ path: file }).catch(() => undefined);
	throw new Error(`${String(failure)}\nWhat was to be seen is in ${file}`, { cause: failure });
};
