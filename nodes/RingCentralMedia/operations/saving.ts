import { gone, unexpected } from '../errors';
import { choice, readValues, text, type FieldSet } from '../media/fields';
import type { Content, Kind, MediaItem } from '../media/kind';
import type { Call, FetchOptions, Output, SavedFile } from './verb';

const outputField = {
	binaryPropertyName: text({
		label: 'Put Output File in Field',
		description: 'The name of the output binary field to put the file in',
		default: 'data',
		isRequired: true,
	}),
};

const severalField = {
	filesAs: choice({
		label: 'Several Files',
		description: 'What to do when there are several files',
		default: 'fields',
		choices: [
			{
				value: 'fields',
				label: 'One Item, One Field per File',
				description: 'Fields data, data_1, data_2 and so on',
			},
			{ value: 'items', label: 'One Item per File' },
		],
	}),
};

/** Where files go. */
export const savingFields = ({ content }: Kind): FieldSet => ({
	...outputField,
	...(content?.hasSeveralFiles && severalField),
});

export interface Saving {
	/** The name of the binary field. */
	field: string;
	filesAs: string;
	/** The user's template for names, `''` for none. */
	template: string;
	options: FetchOptions;
}

/** Where the user wants files to go. @throws badInput */
export function readSaving({ kind, values }: Call, rest: Pick<Saving, 'template' | 'options'>): Saving {
	const { binaryPropertyName: field } = readValues(outputField, values);
	// A single file goes into an item of its own.
	const filesAs = kind.content?.hasSeveralFiles ? readValues(severalField, values).filesAs : 'items';
	return { field, filesAs, ...rest };
}

/** Saves all files of a piece of media, and tells of them beside what is known of it. */
export async function* saveFiles(
	call: Call,
	item: MediaItem,
	json: Record<string, unknown>,
	{ field, filesAs, template, options }: Saving,
): AsyncGenerator<Output, void> {
	const { files } = item;
	if (files.length === 0) {
		throw gone(`There is no file in ${call.kind.noun} ${item.id}`, {
			hint: 'Its files may be deleted, or it never had any.',
		});
	}
	const save = (index: number) => saveOne(item, index, template, call, options);
	// A kind without several files has one, and what else is listed is none of it.
	const indexes = call.kind.content?.hasSeveralFiles ? [...files.keys()] : [0];
	if (filesAs === 'items') {
		for (const index of indexes) yield asOutput(json, field, await save(index));
		return;
	}
	const stored: NonNullable<Output['files']> = {};
	const manifests: Record<string, unknown>[] = [];
	for (const index of indexes) {
		const name = index === 0 ? field : `${field}_${index}`;
		const saved = await save(index);
		stored[name] = saved.stored;
		manifests.push({ field: name, ...saved.manifest });
	}
	yield { json: { ...json, files: manifests }, files: stored };
}

const asOutput = (json: Record<string, unknown>, field: string, { stored, manifest }: SavedFile): Output => ({
	json: { ...json, ...manifest },
	files: { [field]: stored },
});

async function saveOne(
	item: MediaItem,
	index: number,
	template: string,
	{ kind, reach }: Call,
	options: FetchOptions,
): Promise<SavedFile> {
	const file = item.files[index];
	if (!file) throw unexpected(`There is no file ${index + 1} in ${kind.noun} ${item.id}`);
	const naming = { template, item, resource: kind.key, file, index: index + 1, count: item.files.length };
	return await reach.saveFile(file, naming, contentOf(kind).accepts, options);
}

export function contentOf({ content, noun }: Kind): Content {
	if (content) return content;
	throw unexpected(`A ${noun} has no content to download`);
}
