import { figuresOf, tell } from '../figures';
import type { Finding } from '../finding';
import { MIB, type SampleFile } from '../servers/sampleFiles';
import type { Stage } from '../stage';

const MOST_GROWTH_MIB = 128;

/** What one file may take beyond another: the garbage collector comes when it likes. */
const MOST_DIFFERENCE_MIB = 64;

/** By how much a process grows at its peak while it downloads, for a file and one sixteen times as large. */
export const memory = async (stage: Stage): Promise<Finding[]> => {
	const { big, medium } = stage.files;
	const growths = { medium: [] as number[], big: [] as number[] };
	for (let round = 0; round < stage.runs; round += 1) {
		growths.medium.push(await growthMib(stage, medium));
		growths.big.push(await growthMib(stage, big));
		stage.say(`  ${round + 1}/${stage.runs} ${growths.medium.at(-1)} MiB, ${growths.big.at(-1)} MiB`);
	}
	const small = figuresOf(growths.medium);
	const large = figuresOf(growths.big);
	return [
		{
			measure: 'Peak memory growth, 1 GiB and 64 MiB',
			result: `${tell(large, ' MiB')} and ${tell(small, ' MiB')}`,
			goal: `no more for the large file (within ${MOST_DIFFERENCE_MIB} MiB), each under ${MOST_GROWTH_MIB} MiB`,
			holds: large.median - small.median <= MOST_DIFFERENCE_MIB && large.max < MOST_GROWTH_MIB,
			figures: 'peak resident memory of the process, less what it held before',
		},
	];
};

const growthMib = async (
	{ server, files, credential, measurer }: Stage,
	file: SampleFile,
): Promise<number> => {
	// A small file loads the code; what a large one takes is to count whole.
	const warmUpUrls = files.small.slice(0, 1).map(server.url);
	const job = {
		node: 'ringCentralMedia',
		credential,
		warmUpUrls,
		urls: [server.url(file)],
		sha256: true,
	} as const;
	const { peakGrowthBytes } = await measurer.run(job, [file]);
	if (peakGrowthBytes === undefined) throw new Error('Only Linux tells the peak of a process');
	return Math.round(peakGrowthBytes / MIB);
};
