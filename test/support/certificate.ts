import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { runCommand } from './command';
import { debianProgram } from './debianProgram';
import { temporaryFolder } from './temporaryFolder';

/** A certificate that nobody signed but itself, and its key. */
export async function selfSignedCertificate(): Promise<{ key: string; cert: string }> {
	const openssl = await debianProgram({ name: 'openssl', debianPackage: 'openssl' }, () => undefined);
	const folder = temporaryFolder('certificate-');
	const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
	const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
	await runCommand(openssl, [...kind, '-keyout', key, '-out', cert, '-subj', '/CN=nobody', '-days', '2']);
	return { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') };
}
