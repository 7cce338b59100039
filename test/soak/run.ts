import { parseArgs } from 'node:util';
import { Report } from '../e2e/report';
import { checkSoak, describeSoak } from './checks';
import { openSite } from './site';
import { soak, type SoakResult } from './soak';

const { values } = parseArgs({
	options: {
		minutes: { type: 'string', default: '30' },
		seed: { type: 'string', default: String(Date.now() % 1_000_000) },
	},
});

const report = new Report();

/** Node and its libraries warn here of listeners that pile up and of promises that nobody awaits. */
const warnings: string[] = [];
const note = (cause: unknown): void => {
	warnings.push(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
};

async function run(minutes: number, seed: number): Promise<void> {
	report.say(`Soaking for ${minutes} minutes with seed ${seed} (--seed ${seed} to do so again).`);
	const site = await openSite(seed);
	// What is told while code is loaded is not about the work.
	for (const event of ['warning', 'unhandledRejection', 'uncaughtException']) process.on(event, note);
	let result: SoakResult;
	try {
		result = await soak(site, minutes, seed, (line) => report.say(line));
	} finally {
		await site.close();
	}
	for (const text of warnings) result.ledger.find('warning', text);
	report.say(`\n${describeSoak(result)}\n`);
	await checkSoak(report, result);
	if (report.hasFailures) report.say(`The seed was ${seed}.`);
}

run(Number(values.minutes), Number(values.seed))
	.catch((error: unknown) => report.broke(error))
	.finally(() => {
		report.say(report.summary);
		process.exit(report.hasFailures ? 1 : 0);
	});
