import path from 'node:path';
import { figuresOf, tell } from '../figures';
import type { Finding } from '../finding';
import type { Stage } from '../stage';

const MOST_MS = 150;
const RUNS_PER_ROUND = 3;

/** n8n has its own modules loaded by the time it comes to the package; all of the package's classes are made. */
const SCRIPT = `
require('n8n-workflow');
const files = process.argv.slice(1);
const startedAt = performance.now();
for (const file of files) {
	const [made] = Object.values(require(file));
	new made();
}
console.log(performance.now() - startedAt);
`;

/** How long n8n waits for the package when it starts. */
export const loading = async ({ runs, packageFolder, measurer, say }: Stage): Promise<Finding[]> => {
	const nodes = ['RingCentralMedia', 'RingCentralMediaTrigger'].map(
		(name) => `nodes/RingCentralMedia/${name}.node.js`,
	);
	const credentials = ['RingCentralApi', 'RingCentralOAuth2Api'].map(
		(name) => `credentials/${name}.credentials.js`,
	);
	const files = [...nodes, ...credentials].map((file) => path.join(packageFolder, 'dist', file));
	const elapsedMs: number[] = [];
	for (let run = 0; run < runs * RUNS_PER_ROUND; run += 1) {
		elapsedMs.push(Number(await measurer.script(['-e', SCRIPT, ...files])));
	}
	const took = figuresOf(elapsedMs);
	say(`  ${tell(took, ' ms')}`);
	return [
		{
			measure: 'Loading the package',
			result: tell(took, ' ms'),
			goal: `under ${MOST_MS} ms`,
			holds: took.median < MOST_MS,
			figures: `${elapsedMs.length} fresh processes`,
		},
	];
};
