import { figuresOf, ratiosOf, tell } from '../figures';
import type { Finding } from '../finding';
import { startLineProxy } from '../servers/lineProxy';
import { slowLine } from '../servers/slowLine';
import type { Stage } from '../stage';

const ROUND_TRIP_MS = 40;
const GOAL = 3;

type Node = 'ringCentralMedia' | 'httpRequest';

/** Many small files over a long way, each an item of one run. */
export const smallFiles = async (stage: Stage): Promise<Finding[]> => {
	const elapsed: Record<Node, number[]> = { ringCentralMedia: [], httpRequest: [] };
	const handshakes: Record<Node, number[]> = { ringCentralMedia: [], httpRequest: [] };
	for (let round = 0; round < stage.runs; round += 1) {
		const nodes: Node[] = ['ringCentralMedia', 'httpRequest'];
		for (const node of round % 2 === 0 ? nodes : nodes.toReversed()) {
			const run = await download(stage, node);
			elapsed[node].push(run.elapsedMs / 1000);
			handshakes[node].push(run.handshakes);
			stage.say(
				`  ${round + 1}/${stage.runs} ${node}: ${run.elapsedMs.toFixed(0)} ms, ${run.handshakes} handshakes`,
			);
		}
	}
	const ratio = ratiosOf(elapsed.httpRequest, elapsed.ringCentralMedia);
	const ours = figuresOf(handshakes.ringCentralMedia);
	const theirs = figuresOf(handshakes.httpRequest);
	return [
		{
			measure: `${stage.files.small.length} files of 20 kB, round trips of ${ROUND_TRIP_MS} ms`,
			result: `${tell(ratio, ' ×', 2)} as fast as the HTTP Request node; ${tell(ours, '')} TLS handshakes`,
			goal: `at least ${GOAL} ×; one handshake`,
			holds: ratio.median >= GOAL && ours.max === 1,
			figures: `${tell(figuresOf(elapsed.ringCentralMedia), ' s', 2)}; HTTP Request node ${tell(figuresOf(elapsed.httpRequest), ' s', 2)}, ${tell(theirs, '')} handshakes`,
		},
	];
};

const download = async (
	{ server, files, credential, measurer }: Stage,
	node: Node,
): Promise<{ elapsedMs: number; handshakes: number }> => {
	const proxy = await startLineProxy(server.port, slowLine(ROUND_TRIP_MS));
	try {
		const urls = files.small.map((file) => proxy.through(server.url(file)));
		// Warmed up past the proxy: the connection over the long way is part of what is measured.
		const warmUpUrls = files.small.slice(0, 20).map(server.url);
		const job = { node, credential, warmUpUrls, urls, sha256: true };
		const { elapsedMs } = await measurer.run(job, files.small);
		return { elapsedMs, handshakes: proxy.handshakes() };
	} finally {
		await proxy.close();
	}
};
