import { figuresOf, ratiosOf, tell } from '../figures';
import type { Finding } from '../finding';
import { startLineProxy } from '../servers/lineProxy';
import { slowLine } from '../servers/slowLine';
import type { Stage } from '../stage';

const ROUND_TRIP_MS = 40;
const GOAL = 3;
const WARM_UP_FILES = 20;

/** n8n's own node sends all requests at once, unless a loop around it hands it one item at a time. */
const clients = {
	ours: { node: 'ringCentralMedia', isLooped: false },
	looped: { node: 'httpRequest', isLooped: true },
	atOnce: { node: 'httpRequest', isLooped: false },
} as const;

type Client = keyof typeof clients;

/** Many small files over a long way, each an item of one run. */
export const smallFiles = async (stage: Stage): Promise<Finding[]> => {
	const seconds: Record<Client, number[]> = { ours: [], looped: [], atOnce: [] };
	const handshakes: Record<Client, number[]> = { ours: [], looped: [], atOnce: [] };
	for (let round = 0; round < stage.runs; round += 1) {
		const inTurn: Client[] = ['ours', 'looped', 'atOnce'];
		for (const client of round % 2 === 0 ? inTurn : inTurn.toReversed()) {
			const run = await download(stage, client);
			seconds[client].push(run.elapsedMs / 1000);
			handshakes[client].push(run.handshakes);
			const told = `${run.elapsedMs.toFixed(0)} ms, ${run.handshakes} handshakes`;
			stage.say(`  ${round + 1}/${stage.runs} ${client}: ${told}`);
		}
	}
	const ratio = ratiosOf(seconds.looped, seconds.ours);
	const ours = figuresOf(handshakes.ours);
	const took = (client: Client): string =>
		`${tell(figuresOf(seconds[client]), ' s', 2)} and ${figuresOf(handshakes[client]).median} handshakes`;
	return [
		{
			measure: `${stage.files.small.length} files of 20 kB one after the other, round trips of ${ROUND_TRIP_MS} ms`,
			result: `${tell(ratio, ' ×', 2)} as fast as the HTTP Request node; ${tell(ours, '')} TLS handshakes`,
			goal: `at least ${GOAL} ×; one handshake`,
			holds: ratio.median >= GOAL && ours.max === 1,
			figures: `${took('ours')}; HTTP Request node in a loop ${took('looped')}; all at once, which no rate limit allows, ${took('atOnce')}`,
		},
	];
};

const download = async (
	{ server, files, credential, measurer }: Stage,
	client: Client,
): Promise<{ elapsedMs: number; handshakes: number }> => {
	const proxy = await startLineProxy(server.port, slowLine(ROUND_TRIP_MS));
	try {
		const urls = files.small.map((file) => proxy.through(server.url(file)));
		// Past the proxy: the connection over the long way is part of what is measured.
		const warmUpUrls = files.small.slice(0, WARM_UP_FILES).map(server.url);
		const job = { ...clients[client], credential, warmUpUrls, urls, sha256: true };
		const { elapsedMs } = await measurer.run(job, files.small);
		return { elapsedMs, handshakes: proxy.handshakes() };
	} finally {
		await proxy.close();
	}
};
