import type { StoredCredential } from '../../test/support/engine';
import { EXAMPLE_CREDENTIAL } from '../../test/support/examples';
import { addExampleMedia, type ExpectedFile } from '../../test/support/exampleWorld';
import { startSimulator, type Simulator } from '../../simulator';
import type { SeenRequest } from '../../simulator/requests';
import { megabytes } from './table';

/** Whose media the demo saves. */
export interface DemoAccount {
	/** Said to the user before anything happens. */
	introduction: string[];
	/** Where its files go, below the folder for all. */
	folder: string;
	credential: StoredCredential;
	/** What must come out, where that is known from elsewhere than the download itself. */
	expected: ExpectedFile[] | undefined;
	/** What went wrong since it was last asked. */
	news: () => string[];
	close(): Promise<void>;
}

const PRODUCTION = 'https://platform.ringcentral.com';

/** The real account that the environment names, else a simulated one. */
export const demoAccount = async (env: NodeJS.ProcessEnv): Promise<DemoAccount> => {
	const { RINGCENTRAL_CLIENT_ID: clientId, RINGCENTRAL_CLIENT_SECRET: clientSecret } = env;
	const { RINGCENTRAL_JWT: jwtToken, RINGCENTRAL_SERVER_URL: serverUrl = PRODUCTION } = env;
	if (clientId && clientSecret && jwtToken) {
		return {
			introduction: [`Saves the newest files of each kind from your account at ${serverUrl}.`],
			// Earlier downloads of a real account stay.
			folder: new Date().toISOString().slice(0, 19).replaceAll(':', '-'),
			credential: credentialOf({ serverUrl, clientId, clientSecret, jwtToken }),
			expected: undefined,
			news: () => [],
			close: () => Promise.resolve(),
		};
	}
	return simulatedAccount();
};

const credentialOf = (data: Record<string, string>): StoredCredential => ({
	...EXAMPLE_CREDENTIAL,
	type: 'ringCentralApi',
	data,
});

/** The documented limit would let the demo wait for a minute; its own 429 below shows the waiting. */
const limits = { groups: { Heavy: { limit: 40, windowMs: 60_000, penaltyMs: 60_000 } } };

const simulatedAccount = async (): Promise<DemoAccount> => {
	const simulator = await startSimulator({ limits });
	const expected = addExampleMedia(simulator.world);
	// A demo is watched: nobody wants to see it wait for an export.
	simulator.world.library.exportPlan.ms = 0;
	makeTrouble(simulator, expected);
	const { clientId, clientSecret, jwt } = simulator.credentials;
	return {
		introduction: [
			'Runs the example workflows in n8n’s engine against a simulated RingCentral.',
			'The line is slow, breaks off twice in the longest recording and once in a video;',
			'a fax is refused for two seconds because of the rate limit.',
			'With RINGCENTRAL_CLIENT_ID, RINGCENTRAL_CLIENT_SECRET and RINGCENTRAL_JWT set, the demo',
			'saves files of your own account instead.',
		],
		folder: 'simulated',
		credential: credentialOf({ serverUrl: simulator.serverUrl, clientId, clientSecret, jwtToken: jwt }),
		expected,
		news: troubleSeenBy(simulator),
		close: () => simulator.close(),
	};
};

const LINE_BYTES_A_SECOND = 20_000_000;
const RECORDING_CUT_BYTES = 9_000_000;
const VIDEO_CUT_BYTES = 400_000;
const REFUSED_SECONDS = 2;

const troubleSeenBy = ({ requests }: Simulator): (() => string[]) => {
	const told = new Set<string>();
	const troubleOf = ({ status, sentBytes }: SeenRequest): string | undefined => {
		if (status === 429) return `too many requests: come back in ${REFUSED_SECONDS} s`;
		const isCut = sentBytes === RECORDING_CUT_BYTES || sentBytes === VIDEO_CUT_BYTES;
		return isCut ? `the line broke off after ${megabytes(sentBytes)}` : undefined;
	};
	return () =>
		requests.flatMap((request) => {
			const trouble = troubleOf(request);
			if (trouble === undefined || told.has(request.requestId)) return [];
			told.add(request.requestId);
			return [trouble];
		});
};

const makeTrouble = ({ faults }: Simulator, expected: readonly ExpectedFile[]): void => {
	const largestOf = (kind: string): RegExp => {
		const [largest] = expected.filter((file) => file.kind === kind).sort((a, b) => b.sizeBytes - a.sizeBytes);
		return new RegExp(`/${largest?.contentId ?? ''}(/content)?$`);
	};
	const recording = largestOf('callRecording');
	faults.add({ on: { host: 'media' }, do: { slow: { bytesPerSecond: LINE_BYTES_A_SECOND } } });
	for (const skip of [0, 2]) {
		faults.add({
			on: { host: 'media', path: recording },
			skip,
			times: 1,
			do: { cut: { afterBytes: RECORDING_CUT_BYTES, reset: true } },
		});
	}
	faults.add({
		on: { host: 'media', path: largestOf('message') },
		times: 1,
		do: { cut: { afterBytes: VIDEO_CUT_BYTES, reset: true } },
	});
	faults.add({
		on: { host: 'media', path: largestOf('fax') },
		times: 1,
		do: { status: { status: 429, retryAfter: REFUSED_SECONDS } },
	});
};
