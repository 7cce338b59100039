import path from 'node:path';
import { runCommand } from '../../test/support/command';
import { debianProgram } from '../../test/support/debianProgram';

export interface Certificate {
	certificateFile: string;
	keyFile: string;
}

/** A certificate for this machine's loopback that is its own authority and lasts for two days. */
export const makeCertificate = async (folder: string, say: (line: string) => void): Promise<Certificate> => {
	const openssl = await debianProgram({ name: 'openssl', debianPackage: 'openssl' }, say);
	const certificateFile = path.join(folder, 'certificate.pem');
	const keyFile = path.join(folder, 'key.pem');
	const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyFile];
	const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
	await runCommand(openssl, ['req', '-x509', '-days', '2', ...key, ...subject, '-out', certificateFile]);
	return { certificateFile, keyFile };
};
