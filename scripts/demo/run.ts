import { rm } from 'node:fs/promises';
import path from 'node:path';
import { startEngine, type Engine } from '../../test/support/engine';
import { lastNodeOf, readExamples, type Example } from '../../test/support/examples';
import { savedFilesOf } from '../../test/support/savedFiles';
import { demoAccount, type DemoAccount } from './account';
import { builtNodes } from './builtNodes';
import { readExportExample } from './exportExample';
import { newestFew } from './newestFew';
import { copyOut } from './output';
import { showProgress } from './progress';
import { table, type Row } from './table';

const OUTPUT = path.resolve(__dirname, '../../demo-downloads');

const say = (line = ''): void => {
	process.stdout.write(`${line}\n`);
};

/** Runs one example and checks each file it saved. */
const save = async (engine: Engine, account: DemoAccount, { kind, workflow }: Example): Promise<Row[]> => {
	const wanted = account.expected?.filter((file) => file.kind === kind);
	const goal = wanted && {
		files: wanted.length,
		bytes: wanted.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
	};
	say(`${workflow.name} …`);
	const running = engine.run(account.expected ? workflow : newestFew(workflow));
	const run = await showProgress(engine, goal, account.news, running);
	if (run.error) throw new Error([run.error.message, run.error.description].filter(Boolean).join('\n'));

	const rows: Row[] = [];
	const [items = []] = run.outputs(lastNodeOf(workflow));
	for (const { json, binary } of savedFilesOf(items)) {
		const sha256 = await copyOut(engine, binary, path.join(OUTPUT, account.folder, kind));
		const right = wanted ? wanted.map((file) => file.sha256) : [json.sha256];
		rows.push({
			file: binary.fileName ?? '',
			kind,
			sizeBytes: Number(json.sizeBytes),
			requests: Number(json.requests),
			resumed: Number(json.resumed),
			isWhole: right.includes(sha256),
		});
	}
	if (wanted && rows.length !== wanted.length) {
		throw new Error(`There are ${wanted.length} files, and ${rows.length} were saved`);
	}
	say(`  ${rows.length} ${rows.length === 1 ? 'file' : 'files'}`);
	return rows;
};

const main = async (): Promise<boolean> => {
	const startedAt = Date.now();
	const account = await demoAccount(process.env);
	account.introduction.forEach((line) => say(line));
	say();
	const folder = path.join(OUTPUT, account.folder);
	await rm(folder, { recursive: true, force: true });
	const engine = await startEngine({ ...builtNodes(), credentials: [account.credential] });
	try {
		const rows: Row[] = [];
		for (const example of [...(await readExamples()), await readExportExample()]) {
			// An export is work for the service, and an administrator's decision.
			if (example.kind === 'complianceExport' && !account.expected) continue;
			rows.push(...(await save(engine, account, example)));
		}
		say();
		say(table(rows));
		say();
		const whole = rows.filter(({ isWhole }) => isWhole).length;
		say(
			`${whole} of ${rows.length} files are whole, after ${Math.round((Date.now() - startedAt) / 1_000)} s.`,
		);
		say(`They are in ${folder}`);
		return whole === rows.length;
	} finally {
		await engine.close();
		await account.close();
	}
};

main().then(
	(isGood) => process.exit(isGood ? 0 : 1),
	(error: unknown) => {
		say();
		say(error instanceof Error ? error.message : String(error));
		process.exit(1);
	},
);
