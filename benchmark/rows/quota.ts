import { startSimulator } from '../../simulator';
import { figuresOf, tell } from '../figures';
import type { Finding } from '../finding';
import { credentialFor, type Stage } from '../stage';

const RECORDINGS = 100;
const CALLS = 10;
const WINDOW_MS = 2_000;
const MOST_EXCESS_PERCENT = 5;

/** The first calls go at once, and the last ones after all windows before theirs. */
const IDEAL_MS = (RECORDINGS / CALLS - 1) * WINDOW_MS;

/** As many recordings as a tenfold of the quota lets through, where a minute is two seconds. */
export const quota = async (stage: Stage): Promise<Finding[]> => {
	const excess: number[] = [];
	let refused = 0;
	for (let round = 0; round < stage.runs; round += 1) {
		const run = await downloadRecordings(stage);
		excess.push((run.elapsedMs / IDEAL_MS - 1) * 100);
		refused += run.refused;
		stage.say(`  ${round + 1}/${stage.runs} ${run.elapsedMs.toFixed(0)} ms, ${run.refused} × 429`);
	}
	const over = figuresOf(excess);
	return [
		{
			measure: `${RECORDINGS} recordings under a Heavy quota of ${CALLS} calls in ${WINDOW_MS / 1000} s`,
			result: `${tell(over, ' %', 1)} over the ideal time; ${refused} × 429`,
			goal: `within ${MOST_EXCESS_PERCENT} %, no 429`,
			holds: over.median <= MOST_EXCESS_PERCENT && refused === 0,
			figures: `ideal ${IDEAL_MS / 1000} s`,
		},
	];
};

const downloadRecordings = async ({ measurer }: Stage): Promise<{ elapsedMs: number; refused: number }> => {
	const limits = { groups: { Heavy: { limit: CALLS, windowMs: WINDOW_MS, penaltyMs: WINDOW_MS } } };
	const simulator = await startSimulator({ limits });
	try {
		for (let number = 0; number < RECORDINGS; number += 1) simulator.world.addCall({ recording: true });
		const recordings = simulator.world.recordings();
		const path = `${simulator.mediaUrl}/restapi/v1.0/account/~/recording`;
		const urls = recordings.map(({ id }) => `${path}/${id}/content`);
		const credential = credentialFor(simulator);
		const job = { node: 'ringCentralMedia', credential, warmUpUrls: [], urls, sha256: true } as const;
		const { elapsedMs } = await measurer.run(job, recordings);
		return { elapsedMs, refused: simulator.requests.filter(({ status }) => status === 429).length };
	} finally {
		await simulator.close();
	}
};
