import { figuresOf, tell } from '../figures';
import type { Finding } from '../finding';
import { breakingLine } from '../servers/breakingLine';
import { startLineProxy } from '../servers/lineProxy';
import type { Stage } from '../stage';
import { downloadWithCurl } from './curl';

const CUTS = 10;
const MOST_AGAIN_PERCENT = 1;
const START_OVER = ['--retry', String(CUTS), '--retry-all-errors', '--retry-delay', '1'];

/** Bytes that came more than once because the line broke, as a part of the file. */
export const cuts = async (stage: Stage): Promise<Finding[]> => {
	const ours: number[] = [];
	const theirs: number[] = [];
	for (let round = 0; round < stage.runs; round += 1) {
		// Bytes are counted, not time, so that both can go side by side.
		const both = [resume, startOver].map((fetch) => fetchedAgainPercent(stage, fetch));
		const [own = NaN, other = NaN] = await Promise.all(both);
		ours.push(own);
		theirs.push(other);
		stage.say(`  ${round + 1}/${stage.runs} ${ours.at(-1)?.toFixed(3)} %, ${theirs.at(-1)?.toFixed(0)} %`);
	}
	const again = figuresOf(ours);
	return [
		{
			measure: `Bytes fetched again when the line breaks ${CUTS} times within 1 GiB`,
			result: tell(again, ' %', 3),
			goal: `under ${MOST_AGAIN_PERCENT} %`,
			holds: again.max < MOST_AGAIN_PERCENT,
			figures: `a client that starts over (curl --retry): ${tell(figuresOf(theirs), ' %')}`,
		},
	];
};

type Fetch = (stage: Stage, url: string) => Promise<unknown>;

/** Every byte that the client was given counts, those of TLS and HTTP too. */
const fetchedAgainPercent = async (stage: Stage, fetch: Fetch): Promise<number> => {
	const { server, files } = stage;
	const { sizeBytes } = files.big;
	const line = breakingLine(Math.floor(sizeBytes / (CUTS + 1)), CUTS);
	const proxy = await startLineProxy(server.port, line);
	try {
		await fetch(stage, proxy.through(server.url(files.big)));
		if (proxy.handshakes() !== CUTS + 1) throw new Error(`There were ${proxy.handshakes()} connections`);
		return (proxy.givenBytes() / sizeBytes - 1) * 100;
	} finally {
		await proxy.close();
	}
};

const resume: Fetch = ({ credential, measurer, files }, url) => {
	const job = { node: 'ringCentralMedia', credential, warmUpUrls: [], urls: [url], sha256: true } as const;
	return measurer.run(job, [files.big]);
};

const startOver: Fetch = (stage, url) => downloadWithCurl(stage, url, stage.files.big, START_OVER);
