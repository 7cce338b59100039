import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runCommand, type CommandResult } from '../support/command';
import type { RealN8n } from '../support/realN8n';
import { freePort } from './freePort';
import { PACKAGE_NAME, unpackInto } from './pack';

export interface ImportedCredential {
	id: string;
	name: string;
	type: string;
	data: Record<string, string>;
}

export interface ImportedWorkflow {
	id: string;
	name: string;
	nodes: object[];
	connections: object;
	settings: object;
}

/** For who looks at the editor: n8n's own assistants stand in front of it otherwise. */
export const NO_ASSISTANTS = {
	N8N_DISABLED_MODULES: 'mcp-registry,instance-ai,agents,agent-evals,chat-hub,workflow-builder',
};

/** Ids of files in n8n's filesystem store are paths below its folder, after this. */
const FILESYSTEM = 'filesystem-v2:';

/** Where an n8n keeps binary data. */
export interface FileStore {
	sha256Of: (id: string) => Promise<string>;
	/** What was being written when something went wrong, and what belongs to no execution: none may stay. */
	leftovers: () => Promise<string[]>;
}

/** A user folder of n8n with the package in it, as n8n's own installer leaves it. */
export class N8nHome implements FileStore {
	private constructor(
		readonly n8n: RealN8n,
		readonly folder: string,
		readonly env: NodeJS.ProcessEnv,
		readonly port: number,
	) {}

	/** `changes` go into n8n's environment, over the usual settings. */
	static async make(
		n8n: RealN8n,
		folder: string,
		tarball: string,
		changes: Record<string, string> = {},
	): Promise<N8nHome> {
		await unpackInto(tarball, path.join(folder, '.n8n/nodes/node_modules', PACKAGE_NAME));
		const port = Number(changes['N8N_PORT'] ?? (await freePort()));
		const env = { ...ownEnvironment(), ...(await settings(n8n, folder, port)), ...changes };
		return new N8nHome(n8n, folder, env, port);
	}

	/** The same home, for a process with settings of its own. */
	with(env: NodeJS.ProcessEnv): N8nHome {
		return new N8nHome(this.n8n, this.folder, { ...this.env, ...env }, this.port);
	}

	/** Digest of a file as it stands on disk, taken by this process. */
	async sha256Of(id: string): Promise<string> {
		if (!id.startsWith(FILESYSTEM)) throw new Error(`The file is not on disk: ${id}`);
		const hash = createHash('sha256');
		const stream = createReadStream(path.join(storageIn(this.folder), id.slice(FILESYSTEM.length)));
		for await (const piece of stream) hash.update(piece as Buffer);
		return hash.digest('hex');
	}

	/** Runs one of n8n's commands to its end. */
	async command(...args: string[]): Promise<CommandResult> {
		return runCommand(this.n8n.node, [this.n8n.bin, ...args], { cwd: this.folder, env: this.env });
	}

	async importCredentials(credentials: readonly ImportedCredential[]): Promise<void> {
		await this.command('import:credentials', `--input=${await this.#asFile('credentials', credentials)}`);
	}

	async importWorkflows(workflows: readonly ImportedWorkflow[]): Promise<void> {
		await this.command('import:workflow', `--input=${await this.#asFile('workflows', workflows)}`);
	}

	/** Runs a workflow in a process of its own, without the server. */
	async execute(workflowId: string): Promise<unknown> {
		const { stdout } = await this.command('execute', `--id=${workflowId}`, '--rawOutput');
		// n8n may have something to say before the run and after it.
		const [printed] = /^\{$[^]*^\}$/m.exec(stdout) ?? [];
		if (printed === undefined) throw new Error(`n8n printed no run:\n${stdout}`);
		return JSON.parse(printed);
	}

	/** Files that n8n was writing when something went wrong: none may stay. */
	async unfinishedFiles(): Promise<string[]> {
		return (await this.#storedNames()).filter((name) => name.includes('.tmp.'));
	}

	async leftovers(): Promise<string[]> {
		const names = await this.#storedNames();
		return names.filter((name) => name.includes('.tmp.') || name.includes('executions/temp/'));
	}

	async #storedNames(): Promise<string[]> {
		const storage = storageIn(this.folder);
		return existsSync(storage) ? readdir(storage, { recursive: true }) : [];
	}

	async #asFile(name: string, content: unknown): Promise<string> {
		const file = path.join(this.folder, `${name}.json`);
		await writeFile(file, JSON.stringify(content));
		return file;
	}
}

const storageIn = (folder: string): string => path.join(folder, '.n8n/storage');

/** Nothing of an n8n that this machine may have, nor of the npm that runs this. */
const ownEnvironment = (): NodeJS.ProcessEnv =>
	Object.fromEntries(
		Object.entries(process.env).filter(([name]) => !/^(N8N_|npm_|NODE_OPTIONS|NODE_PATH)/.test(name)),
	);

const settings = async (n8n: RealN8n, folder: string, port: number): Promise<Record<string, string>> => {
	const temporary = path.join(folder, 'tmp');
	await mkdir(temporary, { recursive: true });
	return {
		// n8n makes folders there and leaves them.
		TMPDIR: temporary,
		PATH: [path.dirname(n8n.node), process.env.PATH].join(path.delimiter),
		N8N_USER_FOLDER: folder,
		N8N_ENCRYPTION_KEY: 'only-for-this-test-only-for-this-test',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_BINARY_DATA_STORAGE_PATH: storageIn(folder),
		GENERIC_TIMEZONE: 'UTC',
		...n8n.env,
	};
};
