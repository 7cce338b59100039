import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import type { INodeExecutionData, IRun } from 'n8n-workflow';
import { savedFilesOf, type SavedFile } from '../support/savedFiles';
import type { N8nHome } from './n8nHome';

/** @throws with n8n's own words when the run ended with anything but success. */
export const itemsOf = (run: Pick<IRun, 'data'>, nodeName: string): INodeExecutionData[] => {
	const { error, runData } = run.data.resultData;
	if (error !== undefined) {
		throw new Error([error.message, error.description].filter(Boolean).join(': '), { cause: error });
	}
	const items = runData[nodeName]?.[0]?.data?.main?.[0];
	if (!items)
		throw new Error(`Node "${nodeName}" gave nothing; these ran: ${Object.keys(runData).join(', ')}`);
	return items;
};

export interface StoredFile extends SavedFile {
	/** Digest of what stands on disk, taken by this process. */
	sha256: string;
}

const FILESYSTEM = 'filesystem-v2:';

/** The files of some items as n8n stored them. */
export const storedFilesOf = async (
	home: N8nHome,
	items: readonly INodeExecutionData[],
): Promise<StoredFile[]> =>
	Promise.all(
		savedFilesOf(items).map(async (file) => {
			const { id } = file.binary;
			if (!id?.startsWith(FILESYSTEM)) throw new Error(`${file.field} is not on disk: ${id ?? 'no id'}`);
			const hash = createHash('sha256');
			const stream = createReadStream(path.join(home.storage, id.slice(FILESYSTEM.length)));
			for await (const piece of stream) hash.update(piece as Buffer);
			return { ...file, sha256: hash.digest('hex') };
		}),
	);
