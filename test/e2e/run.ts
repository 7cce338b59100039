import { checkBrowser } from './browser';
import { checkMainPath } from './mainPath';
import { Report } from './report';

/** Each part makes what it needs and leaves nothing behind, so any of them runs alone. */
const parts: Record<string, (report: Report) => Promise<void>> = {
	main: checkMainPath,
	browser: checkBrowser,
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
