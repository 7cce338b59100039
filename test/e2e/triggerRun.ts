import { parse } from 'flatted';
import type { INodeCredentialsDetails, IRun } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import type { SeenRequest } from '../../simulator/requests';
import type { World } from '../../simulator/world';
import { lastNodeOf, type ExampleWorkflow } from '../support/examples';
import type { FileStore } from './n8nHome';
import { isFinished, isWritten, type FinishedExecution, type N8nRest } from './n8nRest';
import { PACKAGE_NAME } from './pack';
import { itemsOf, storedFilesOf } from './runResult';

/** n8n refuses rules for more than once a minute, but takes as many rules as there are. */
export const pollTimes = (everySeconds: number): object => ({
	item: Array.from({ length: 60 / everySeconds }, (_, index) => ({
		mode: 'custom',
		cronExpression: `${index * everySeconds} * * * * *`,
	})),
});

/** The example, impatient, with another credential, and waiting for call recordings too. */
export const impatient = (
	{ nodes, ...workflow }: ExampleWorkflow,
	everySeconds: number,
	credential: INodeCredentialsDetails,
): ExampleWorkflow => ({
	...workflow,
	nodes: nodes.map((node) => {
		const changed = node.credentials ? { ...node, credentials: { ringCentralApi: credential } } : node;
		if (node.type !== `${PACKAGE_NAME}.ringCentralMediaTrigger`) return changed;
		const triggerOn = [...(node.parameters.triggerOn as string[]), 'callRecording'];
		const parameters = { ...node.parameters, triggerOn, pollTimes: pollTimes(everySeconds) };
		return { ...changed, parameters: parameters as typeof node.parameters };
	}),
});

const CALL_SECONDS = 30;

/**
 * Something of everything the workflow waits for, and something it does not.
 * @returns the digests of what it has to store.
 */
export const addNews = (world: World): string[] => {
	const fax = world.addFax({ document: { sizeBytes: 150_000 } });
	const voicemail = world.addVoicemail({ audio: { sizeBytes: 60_000 } });
	const { recording } = world.addCall({
		startedAt: world.options.now() - CALL_SECONDS * 1_000,
		durationSeconds: CALL_SECONDS,
		recording: { sizeBytes: 400_000 },
	});
	world.addFax({ direction: 'Outbound' });
	world.addSms();
	world.addCall({ startedAt: world.options.now() });
	const contents = [...fax.attachments, ...voicemail.attachments, recording];
	return contents.flatMap((content) => content?.sha256 ?? []);
};

/** What was listed of the account, in order; logging in and downloading are not in it. */
export const listings = ({ requests }: Simulator): SeenRequest[] =>
	requests.filter(({ path }) => /\/(message-store|call-log)$/.test(path));

interface Outcome {
	status: string;
	/** What n8n shows of its error. */
	error: string;
	/** Digests of what stands on disk. */
	stored: string[];
}

/** What became of one workflow, read from n8n's executions and from its disk. */
export class Ledger {
	readonly #outcomes = new Map<string, Outcome>();

	constructor(
		private readonly store: FileStore,
		private readonly rest: N8nRest,
		private readonly workflowId: string,
		private readonly workflow: ExampleWorkflow,
	) {}

	/** Every execution so far; nothing as long as one of them is under way. */
	async settled(): Promise<Outcome[] | undefined> {
		const listed = await this.rest.executionsOf(this.workflowId);
		if (!listed.every(isFinished)) return undefined;
		for (const { id } of listed) {
			if (this.#outcomes.has(id)) continue;
			const execution = await this.rest.execution(id);
			if (!isWritten(execution)) return undefined;
			this.#outcomes.set(id, await this.#read(execution));
		}
		return [...this.#outcomes.values()];
	}

	/** The digests of all stored files, once there are as many as that. */
	async storedWhen(count: number): Promise<string[] | undefined> {
		const stored = (await this.settled())?.flatMap((outcome) => outcome.stored);
		return stored !== undefined && stored.length >= count ? stored : undefined;
	}

	async #read(execution: FinishedExecution): Promise<Outcome> {
		const data = parse(execution.data) as IRun['data'];
		const { error } = data.resultData;
		const shown = [error?.message, error?.description].filter(Boolean).join(': ');
		if (execution.status !== 'success') return { status: execution.status, error: shown, stored: [] };
		const files = await storedFilesOf(this.store, itemsOf({ data }, lastNodeOf(this.workflow)));
		return { status: execution.status, error: '', stored: files.map(({ sha256 }) => sha256) };
	}
}
