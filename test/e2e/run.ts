import { CURRENT_N8N, OLDEST_N8N } from '../support/realN8n';
import { checkBrowser } from './browser';
import { checkExamplesPath } from './examplesPath';
import { checkMainPath } from './mainPath';
import { checkQueuePath } from './queuePath';
import { Report } from './report';

/** Each part makes what it needs and leaves nothing behind, so any of them runs alone. */
const parts: Record<string, (report: Report) => Promise<void>> = {
	main: (report) => checkMainPath(report, CURRENT_N8N),
	examples: checkExamplesPath,
	browser: checkBrowser,
	queue: checkQueuePath,
	oldest: (report) => checkMainPath(report, OLDEST_N8N),
};

const report = new Report();

/** `tsx test/e2e/run.ts main browser`, or `all`: the parts to run, in this order. */
const run = async (names: string[]): Promise<void> => {
	for (const name of names.includes('all') ? Object.keys(parts) : names) {
		const check = parts[name];
		if (!check) throw new Error(`There is no part "${name}". Parts: ${Object.keys(parts).join(', ')}, all`);
		report.say(`\n${name}`);
		await check(report).catch((error: unknown) => report.broke(error));
	}
};

/** Children and folders go when the process ends, whatever way it ends. */
run(process.argv.slice(2))
	.catch((error: unknown) => report.broke(error))
	.finally(() => {
		report.say(report.summary);
		process.exit(report.hasFailures ? 1 : 0);
	});
