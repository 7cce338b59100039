import { chromium, selectors, type BrowserContext } from 'playwright-core';
import { debianProgram } from '../../support/debianProgram';

const FLAGS = [
	'--headless=new',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	// Whatever a page asks for, nothing leaves this machine.
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** A busy machine takes its time to draw n8n's editor. */
const PATIENCE_MS = 90_000;

/** The system's Chromium with nothing in its profile, which goes into `folder`. */
export const startChromium = async (folder: string, say: (line: string) => void): Promise<BrowserContext> => {
	const executablePath = await debianProgram({ name: 'chromium', debianPackage: 'chromium' }, say);
	selectors.setTestIdAttribute('data-test-id');
	const context = await chromium.launchPersistentContext(folder, {
		executablePath,
		headless: true,
		args: [...FLAGS, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
		viewport: { width: 1440, height: 800 },
		acceptDownloads: true,
	});
	context.setDefaultTimeout(PATIENCE_MS);
	return context;
};
