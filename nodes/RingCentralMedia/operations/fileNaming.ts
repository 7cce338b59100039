import type { ContentFile, MediaItem } from '../media/kind';
import {
	dispositionFileName,
	fillTemplate,
	safeFileName,
	stemOf,
	type NameFields,
} from '../transfer/fileName';

/** All that a file's name can be made of. */
export interface FileNaming {
	/** The user's template, `''` for none. */
	template: string;
	item: MediaItem;
	resource: string;
	file: ContentFile;
	/** Position among the files of the same piece of media, from 1, and how many there are. */
	index: number;
	count: number;
}

/** @throws badInput for a template with a field that does not exist */
export function checkTemplate(template: string): void {
	const item = { id: '', record: {}, summary: {}, files: [] };
	fillTemplate(template, nameFields({ template, item, resource: '', file: { uri: '' }, index: 1, count: 1 }));
}

/** The fields a 'File Name' can use. */
function nameFields({ item, resource, file, index }: FileNaming): NameFields {
	const { createdAt } = item;
	const isDated = createdAt !== undefined && !Number.isNaN(Date.parse(createdAt));
	const iso = isDated ? new Date(createdAt).toISOString() : undefined;
	return {
		date: iso?.slice(0, 10),
		direction: item.direction,
		from: item.from,
		id: item.id,
		index: String(index),
		originalName: file.fileName === undefined ? undefined : stemOf(file.fileName),
		resource: item.resource ?? resource,
		time: iso?.slice(11, 19).replaceAll(':', '-'),
		to: item.to,
	};
}

/**
 * The file's name: by the user's template, else the record's, else the server's, else from what is known.
 * The extension follows the real type.
 */
export function chooseFileName(
	naming: FileNaming,
	contentDisposition: string | undefined,
	extension: string,
): string {
	const fields = nameFields(naming);
	if (naming.template !== '') {
		const name = fillTemplate(naming.template, fields);
		const isAmbiguous = naming.count > 1 && !/\{\s*(index|originalName)\s*\}/.test(naming.template);
		return safeFileName(isAmbiguous ? `${name}_${naming.index}` : name, extension);
	}
	const given = naming.file.fileName ?? dispositionFileName(contentDisposition);
	if (given !== undefined) return safeFileName(extension === '' ? given : stemOf(given), extension);
	const { resource, date, time, from, to, id } = fields;
	const parts = [resource, date, time, from, to, id].filter((part) => part !== undefined && part !== '');
	return safeFileName(naming.count > 1 ? [...parts, naming.index].join('_') : parts.join('_'), extension);
}
