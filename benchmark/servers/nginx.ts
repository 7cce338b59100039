import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { freePort } from '../../test/e2e/freePort';
import { until } from '../../test/e2e/until';
import { runCommand, startCommand, stopCommand } from '../../test/support/command';
import type { Certificate } from './certificate';
import { answersAt, type FileServer } from './fileServer';

/** Serves a folder over TLS with the nginx at a path. */
export const startNginx = async (
	nginx: string,
	files: string,
	certificate: Certificate,
	folder: string,
): Promise<FileServer> => {
	const port = await freePort();
	const prefix = path.join(folder, 'nginx');
	await mkdir(prefix);
	const configuration = path.join(prefix, 'nginx.conf');
	await writeFile(configuration, configurationFor(files, certificate, prefix, port));
	const child = startCommand(nginx, ['-p', prefix, '-c', configuration, '-e', 'stderr']);
	let said = '';
	child.stderr?.on('data', (piece: Buffer) => (said += piece.toString()));
	const ended = once(child, 'exit').then(() => {
		throw new Error(`nginx does not run:\n${said}`);
	});
	ended.catch(() => undefined);
	await Promise.race([ended, until('nginx', () => answersAt(port))]);
	const { output } = await runCommand(nginx, ['-v']);
	return {
		software: `nginx ${/nginx\/(\S+)/.exec(output)?.[1] ?? '?'}`,
		port,
		url: (file) => `https://127.0.0.1:${port}/${file.name}`,
		close: () => stopCommand(child),
	};
};

/** One process, and buffers large enough that the server is not what is measured. */
const configurationFor = (
	files: string,
	{ certificateFile, keyFile }: Certificate,
	prefix: string,
	port: number,
): string => `
daemon off;
master_process off;
pid ${prefix}/nginx.pid;
error_log stderr;
events { worker_connections 1024; }
http {
	access_log off;
	default_type application/octet-stream;
	output_buffers 2 512k;
	keepalive_requests 100000;
${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `	${name}_temp_path ${prefix}/${name};`).join('\n')}
	server {
		listen 127.0.0.1:${port} ssl;
		ssl_certificate ${certificateFile};
		ssl_certificate_key ${keyFile};
		root ${files};
	}
}
`;
