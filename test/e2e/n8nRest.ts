import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { parse } from 'flatted';
import type { INode } from 'n8n-workflow';
import { CURRENT_N8N, type N8nRelease } from '../support/realN8n';
import type { ImportedCredential, ImportedWorkflow } from './n8nHome';

const POLL_MS = 200;
const RUN_LIMIT_MS = 300_000;

export interface Owner {
	email: string;
	password: string;
}

export const OWNER: Owner = { email: 'owner@example.com', password: 'Only4ThisTest!' };

interface Setup {
	release?: N8nRelease;
	owner?: Owner;
}

export const isFinished = ({ status }: ListedExecution): boolean =>
	!['new', 'running', 'waiting'].includes(status);

/** Version 1 calls an execution over shortly before it has stored what came of it. */
export const isWritten = ({ data }: FinishedExecution): boolean => parse(data) !== undefined;

export interface CredentialTest {
	status: 'OK' | 'Error';
	message: string;
}

/** What the editor asks n8n's server, as its owner. */
export class N8nRest {
	private constructor(
		private readonly url: string,
		private readonly cookie: string,
		private readonly release: N8nRelease,
	) {}

	/** Sets up the owner of a fresh n8n. */
	static async asOwner(url: string, { release = CURRENT_N8N, owner = OWNER }: Setup = {}): Promise<N8nRest> {
		const form = { ...owner, firstName: 'Olive', lastName: 'Owner' };
		return N8nRest.#signedIn(url, '/rest/owner/setup', form, release);
	}

	/** Signs in as the form does. */
	static async logIn(url: string, { email, password }: Owner, release = CURRENT_N8N): Promise<N8nRest> {
		return N8nRest.#signedIn(url, '/rest/login', { emailOrLdapLoginId: email, password }, release);
	}

