import { figuresOf, ratiosOf, tell } from '../figures';
import type { Finding } from '../finding';
import { MIB } from '../servers/sampleFiles';
import type { Stage } from '../stage';
import { downloadWithCurl } from './curl';

const HASHED_GOAL = 1.1;
const PLAIN_GOAL = 1.5;
const CURL_GOAL = 0.4;

type Client = 'hashed' | 'plain' | 'httpRequest' | 'curl';

/** 1 GiB into n8n's filesystem store: this node, n8n's own, and curl, one after the other in each round. */
export const bigFile = async (stage: Stage): Promise<Finding[]> => {
	const speeds: Record<Client, number[]> = { hashed: [], plain: [], httpRequest: [], curl: [] };
	for (let round = 0; round < stage.runs; round += 1) {
		for (const client of inTurn(round)) {
			const elapsedMs = await download(stage, client);
			const speed = stage.files.big.sizeBytes / MIB / (elapsedMs / 1000);
			speeds[client].push(speed);
			stage.say(`  ${round + 1}/${stage.runs} ${client}: ${speed.toFixed(0)} MiB/s`);
		}
	}
	return findingsOf(speeds);
};

/** Who goes first and who last changes from round to round. */
const inTurn = (round: number): Client[] => {
	const clients: Client[] = ['hashed', 'httpRequest', 'plain', 'curl'];
	return round % 2 === 0 ? clients : clients.toReversed();
};

const download = async (stage: Stage, client: Client): Promise<number> => {
	const { server, files, credential, measurer } = stage;
	const url = server.url(files.big);
	if (client === 'curl') return await downloadWithCurl(stage, url, files.big);
	const node = client === 'httpRequest' ? 'httpRequest' : 'ringCentralMedia';
	const warmUpUrls = [server.url(files.medium)];
	const job = { node, credential, warmUpUrls, urls: [url], sha256: client !== 'plain' } as const;
	return (await measurer.run(job, [files.big])).elapsedMs;
};

const findingsOf = (speeds: Record<Client, number[]>): Finding[] => {
	const { hashed, plain, httpRequest, curl } = speeds;
	const hashedRatio = ratiosOf(hashed, httpRequest);
	const plainRatio = ratiosOf(plain, httpRequest);
	const curlRatio = ratiosOf(plain, curl);
	const speed = (values: readonly number[]) => tell(figuresOf(values), ' MiB/s');
	const peer = `HTTP Request node ${speed(httpRequest)}`;
	return [
		{
			measure: '1 GiB into the filesystem store, SHA-256 on',
			result: `${tell(hashedRatio, ' ×', 2)} the HTTP Request node`,
			goal: `at least ${HASHED_GOAL} ×`,
			holds: hashedRatio.median >= HASHED_GOAL,
			figures: `${speed(hashed)}; ${peer}`,
		},
		{
			measure: 'The same, SHA-256 off',
			result: `${tell(plainRatio, ' ×', 2)} the HTTP Request node; ${tell(curlRatio, ' ×', 2)} curl -o`,
			goal: `at least ${PLAIN_GOAL} × and ${CURL_GOAL} ×`,
			holds: plainRatio.median >= PLAIN_GOAL && curlRatio.median >= CURL_GOAL,
			figures: `${speed(plain)}; ${peer}; curl ${speed(curl)}`,
		},
	];
};
