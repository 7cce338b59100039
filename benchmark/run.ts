import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import type { Finding } from './finding';
import { machineOf } from './machine';
import { resultsPage } from './resultsPage';
import { rows } from './rows';
import { startStage } from './stage';

const USUAL_RUNS = 5;
const RESULTS = path.join(__dirname, 'RESULTS.md');

const { values } = parseArgs({
	options: {
		/** Measures these rows alone and writes no results. */
		only: { type: 'string', multiple: true },
		runs: { type: 'string', default: String(USUAL_RUNS) },
	},
});

const say = (line: string): void => {
	console.log(line);
};

/** As lint wants it. */
const keep = async (page: string): Promise<void> => {
	const style = await resolveConfig(RESULTS);
	await writeFile(RESULTS, await format(page, { ...style, parser: 'markdown' }));
};

const main = async (): Promise<void> => {
	const { only } = values;
	const unknown = only?.find((name) => !(name in rows));
	if (unknown !== undefined)
		throw new Error(`There is no row ${unknown}, only ${Object.keys(rows).join(', ')}`);
	const stage = await startStage(Number(values.runs), say);
	const findings: Finding[] = [];
	try {
		for (const [name, measure] of Object.entries(rows)) {
			if (only && !only.includes(name)) continue;
			say(`Measuring ${name}`);
			findings.push(...(await measure(stage)));
		}
		const page = resultsPage(findings, await machineOf(stage), stage.runs);
		say(`\n${page}`);
		if (!only && stage.runs >= USUAL_RUNS) await keep(page);
	} finally {
		await stage.close();
	}
	if (!findings.every(({ holds }) => holds)) process.exitCode = 1;
};

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
