import { setTimeout as delay } from 'node:timers/promises';
import type { IBinaryData, IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { NodeRun } from '../support/engine';
import { byId } from '../support/workflowValues';
import type { Chance } from './chance';
import type { Job } from './ledger';
import { readRefusal } from './refusals';
import type { Owner } from './site';
import { judgeRefusal, told, track, type Stage } from './stage';

/** A file as it is at its source. */
export interface SourceFile {
	sha256: string;
	sizeBytes: number;
}

/** A piece of media to be downloaded. */
export interface Wanted {
	work: string;
	owner: Owner;
	parameters: IDataObject;
	/** Each input item with the files it should bring. */
	items: readonly { item: INodeExecutionData; files: readonly SourceFile[]; ids: readonly string[] }[];
	/** Paths without an id that it takes as well. */
	paths?: RegExp;
}

/** Downloads as long as the soak runs: now one thing, now another. */
export async function keepDownloading(stage: Stage, owner: Owner, chance: Chance): Promise<void> {
	while (stage.isOpen()) {
		const wanted = wantSomething(stage, owner, chance);
		if (wanted) await download(stage, wanted, chance);
		await delay(chance.between(20, 300));
	}
}

/** Something that arrived of late, or a file that is there all the time. */
function wantSomething(stage: Stage, owner: Owner, chance: Chance): Wanted | undefined {
	if (chance.happens(0.25)) return fromLibrary(stage, owner, chance.pick(libraryWorks));
	const ready = stage.arrivals.filter((each) => each.owner === owner && each.readyAt < Date.now()).slice(-60);
	if (ready.length === 0) return undefined;
	const { resource, parameters, files, ids } = chance.pick(ready);
	const items = [{ item: { json: {} }, files, ids }];
	return { work: `download ${resource}`, owner, parameters: { resource, ...parameters }, items };
}

export const libraryWorks = ['greeting', 'ivrPrompt', 'meetingRecording'] as const;

/** Greetings, prompts and recordings of meetings are there from the beginning. */
export function fromLibrary({ site }: Stage, owner: Owner, resource: (typeof libraryWorks)[number]): Wanted {
	const { library } = site.simulator.world;
	const found = {
		greeting: library.greetings.find(({ extensionId }) => extensionId === owner.extension.id),
		ivrPrompt: library.prompts[0],
		meetingRecording: library.meetings[0],
	}[resource];
	if (!found) throw new Error(`There is no ${resource}`);
	const { sha256, sizeBytes } = found.file.content;
	const idField = { greeting: 'greetingId', ivrPrompt: 'promptId', meetingRecording: 'meetingRecordingId' };
	return {
		work: `download ${resource}`,
		owner,
		parameters: { resource, [idField[resource]]: byId(found.id) },
		items: [{ item: { json: {} }, files: [{ sha256, sizeBytes }], ids: [found.id] }],
		paths: /\/(recordings|greeting|ivr-prompts)$/,
	};
}

/** Runs the node once and holds every file against its source. */
export async function download(stage: Stage, wanted: Wanted, chance: Chance): Promise<void> {
	const { site, ledger } = stage;
	const job = jobFor(wanted);
	const options = optionsFor(wanted, chance);
	await track(stage, job, async () => {
		const parameters = { operation: 'download', ...wanted.parameters, options };
		const run = await site.run(
			wanted.owner,
			parameters,
			wanted.items.map(({ item }) => item),
		);
		if (run.error) ledger.find('unclearRefusal', told(stage, job, `the run threw: ${run.error.message}`));
		for (const [index, { files }] of wanted.items.entries()) {
			await judgeItem(stage, job, outputOf(run, index), files);
		}
	});
}

function jobFor({ work, owner, items, paths }: Wanted): Job {
	const ids = items.flatMap(({ ids: held }) => held);
	const touches = (path: string): boolean =>
		ids.some((id) => path.includes(id)) || paths?.test(path) === true;
	return { work, owner, touches, startedAt: Date.now() };
}

/** Some files come in several pieces, and some without a digest. */
function optionsFor({ items }: Wanted, chance: Chance): IDataObject {
	const largestBytes = Math.max(...items.flatMap(({ files }) => files.map(({ sizeBytes }) => sizeBytes)));
	const isCut = largestBytes < 8e6 && chance.happens(0.4);
	const chunkSizeMb = Math.max(largestBytes / 2 ** 20 / chance.between(2, 4), 0.002);
	return { ...(isCut && { chunkSizeMb }), ...(chance.happens(0.1) && { sha256: false }) };
}

const outputOf = ({ outputs }: NodeRun, index: number): INodeExecutionData | undefined =>
	outputs[0]?.find(({ pairedItem }) => (pairedItem as { item: number } | undefined)?.item === index);

async function judgeItem(
	stage: Stage,
	job: Job,
	output: INodeExecutionData | undefined,
	sources: readonly SourceFile[],
): Promise<void> {
	const { ledger } = stage;
	const refusal = output && readRefusal(output.json);
	if (!output || refusal) {
		if (refusal) judgeRefusal(stage, job, refusal);
		else ledger.find('wrongFile', told(stage, job, 'there is no item for it'));
		return;
	}
	const difference = await compare(stage, Object.values(output.binary ?? {}), sources);
	if (difference !== undefined) {
		ledger.find('wrongFile', told(stage, job, difference));
		return;
	}
	ledger.whole += sources.length;
	ledger.bytes += sources.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
	ledger.succeeded(job.work);
}

/** Holds stored files against their sources and removes them. Gives what differs, if anything. */
export async function compare(
	{ site }: Stage,
	stored: readonly IBinaryData[],
	sources: readonly SourceFile[],
): Promise<string | undefined> {
	const digests = await Promise.all(stored.map((file) => site.engine.sha256Of(file)));
	await site.prune(stored);
	const expected = sources.map(({ sha256 }) => sha256);
	if (JSON.stringify(digests) === JSON.stringify(expected)) return undefined;
	return `stored ${JSON.stringify(digests)}, at the source ${JSON.stringify(expected)}`;
}
