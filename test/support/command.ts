import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import os from 'node:os';
import { finished } from 'node:stream/promises';

export interface CommandOptions {
	cwd?: string;
	env?: NodeJS.ProcessEnv;
	/** Whom the program runs as, if not as us; only root may choose. */
	user?: { uid: number; gid: number } | undefined;
	/** All output is appended to this file as well. */
	logFile?: string;
}

export interface CommandResult {
	stdout: string;
	/** Both streams in the order they came. */
	output: string;
}

export class CommandError extends Error {
	constructor(
		readonly command: string,
		readonly outcome: string,
		readonly output: string,
	) {
		super(`${command} ended with ${outcome}:\n${output.trim().split('\n').slice(-25).join('\n')}`);
	}
}

const living = new Set<ChildProcess>();

/**
 * Starts a program at the head of a process group of its own, so that its children can be ended with
 * it. It is ended with this process at the latest.
 */
export const startCommand = (
	file: string,
	args: readonly string[],
	{ cwd, env = process.env, user }: CommandOptions = {},
): ChildProcess => {
	endChildrenWithUs();
	const stdio: StdioOptions = ['ignore', 'pipe', 'pipe'];
	const child = spawn(file, args, { ...user, cwd, env, detached: true, stdio });
	living.add(child);
	child.once('exit', () => living.delete(child));
	return child;
};

/** @throws {CommandError} when the program ends with anything but 0. */
export const runCommand = async (
	file: string,
	args: readonly string[],
	options: CommandOptions = {},
): Promise<CommandResult> => {
	const child = startCommand(file, args, options);
	const log = options.logFile === undefined ? undefined : createWriteStream(options.logFile, { flags: 'a' });
	const out: Buffer[] = [];
	const all: Buffer[] = [];
	child.stdout?.on('data', (piece: Buffer) => {
		out.push(piece);
	});
	for (const stream of [child.stdout, child.stderr]) {
		stream?.on('data', (piece: Buffer) => {
			all.push(piece);
			log?.write(piece);
		});
	}
	const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
	if (log) await finished(log.end());
	const output = Buffer.concat(all).toString();
	if (code !== 0) throw new CommandError([file, ...args].join(' '), signal ?? `code ${code ?? '?'}`, output);
	return { stdout: Buffer.concat(out).toString(), output };
};

/** Asks the process group to end and insists after a while. */
export const stopCommand = async (child: ChildProcess, patienceMs = 10_000): Promise<void> => {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = once(child, 'exit');
	signalGroup(child, 'SIGTERM');
	const insist = setTimeout(() => signalGroup(child, 'SIGKILL'), patienceMs);
	await gone;
	clearTimeout(insist);
	// What the program left behind in its group.
	signalGroup(child, 'SIGKILL');
};

/** Ends the process group without asking. */
export const killCommand = async (child: ChildProcess): Promise<void> => {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = once(child, 'exit');
	signalGroup(child, 'SIGKILL');
	await gone;
};

const signalGroup = (child: ChildProcess, signal: NodeJS.Signals): void => {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, signal);
	} catch (error) {
		// Nobody is left in the group.
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
};

let isWatching = false;

/** A group of its own does not hear the terminal's Ctrl-C; and `exit` is not told after a signal. */
const endChildrenWithUs = (): void => {
	if (isWatching) return;
	isWatching = true;
	// Before anybody removes the folders that they write to.
	process.prependOnceListener('exit', () => {
		for (const child of living) signalGroup(child, 'SIGKILL');
	});
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.once(signal, () => process.exit(128 + os.constants.signals[signal]));
	}
};
