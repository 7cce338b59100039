import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BinaryDataConfig, BinaryDataService } from 'n8n-core';
import { Container } from '@n8n/di';
import type { IBinaryData } from 'n8n-workflow';

/** One file in the binary store; `path` is relative to the store. */
export interface StoredFile {
	path: string;
	sizeBytes: number;
}

/** All bytes, whatever store they are in. */
export const readBinary = async (data: IBinaryData): Promise<Buffer> =>
	data.id === undefined
		? Buffer.from(data.data, 'base64')
		: Container.get(BinaryDataService).getAsBuffer(data);

/** The bytes as a stream, so that huge files cost no memory where the store can do that. */
export const streamOf = async (data: IBinaryData): Promise<Readable> =>
	data.id === undefined
		? Readable.from([Buffer.from(data.data, 'base64')])
		: Container.get(BinaryDataService).getAsStream(data.id);

/** Hex digest of the bytes. */
export const sha256Of = async (data: IBinaryData): Promise<string> => {
	const hash = createHash('sha256');
	await pipeline(await streamOf(data), hash);
	return hash.digest('hex');
};

/** Every file in the store, temporary ones included, sorted by path. */
export const storedFiles = async (): Promise<StoredFile[]> => {
	const root = Container.get(BinaryDataConfig).localStoragePath;
	const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(ifMissing);
	const files = entries
		.filter((entry) => entry.isFile())
		.map(async (entry) => {
			const file = path.join(entry.parentPath, entry.name);
			return { path: path.relative(root, file), sizeBytes: (await stat(file)).size };
		});
	return (await Promise.all(files)).sort((a, b) => a.path.localeCompare(b.path));
};

const ifMissing = (error: NodeJS.ErrnoException): [] => {
	if (error.code === 'ENOENT') return [];
	throw error;
};
