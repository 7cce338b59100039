import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { IBinaryData } from 'n8n-workflow';
import type { Engine } from '../../test/support/engine';

/**
 * Copies a file out of n8n's store under its own name.
 * @returns the hex digest of the copy, read back from disk.
 */
export const copyOut = async (engine: Engine, data: IBinaryData, folder: string): Promise<string> => {
	await mkdir(folder, { recursive: true });
	const file = freeName(folder, data.fileName ?? 'file');
	await pipeline(await engine.streamOf(data), createWriteStream(file));
	const hash = createHash('sha256');
	await pipeline(createReadStream(file), hash);
	return hash.digest('hex');
};

/** Two messages may bring files of the same name. */
const freeName = (folder: string, fileName: string): string => {
	const { name, ext } = path.parse(path.basename(fileName));
	for (let count = 1; ; count += 1) {
		const file = path.join(folder, count === 1 ? `${name}${ext}` : `${name} (${count})${ext}`);
		if (!existsSync(file)) return file;
	}
};
