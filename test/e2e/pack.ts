import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { runCommand } from '../support/command';

export const PACKAGE_NAME = 'n8n-nodes-ringcentral-media';

const CHECKOUT = path.resolve(__dirname, '../..');

/** The package as npm would publish it. */
export interface PackedPackage {
	tarball: string;
	/** Paths inside the package. */
	files: string[];
	manifest: Manifest;
}

interface Manifest {
	dependencies?: Record<string, string>;
	n8n: { nodes: string[]; credentials: string[] };
}

let built: Promise<unknown> | undefined;

/** The code does not change between two parts of one run. */
const buildOnce = () => (built ??= runCommand('npm', ['run', 'build'], { cwd: CHECKOUT }));

/** Builds the package and packs it into `folder`; `N8N_E2E_TARBALL` names one that is packed already. */
export const packPackage = async (folder: string): Promise<PackedPackage> => {
	if (process.env.N8N_E2E_TARBALL === undefined) await buildOnce();
	const tarball = await packBuilt(folder);
	const { stdout } = await runCommand('tar', ['-tzf', tarball]);
	const files = stdout.trim().split('\n');
	const unpacked = path.join(folder, 'unpacked');
	await unpackInto(tarball, unpacked);
	const manifest = JSON.parse(await readFile(path.join(unpacked, 'package.json'), 'utf8')) as Manifest;
	return { tarball, files: files.map((file) => file.replace(/^package\//, '')), manifest };
};

/** The same for a package that is built. @returns the path of the tarball */
export const packBuilt = async (folder: string): Promise<string> => {
	const given = process.env.N8N_E2E_TARBALL;
	if (given !== undefined) return given;
	const args = ['pack', '--json', `--pack-destination=${folder}`];
	const { stdout } = await runCommand('npm', args, { cwd: CHECKOUT });
	const [packed] = JSON.parse(stdout) as { filename: string }[];
	if (packed === undefined) throw new Error('npm packed nothing');
	return path.join(folder, packed.filename);
};

export const unpackInto = async (tarball: string, folder: string): Promise<void> => {
	await mkdir(folder, { recursive: true });
	await runCommand('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
};
