import type { IBinaryData, IDataObject, INodeExecutionData } from 'n8n-workflow';

/** A file that a node put into its output, beside what the node says about it. */
export interface SavedFile {
	/** The binary field it is in. */
	field: string;
	json: IDataObject;
	binary: IBinaryData;
}

/** Every file in some items, in their order. */
export const savedFilesOf = (items: readonly INodeExecutionData[]): SavedFile[] =>
	items.flatMap(({ json, binary = {} }) =>
		Object.entries(binary).map(([field, data]) => ({ field, json, binary: data })),
	);
