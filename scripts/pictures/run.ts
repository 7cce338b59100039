import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { tour } from '../../test/e2e/browser';
import { Report } from '../../test/e2e/report';
import { runCommand } from '../../test/support/command';
import { debianProgram } from '../../test/support/debianProgram';
import { temporaryFolder } from '../../test/support/temporaryFolder';

const FOLDER = path.resolve(__dirname, '../../docs/pictures');
/** Enough for an editor of few colours, and small. */
const COLOURS = '128';

const report = new Report();

/** `npm run docs:pictures`: what the browser's checks see, as the pictures of README. */
const main = async (): Promise<void> => {
	const pngquant = await debianProgram({ name: 'pngquant', debianPackage: 'pngquant' }, (line) =>
		report.say(line),
	);
	const raw = temporaryFolder('ringcentral-media-pictures-');
	await mkdir(FOLDER, { recursive: true });
	await tour(report, async (page, name, clip) => {
		const file = path.join(raw, `${name}.png`);
		await page.screenshot({ path: file, animations: 'disabled', ...(clip && { clip }) });
		const target = path.join(FOLDER, `${name}.png`);
		await runCommand(pngquant, ['--force', '--strip', '--speed=1', '--output', target, COLOURS, '--', file]);
	});
};

main()
	.catch((error: unknown) => report.broke(error))
	.finally(() => {
		report.say(report.summary);
		process.exit(report.hasFailures ? 1 : 0);
	});
