import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import { makeFile } from '../../simulator/fileHeads';

/** A file as a test gives it to the node. */
export interface GivenFile {
	fileName: string;
	mimeType: string;
	bytes: Buffer;
}

const PLAIN: Readonly<Record<string, string>> = {
	'audio/mp3': 'audio/mpeg',
	'image/jpg': 'image/jpeg',
	'text/x-vcard': 'text/vcard',
};

/** A file of a type, whose first bytes are those of a real one. */
export function fileOf(fileName: string, mimeType: string, sizeBytes = 2_000): GivenFile {
	const content = makeFile(fileName, PLAIN[mimeType] ?? mimeType, sizeBytes);
	return { fileName, mimeType, bytes: content.read(0, content.sizeBytes) };
}

export const pdf = (fileName = 'invoice.pdf', sizeBytes?: number): GivenFile =>
	fileOf(fileName, 'application/pdf', sizeBytes);

/** As n8n keeps small files: inside the item. */
const inItem = ({ fileName, mimeType, bytes }: GivenFile): IBinaryData => ({
	data: bytes.toString('base64'),
	mimeType,
	fileName,
});

/** An item with these files, by the names of their fields. */
export const itemWith = (
	files: Readonly<Record<string, GivenFile>>,
	json: INodeExecutionData['json'] = {},
): INodeExecutionData => ({
	json,
	binary: Object.fromEntries(Object.entries(files).map(([field, file]) => [field, inItem(file)])),
});
