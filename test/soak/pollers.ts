import { setTimeout as delay } from 'node:timers/promises';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Poller } from '../support/engine';
import type { Arrival } from './arrivals';
import type { Chance } from './chance';
import { compare, download } from './downloads';
import type { Job } from './ledger';
import type { Owner } from './site';
import { told, track, type Stage } from './stage';

/** A trigger in a workflow of its own. */
export interface Watcher {
	name: string;
	owner: Owner;
	resources: readonly Arrival['resource'][];
	/** Whose arrivals it is to deliver; those of both owners when it watches the company. */
	isOfCompany: boolean;
	downloads: boolean;
	parameters: IDataObject;
	poller: Poller;
	/** How often each file was delivered, by its id. */
	delivered: Map<string, number>;
}

const LISTS = /\/(call-log|message-store|extension)$/;

const MESSAGES = ['fax', 'voicemail', 'message'] as const;

/** Triggers on both lists of the service, for one user and for the company, with files and without. */
export function openWatchers({ site }: Stage): Watcher[] {
	const [first, second] = site.owners;
	const open = (
		name: string,
		owner: Owner,
		resources: readonly Arrival['resource'][],
		more: { isOfCompany?: true; downloads?: true } = {},
	): Watcher => {
		const { isOfCompany = false, downloads = false } = more;
		const parameters = {
			triggerOn: [...resources],
			mailboxes: isOfCompany ? 'all' : 'own',
			options: { transcriptMinutes: 1, ...(downloads && { downloadFiles: true }) },
		};
		const poller = site.poller(owner, name, parameters);
		return { name, owner, resources, isOfCompany, downloads, parameters, poller, delivered: new Map() };
	};
	return [
		open('Own Messages', first, MESSAGES),
		open('Recordings of the Company', first, ['callRecording'], { isOfCompany: true }),
		open('Everything of the Second', second, [...MESSAGES, 'callRecording']),
		open('Faxes of the Company', second, ['fax'], { isOfCompany: true }),
		open('Voicemails with Files', second, ['voicemail'], { downloads: true }),
	];
}

/** Polls as long as the soak runs; now and then n8n restarts and goes on from what it saved. */
export async function keepPolling(stage: Stage, watcher: Watcher, chance: Chance): Promise<void> {
	while (stage.isOpen()) {
		const isRestart = chance.happens(0.1);
		if (isRestart) restart(stage, watcher);
		await pollOnce(stage, watcher, chance, isRestart);
		await delay(chance.between(800, 2_500));
	}
}

function restart({ site, ledger }: Stage, watcher: Watcher): void {
	const { owner, name, parameters, poller } = watcher;
	watcher.poller = site.poller(owner, name, parameters, poller.saved);
	ledger.restarts += 1;
}

/** One tick. Says whether it gave nothing, as it should at the end. */
export async function pollOnce(
	stage: Stage,
	watcher: Watcher,
	chance: Chance,
	isRestart = false,
): Promise<'nothing' | 'something' | 'failed'> {
	const { ledger } = stage;
	const job = pollJob(watcher);
	ledger.polls += 1;
	return await track(stage, job, async () => {
		let failure: Error | undefined;
		let items: INodeExecutionData[] = [];
		try {
			items = (await watcher.poller.poll(isRestart ? 'init' : 'update'))?.[0] ?? [];
		} catch (cause) {
			failure = cause as Error;
		}
		if (failure) {
			judgeFailure(stage, job, failure);
			return 'failed';
		}
		ledger.succeeded(`poll ${watcher.name}`);
		await takeDelivery(stage, watcher, items, chance);
		return items.length === 0 ? 'nothing' : 'something';
	});
}

function pollJob({ name, owner, downloads }: Watcher): Job {
	const touches = (path: string): boolean => LISTS.test(path) || (downloads && path.includes('/content'));
	return { work: `poll ${name}`, owner, touches, startedAt: Date.now() };
}

/** n8n shows no code of a failed poll, so any fault it met will do. */
function judgeFailure(stage: Stage, job: Job, failure: Error): void {
	const { ledger, storm } = stage;
	ledger.failedPolls += 1;
	const isExplained = (['interrupted', 'refused', 'throttled'] as const).some((code) =>
		storm.explains(job, code),
	);
	if (!isExplained) ledger.find('unexplainedPoll', told(stage, job, failure.message));
}

/** Counts what came, and does with it what a workflow does: downloads it with the node's defaults. */
async function takeDelivery(
	stage: Stage,
	watcher: Watcher,
	items: readonly INodeExecutionData[],
	chance: Chance,
): Promise<void> {
	const { ledger } = stage;
	const found = items.map((item) => ({ item, ...fileOf(stage, item) }));
	for (const { file, id } of found) {
		watcher.delivered.set(id, (watcher.delivered.get(id) ?? 0) + 1);
		ledger.delivered += 1;
		if (!file) ledger.find('doubled', `${watcher.name} delivered ${id}, which did not arrive`);
	}
	const known = found.flatMap(({ item, file, id }) => (file ? [{ item, files: [file], ids: [id] }] : []));
	if (!watcher.downloads) {
		if (known.length === 0 || chance.happens(0.5)) return;
		const { owner } = watcher;
		const parameters = { resource: 'media' };
		await download(stage, { work: 'download media', owner, parameters, items: known }, chance);
		return;
	}
	for (const { item, files } of known) {
		const stored = Object.values(item.binary ?? {});
		const difference = await compare(stage, stored, files);
		if (difference !== undefined) ledger.find('wrongFile', `${watcher.name}: ${difference}`);
		else ledger.whole += 1;
	}
}

/** The file that an item is about. */
function fileOf({ arrivals }: Stage, { json }: INodeExecutionData) {
	const { attachmentId, id: recordId } = json as { attachmentId?: string; id?: string };
	const id = attachmentId ?? recordId ?? '';
	for (let at = arrivals.length - 1; at >= 0; at -= 1) {
		const file = arrivals[at]?.files.find((each) => each.id === id);
		if (file) return { id, file };
	}
	return { id, file: undefined };
}

/** Holds what a trigger delivered against what arrived. */
export function judgeWatcher({ arrivals, ledger }: Stage, watcher: Watcher, startedAt: number): void {
	const { name, owner, resources, isOfCompany, delivered } = watcher;
	for (const { resource, owner: whose, at, readyAt, files } of arrivals) {
		if (at < startedAt || !resources.includes(resource)) continue;
		if (!isOfCompany && whose !== owner) continue;
		for (const { id } of files) {
			const count = delivered.get(id) ?? 0;
			const what = `${name}: ${resource} ${id}, made at ${new Date(at).toISOString()}, there at ${new Date(readyAt).toISOString()}`;
			if (count === 0) ledger.find('missed', what);
			if (count > 1) ledger.find('doubled', `${what}, came ${count} times`);
		}
	}
}
