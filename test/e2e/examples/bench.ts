import assert from 'node:assert/strict';
import { parse } from 'flatted';
import type { IDataObject, INode, IRun } from 'n8n-workflow';
import type { Simulator } from '../../../simulator';
import { readExample } from '../../support/examples';
import { withStandIns, type INodeChange, type StandIns } from '../../support/standIns';
import { credentialFor } from '../exampleChecks';
import type { ImportedWorkflow } from '../n8nHome';
import { isFinished, type N8nRest } from '../n8nRest';
import { itemsOf } from '../runResult';
import { pollTimes } from '../triggerRun';
import { until } from '../until';

/** Polls that overlap on a slow machine would fail. */
const EVERY_SECONDS = 5;

/** The documented limits would only make the checks wait for minutes; they are tested elsewhere. */
const ample = { limit: 1_000, windowMs: 60_000, penaltyMs: 60_000 };
export const AMPLE_LIMITS = { groups: { Light: ample, Medium: ample, Heavy: ample, Auth: ample } };

/** How an execution ended, in n8n's words. */
export interface Outcome {
	status: string;
	error: string;
	jsonsOf(nodeName: string): IDataObject[];
}

interface Ends {
	simulator: Simulator;
	/** What n8n's credentials for third parties hold, by their type. */
	credentials?: Readonly<Record<string, object>>;
	nodes?: StandIns['nodes'];
}

/** A trigger that polls as it does, but does not let one wait for a minute. */
export const impatiently = ({ parameters }: INode): Partial<INodeChange> => ({
	parameters: { ...parameters, pollTimes: pollTimes(EVERY_SECONDS) as IDataObject } as INode['parameters'],
});

/** Examples in n8n's server, each with what stands in for its ends. */
export class ExampleBench {
	constructor(private readonly rest: N8nRest) {}

	async install(name: string, { simulator, credentials = {}, nodes = {} }: Ends): Promise<ImportedWorkflow> {
		const { type, data } = credentialFor(simulator);
		const made: Record<string, { id: string; name: string }> = {};
		for (const [each, held] of Object.entries({ [type]: data, ...credentials })) {
			const credential = { name: `${each} of ${name}`, type: each, data: held as Record<string, string> };
			made[each] = { id: await this.rest.createCredential(credential), name: credential.name };
		}
		const workflow = withStandIns(await readExample(name), { credentials: made, nodes });
		const id = await this.rest.createWorkflow({ ...workflow, id: name });
		return { ...workflow, id };
	}

	/** Runs a workflow from one of its triggers to its end. */
	async run(workflow: ImportedWorkflow, trigger: string): Promise<Outcome> {
		return outcomeOf(await this.rest.run(workflow, trigger));
	}

	/** Switches a workflow on, and off again after `act`. */
	async whilePublished(workflow: ImportedWorkflow, act: () => Promise<void>): Promise<void> {
		await this.rest.publish(workflow.id);
		await until(`${workflow.name} is published`, async () => {
			const { status, triggers } = await this.rest.publicationStatus(workflow.id);
			assert.notEqual(status, 'failed', triggers.map(({ errorMessage }) => errorMessage).join());
			return status === 'published' || undefined;
		});
		try {
			await act();
		} finally {
			await this.rest.unpublish(workflow.id);
		}
	}

	/** Waits for what a published workflow has to do. @throws with what went wrong in its executions */
	async until(workflow: ImportedWorkflow, what: string, ask: () => boolean): Promise<void> {
		try {
			await until(what, () => ask() || undefined);
		} catch (cause) {
			const outcomes = await this.outcomesOf(workflow, 0);
			const told = outcomes.map(({ status, error }) => `${status} ${error}`).join('\n');
			throw new Error(`${what} did not come. Executions:\n${told}`, { cause });
		}
	}

	/** What became of all executions of a workflow so far, oldest first; waits for those under way. */
	async outcomesOf(workflow: ImportedWorkflow, count: number): Promise<Outcome[]> {
		const listed = await until(`${count} executions of ${workflow.name}`, async () => {
			const found = await this.rest.executionsOf(workflow.id);
			return found.length >= count && found.every(isFinished) ? found : undefined;
		});
		return Promise.all(listed.reverse().map(async ({ id }) => outcomeOf(await this.rest.execution(id))));
	}
}

const outcomeOf = ({ status, data }: { status: string; data: string }): Outcome => {
	const run = { data: parse(data) as IRun['data'] };
	const { error } = run.data.resultData;
	return {
		status,
		error: [error?.message, error?.description].filter(Boolean).join(': '),
		jsonsOf: (nodeName) => itemsOf(run, nodeName).map(({ json }) => json),
	};
};
