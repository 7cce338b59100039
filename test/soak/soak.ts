import { setTimeout as delay } from 'node:timers/promises';
import { arrive, type Arrival } from './arrivals';
import { createChance, type Chance } from './chance';
import { download, fromLibrary, keepDownloading, libraryWorks } from './downloads';
import { drain, forget, unfinishedFiles, waitForSockets } from './ending';
import { Ledger, type Job } from './ledger';
import { judgeWatcher, keepPolling, openWatchers, pollOnce, type Watcher } from './pollers';
import { READ_MS, watchRequests } from './requestWatch';
import { measureResources, memoryMiB, openSockets, type Resources } from './resources';
import type { Site } from './site';
import type { Stage } from './stage';
import { startStorm } from './storm';
import { judgeUploads, keepUploading, recipes, upload, type Upload } from './uploads';

export interface SoakResult {
	ledger: Ledger;
	faults: ReadonlyMap<string, number>;
	penalties: number;
	before: Resources;
	after: Resources;
	/** Open on the simulator's side in the end. */
	serverSockets: number;
	/** What n8n's store should not have any more. */
	leftFiles: string[];
	watchers: readonly Watcher[];
}

const PROGRESS_MS = 10_000;

/** Retries, searches for lost answers and penalties may take so long after the last fault. */
const LONGEST_ENDING_MS = 150_000;

/** Late arrivals are there after this time. */
const ALL_ARRIVED_MS = 12_000;

/** Work of all kinds under faults of all kinds, for some minutes; then all of it is looked at. */
export async function soak(
	site: Site,
	minutes: number,
	seed: number,
	say: (line: string) => void,
): Promise<SoakResult> {
	const chance = createChance(seed);
	const ledger = new Ledger(say);
	const watch = watchRequests(site.simulator, ledger);
	const arrivals: Arrival[] = [];
	const running = new Set<Job>();
	const uploads: Upload[] = [];
	const until = { at: Infinity };
	const reading = setInterval(watch.read, READ_MS);
	const stage: Stage = {
		...{ site, ledger, watch, chance, arrivals, running },
		storm: { explains: () => false, during: () => '' },
		isOpen: () => Date.now() < until.at,
	};

	const socketsBefore = openSockets();
	const watchers = openWatchers(stage);
	await warmUp(stage, watchers, arrivals, uploads);
	const before = { ...(await measureResources()), sockets: socketsBefore };
	say(`All kinds of work went well once. Faults begin; seed ${seed}.`);

	const beganAt = Date.now();
	until.at = beganAt + minutes * 60_000;
	const storm = startStorm(site, chance.fork());
	stage.storm = storm;
	const progress = setInterval(() => say(progressLine(ledger, beganAt)), PROGRESS_MS);
	const work = Promise.all([
		...workers(stage, uploads),
		...watchers.map((watcher) => keepPolling(stage, watcher, chance.fork())),
		keepArriving(stage, arrivals, chance.fork()),
	]);
	await delay(minutes * 60_000);
	await storm.stop();
	await Promise.race([work, delay(LONGEST_ENDING_MS)]);
	for (const { work: name, startedAt, owner } of running) {
		ledger.find(
			'unfinished',
			`${name} of ${owner.name}, begun ${Math.round((Date.now() - startedAt) / 1000)} s ago`,
		);
	}
	await delay(Math.max(0, until.at + ALL_ARRIVED_MS - Date.now()));
	await drain(stage, watchers, chance);
	clearInterval(progress);
	say(progressLine(ledger, beganAt));

	for (const watcher of watchers) judgeWatcher(stage, watcher, beganAt);
	judgeUploads(stage, uploads);
	const serverSockets = await waitForSockets(site, socketsBefore);
	clearInterval(reading);
	watch.read();
	const leftFiles = unfinishedFiles((await site.engine.storedFiles()).map(({ path }) => path));
	const penalties = watch.penalties();
	forget(site, arrivals);
	uploads.length = 0;
	const after = await measureResources();
	return { ledger, faults: storm.counts, penalties, before, after, serverSockets, leftFiles, watchers };
}

/** Every kind of work once, in peace: code is loaded, and the measures are taken from then on. */
async function warmUp(stage: Stage, watchers: readonly Watcher[], arrivals: Arrival[], uploads: Upload[]) {
	const { site, chance } = stage;
	const { library } = site.simulator.world;
	library.addPrompt('menu.mp3', { sizeBytes: 90_000 });
	library.addMeeting({}, { sizeBytes: 400_000 });
	for (const { extension } of site.owners) {
		library.addGreeting({ extensionId: extension.id }, { sizeBytes: 70_000 });
	}
	for (const { poller } of watchers) await poller.poll('activate');
	for (let count = 0; count < 30; count += 1) arrivals.push(arrive(site, chance));
	await delay(ALL_ARRIVED_MS);
	for (const owner of site.owners) {
		for (const resource of libraryWorks) await download(stage, fromLibrary(stage, owner, resource), chance);
		for (const work of Object.keys(recipes)) uploads.push(await upload(stage, owner, work, chance));
	}
	for (const watcher of watchers) await pollOnce(stage, watcher, chance);
}

/** Several workflows at once on each credential. */
function workers(stage: Stage, uploads: Upload[]): Promise<void>[] {
	const [first, second] = stage.site.owners;
	const { chance } = stage;
	return [
		...[first, first, first, first, second, second, second].map((owner) =>
			keepDownloading(stage, owner, chance.fork()),
		),
		...[first, first, first, second, second, second].map((owner) =>
			keepUploading(stage, owner, chance.fork(), uploads),
		),
	];
}

async function keepArriving(stage: Stage, arrivals: Arrival[], chance: Chance): Promise<void> {
	while (stage.isOpen()) {
		arrivals.push(arrive(stage.site, chance));
		await delay(chance.between(200, 2_200));
	}
}

function progressLine(ledger: Ledger, beganAt: number): string {
	const { heapMiB, rssMiB } = memoryMiB();
	return [
		`${Math.round((Date.now() - beganAt) / 1000)} s`,
		`${ledger.whole} files whole (${Math.round(ledger.bytes / 1e6)} MB)`,
		`${ledger.refused} refused`,
		`${ledger.polls} polls (${ledger.failedPolls} failed)`,
		`${ledger.delivered} delivered`,
		`${ledger.uploads} uploads`,
		`heap ${Math.round(heapMiB)} MiB, RSS ${Math.round(rssMiB)} MiB`,
		`${openSockets()} sockets`,
	].join(', ');
}
