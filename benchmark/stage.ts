import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { startSimulator, type Simulator } from '../simulator';
import { packPackage } from '../test/e2e/pack';
import { debianProgram } from '../test/support/debianProgram';
import { CURRENT_N8N, realN8n, type RealN8n } from '../test/support/realN8n';
import { temporaryFolder } from '../test/support/temporaryFolder';
import { fastFolder } from './fastFolder';
import { createMeasurer, type Measurer } from './measure';
import { makeCertificate, type Certificate } from './servers/certificate';
import type { FileServer } from './servers/fileServer';
import { startBuiltIn } from './servers/builtIn';
import { startNginx } from './servers/nginx';
import { makeSampleFile, MIB, type SampleFile } from './servers/sampleFiles';

/** Everything the measurements share. */
export interface Stage {
	/** How many measurements, or pairs of them, each figure is the median of. */
	runs: number;
	/** In memory where that is possible. */
	folder: string;
	packageFolder: string;
	n8n: RealN8n;
	simulator: Simulator;
	/** A credential for the simulator. */
	credential: Record<string, string>;
	certificateFile: string;
	server: FileServer;
	files: { big: SampleFile; medium: SampleFile; small: readonly SampleFile[] };
	measurer: Measurer;
	say: (line: string) => void;
	close: () => Promise<void>;
}

const SMALL_FILES = 200;
const SMALL_BYTES = 20_000;

export const startStage = async (runs: number, say: (line: string) => void): Promise<Stage> => {
	const folder = temporaryFolder('ringcentral-media-bench-', await fastFolder());
	const n8n = await realN8n(CURRENT_N8N, say);
	say('Packing the package');
	await packPackage(folder);
	const packageFolder = path.join(folder, 'unpacked');
	say('Making files');
	const files = await makeFiles(path.join(folder, 'files'));
	const certificate = await makeCertificate(folder, say);
	const { certificateFile } = certificate;
	const server = await startServer(path.join(folder, 'files'), certificate, folder, say);
	const simulator = await startSimulator({ limits: 'off' });
	return {
		...{ runs, folder, packageFolder, n8n, simulator, certificateFile, server, files, say },
		credential: credentialFor(simulator),
		measurer: await createMeasurer(n8n, packageFolder, certificateFile, folder),
		close: async () => {
			await server.close();
			await simulator.close();
		},
	};
};

/** nginx, or what Node.js can do where there is none. */
const startServer = async (
	files: string,
	certificate: Certificate,
	folder: string,
	say: (line: string) => void,
): Promise<FileServer> => {
	const nginx = await debianProgram({ name: 'nginx', debianPackage: 'nginx-light' }, say).catch(
		() => undefined,
	);
	if (nginx !== undefined) return await startNginx(nginx, files, certificate, folder);
	say('There is no nginx; Node.js serves the files, which makes all of them slower');
	return await startBuiltIn(files, certificate);
};

export const credentialFor = ({ serverUrl, credentials }: Simulator): Record<string, string> => ({
	serverUrl,
	clientId: credentials.clientId,
	clientSecret: credentials.clientSecret,
	jwtToken: credentials.jwt,
});

const makeFiles = async (folder: string): Promise<Stage['files']> => {
	await mkdir(folder);
	const big = await makeSampleFile(folder, 'big.bin', 1024 * MIB);
	const medium = await makeSampleFile(folder, 'medium.bin', 64 * MIB);
	const small: SampleFile[] = [];
	for (let number = 0; number < SMALL_FILES; number += 1) {
		small.push(await makeSampleFile(folder, `small-${number}.bin`, SMALL_BYTES));
	}
	return { big, medium, small };
};
