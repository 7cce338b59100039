#!/usr/bin/env node
// `npm run n8n`
import { spawn } from 'node:child_process';
import { prepare, root } from './prepare.mjs';

prepare();
const child = spawn(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'scripts/n8n/run.ts'], {
	cwd: root,
	stdio: 'inherit',
});
// The child hears Ctrl-C too and cleans up; whoever waits for us waits for that.
process.on('SIGINT', () => {});
child.on('exit', (code) => {
	const INTERRUPTED = 130;
	process.exit(code === INTERRUPTED ? 0 : (code ?? 1));
});