	static async #signedIn(url: string, path: string, form: object, release: N8nRelease): Promise<N8nRest> {
		const response = await fetch(`${url}${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(form),
		});
		const cookie = response.headers.getSetCookie().find((value) => value.startsWith('n8n-auth='));
		if (cookie === undefined) throw new Error(`n8n lets nobody in: ${await response.text()}`);
		return new N8nRest(url, cookie.split(';')[0] ?? '', release);
	}

	/** Descriptions of every node type n8n has loaded. */
	async nodeTypes(): Promise<ListedNodeType[]> {
		return (await this.#ask('GET', '/types/nodes.json')).json() as ReturnType<N8nRest['nodeTypes']>;
	}

	/** Status and media type of a file that n8n serves. */
	async served(path: string): Promise<{ status: number; type: string }> {
		const response = await this.#ask('GET', path, undefined, false);
		await response.body?.cancel();
		return { status: response.status, type: response.headers.get('content-type') ?? '' };
	}

	/** The button *Test* of a credential. */
	async testCredential(credential: ImportedCredential): Promise<CredentialTest> {
		const id = this.release.testsUnsavedCredentials ? credential.id : await this.createCredential(credential);
		return this.#data('POST', '/rest/credentials/test', { credentials: { ...credential, id } });
	}

	/** @returns the id of the new credential. */
	async createCredential({ name, type, data }: Omit<ImportedCredential, 'id'>): Promise<string> {
		return (await this.#data<{ id: string }>('POST', '/rest/credentials', { name, type, data })).id;
	}

	/** Where the button *Connect my account* leads. */
	async authorizeUrl(credentialId: string): Promise<string> {
		return this.#data('GET', `/rest/oauth2-credential/auth?id=${credentialId}`);
	}

	/** @returns the id that n8n gives the new workflow. */
	async createWorkflow({ name, nodes, connections, settings }: ImportedWorkflow): Promise<string> {
		const workflow = { name, nodes, connections, settings, active: false };
		return (await this.#data<{ id: string }>('POST', '/rest/workflows', workflow)).id;
	}

	/** Runs a stored workflow from a trigger, to its end or to a node, and waits until it is over. */
	async run(workflow: ImportedWorkflow, trigger: string, last?: string): Promise<FinishedExecution> {
		return this.finished(await this.startRun(workflow, trigger, last));
	}

	/** @returns the id of the execution. */
	async startRun(workflow: ImportedWorkflow, trigger: string, last?: string): Promise<string> {
		const { executionId } = await this.#data<{ executionId: string }>(
			'POST',
			`/rest/workflows/${workflow.id}/run`,
			{
				workflowData: workflow,
				...(last !== undefined && { destinationNode: { nodeName: last, mode: 'inclusive' } }),
				triggerToStartFrom: { name: trigger },
			},
		);
		return executionId;
	}

	async finished(executionId: string): Promise<FinishedExecution> {
		const deadline = Date.now() + RUN_LIMIT_MS;
		while (Date.now() < deadline) {
			const execution = await this.execution(executionId);
			if (isFinished(execution) && isWritten(execution)) return execution;
			await delay(POLL_MS);
		}
		throw new Error(`The run was not over after ${RUN_LIMIT_MS / 1000} s`);
	}

	/** Names of all workflows there are. */
	async workflowNames(): Promise<string[]> {
		return (await this.#data<{ name: string }[]>('GET', '/rest/workflows')).map(({ name }) => name);
	}

	async credentials(): Promise<{ id: string; name: string; type: string }[]> {
		return this.#data('GET', '/rest/credentials');
	}

	async workflow(id: string): Promise<StoredWorkflow> {
		return this.#data('GET', `/rest/workflows/${id}`);
	}

	/** Switches a workflow on; n8n does so in the background and may fail at it. */
	async publish(id: string): Promise<void> {
		const { versionId } = await this.workflow(id);
		await this.#data('POST', `/rest/workflows/${id}/activate`, { versionId });
	}

	async unpublish(id: string): Promise<void> {
		await this.#data('POST', `/rest/workflows/${id}/deactivate`, {});
	}

	async publicationStatus(id: string): Promise<Publication> {
		if (this.release.publishesInBackground) {
			return this.#data('GET', `/rest/workflows/${id}/publication-status`);
		}
		const { active } = await this.workflow(id);
		return { status: active ? 'published' : 'not_published', triggers: [] };
	}

	/** The list of executions, newest first, no more than a hundred. */
	async executionsOf(workflowId: string): Promise<ListedExecution[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const path = `/rest/executions?limit=100&filter=${filter}`;
		return (await this.#data<{ results: ListedExecution[] }>('GET', path)).results;
	}

	async execution(id: string): Promise<FinishedExecution> {
		return this.#data('GET', `/rest/executions/${id}`);
	}

	/** Digest of a file as the editor's Download button gets it. */
	async sha256OfBinary(id: string): Promise<string> {
		const response = await this.#ask('GET', `/rest/binary-data?action=download&id=${encodeURIComponent(id)}`);
		const hash = createHash('sha256');
		for await (const piece of response.body ?? []) hash.update(piece as Uint8Array);
		return hash.digest('hex');
	}

	async #data<T>(method: string, path: string, body?: object): Promise<T> {
		const answer = (await (await this.#ask(method, path, body)).json()) as { data: T };
		return answer.data;
	}

	async #ask(method: string, path: string, body?: object, mustBeOk = true): Promise<Response> {
		const response = await fetch(`${this.url}${path}`, {
			method,
			headers: {
				cookie: this.cookie,
				// n8n would squeeze even huge files with brotli, for minutes.
				'accept-encoding': 'identity',
				...(body && { 'content-type': 'application/json' }),
			},
			...(body && { body: JSON.stringify(body) }),
		});
		if (mustBeOk && !response.ok) {
			throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
		}
		return response;
	}
}

export interface ListedNodeType {
	name: string;
	version: number | number[];
	iconUrl?: string | { light: string; dark: string };
}

export interface StoredWorkflow {
	active: boolean;
	versionId: string;
	nodes: INode[];
}

export interface Publication {
	status: 'not_published' | 'in_progress' | 'published' | 'partial' | 'failed';
	triggers: { errorMessage: string | null }[];
}

export interface ListedExecution {
	id: string;
	status: string;
}

export interface FinishedExecution extends ListedExecution {
	/** The run in n8n's own flat form. */
	data: string;
}
