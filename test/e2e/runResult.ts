import type { INodeExecutionData, IRun } from 'n8n-workflow';
import { savedFilesOf, type SavedFile } from '../support/savedFiles';
import type { FileStore } from './n8nHome';

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
	/** Digest of what stands in the store. */
	sha256: string;
}

/** The files of some items as n8n stored them. */
export const storedFilesOf = async (
	store: FileStore,
	items: readonly INodeExecutionData[],
): Promise<StoredFile[]> =>
	Promise.all(
		savedFilesOf(items).map(async (file) => {
			const { id } = file.binary;
			if (id === undefined) throw new Error(`${file.field} was not stored`);
			return { ...file, sha256: await store.sha256Of(id) };
		}),
	);
