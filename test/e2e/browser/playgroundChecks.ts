import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir, readlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { exampleNames, EXAMPLE_CREDENTIAL, readExample } from '../../support/examples';
import { startCommand, stopCommand } from '../../support/command';
import { temporaryFolder } from '../../support/temporaryFolder';
import { N8nRest } from '../n8nRest';
import type { Report } from '../report';
import { until } from '../until';

const CHECKOUT = path.resolve(__dirname, '../../..');
const TSX = createRequire(__filename).resolve('tsx/cli');

/** n8n is started three times: for credentials, for workflows, and to stay. */
const START_LIMIT_MS = 300_000;

/** `npm run n8n`, from its start to Ctrl-C. The package must be built. */
export const checkPlayground = async (report: Report): Promise<void> => {
	// All that it makes goes in here, so that what is left can be seen.
	const folder = temporaryFolder('ringcentral-media-playground-');
	const child = startCommand(process.execPath, [TSX, 'scripts/n8n/run.ts'], {
		cwd: CHECKOUT,
		env: { ...process.env, TMPDIR: folder },
	});
	const ended = once(child, 'exit');
	let printed = '';
	child.stdout?.on('data', (piece: Buffer) => (printed += piece.toString()));
	child.stderr?.on('data', (piece: Buffer) => (printed += piece.toString()));
	const told = (label: string): string => new RegExp(`${label} +(\\S+)`).exec(printed)?.[1] ?? '';

	await report.check('starts n8n and tells how to open it', async () => {
		const isReady = () => {
			assert.equal(child.exitCode, null, printed);
			return /Ctrl-C ends/.test(printed) || undefined;
		};
		await until('how to open it', isReady, START_LIMIT_MS);
		assert.match(told('Open'), /^http:\/\/localhost:\d+$/);
	});
	let rest: N8nRest | undefined;
	await report.check('lets in who types what it printed', async () => {
		rest = await N8nRest.logIn(told('Open'), { email: told('E-mail'), password: told('Password') });
	});
	await report.check('has every example, and a credential that they find', async () => {
		const examples = await Promise.all((await exampleNames()).map(readExample));
		assert.deepEqual((await rest?.workflowNames())?.sort(), examples.map(({ name }) => name).sort());
		const saved = (await rest?.credentials())?.map(({ id }) => id) ?? [];
		assert.deepEqual(saved, [EXAMPLE_CREDENTIAL.id]);
	});
	await report.check('ends at Ctrl-C and leaves no process and no file', async () => {
		assert.ok((await runningIn(folder)).length > 0, 'n8n does not run where it should');
		process.kill(child.pid ?? 0, 'SIGINT');
		await ended;
		await until('all processes are gone', async () => (await runningIn(folder)).length === 0 || undefined);
		// tsx keeps what it compiled.
		assert.deepEqual(
			(await readdir(folder)).filter((name) => !name.startsWith('tsx-')),
			[],
		);
	});
	await stopCommand(child);
};

/** Processes that work in the folder; where there is no /proc, none are seen. */
const runningIn = async (folder: string): Promise<string[]> => {
	const ids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
	const places = await Promise.all(ids.map((id) => readlink(`/proc/${id}/cwd`).catch(() => '')));
	return places.filter((place) => place.startsWith(folder));
};
