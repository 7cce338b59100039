import { createHash, randomFillSync } from 'node:crypto';
import { open } from 'node:fs/promises';
import path from 'node:path';

export const MIB = 1024 * 1024;

/** A file that the server has. */
export interface SampleFile {
	name: string;
	sizeBytes: number;
	sha256: string;
}

/** Writes a file of random bytes; each piece is another one. */
export const makeSampleFile = async (
	folder: string,
	name: string,
	sizeBytes: number,
): Promise<SampleFile> => {
	const hash = createHash('sha256');
	const piece = randomFillSync(Buffer.alloc(Math.min(sizeBytes, MIB)));
	const file = await open(path.join(folder, name), 'w');
	for (let at = 0; at < sizeBytes; at += piece.length) {
		const part = piece.subarray(0, sizeBytes - at);
		part.writeDoubleLE(Math.random() + at);
		hash.update(part);
		await file.write(part);
	}
	await file.close();
	return { name, sizeBytes, sha256: hash.digest('hex') };
};
