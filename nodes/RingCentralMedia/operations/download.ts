import { gone, unexpected } from '../errors';
import { choice, group, number, readValues, text, toggle } from '../media/fields';
import type { Content, Kind, MediaItem } from '../media/kind';
import { checkTemplate } from './fileNaming';
import type { Call, FetchOptions, Output, SavedFile, Verb } from './verb';

const MIB = 1024 * 1024;
const MINUTE_MS = 60_000;

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

const optionFields = {
	chunkSizeMb: number({
		label: 'Chunk Size (MB)',
		description:
			'How much to ask for at a time. By default a file costs at most 8 requests of the rate limit.',
		default: 16,
		min: 0.001,
	}),
	sha256: toggle({
		label: 'Compute SHA-256',
		description: 'Whether to add the SHA-256 digest of each file to the output',
		default: true,
	}),
	fileName: text({
		label: 'File Name',
		description:
			'Name for the file, without extension. Fields: {date}, {time}, {from}, {to}, {direction}, {id}, {index}, {originalName}, {resource}.',
		placeholder: 'e.g. {date}_{from}_{id}',
		default: '',
	}),
	maxFileSizeMb: number({
		label: 'Max File Size (MB)',
		description: 'Stop when a file is larger',
		default: 500,
		min: 0.001,
	}),
	maxWaitMinutes: number({
		label: 'Max Wait (Minutes)',
		description: 'How long to wait at most when the rate limit of RingCentral is used up',
		default: 15,
		min: 0,
	}),
	maxRetries: number({
		label: 'Retries',
		description: 'How often to try again when no new byte arrives',
		default: 5,
		min: 0,
		isWhole: true,
	}),
	waitUntilReadyMinutes: number({
		label: 'Wait Until Ready (Minutes)',
		description:
			'How long to wait for a file that is not there yet, such as the recording of a call just ended',
		default: 10,
		min: 0,
	}),
};

const ownFields = {
	options: group({ label: 'Options', button: 'Add Option', fields: optionFields }),
};

/** Brings the files of one piece of media into n8n, whole. */
export const download: Verb = {
	key: 'download',
	label: 'Download',
	fits: ({ content }) => content !== undefined,
	action: ({ noun }) => `Download ${noun}`,
	description: ({ nouns }) => `Download the files of ${nouns} as binary data`,
	fields: ({ content }) => ({
		...content?.find.fields,
		...outputField,
		...(content?.hasSeveralFiles && severalField),
		...content?.beside?.fields,
		...ownFields,
	}),
	run: async function* ({ kind, values, reach }) {
		const content = contentOf(kind);
		const { options } = readValues(ownFields, values);
		const { binaryPropertyName: field } = readValues(outputField, values);
		const filesAs = content.hasSeveralFiles ? readValues(severalField, values).filesAs : undefined;
		const fetchOptions = toFetchOptions(options);
		checkTemplate(options.fileName ?? '');
		const item = await content.find.run(values, reach);
		if (item.files.length === 0) {
			throw gone(`There is no file in ${kind.noun} ${item.id}`, {
				hint: 'Its files may be deleted, or it never had any.',
			});
		}
		const beside = (await content.beside?.run(values, item, reach)) ?? {};
		const save = (index: number) =>
			saveOne(item, index, options.fileName ?? '', { kind, values, reach }, content, fetchOptions);
		const json = { ...item.summary, ...beside };
		if (filesAs === undefined) yield asOutput(json, field, await save(0));
		else yield* saveSeveral(item, json, field, filesAs, save);
	},
};

async function* saveSeveral(
	{ files }: MediaItem,
	json: Record<string, unknown>,
	field: string,
	filesAs: string,
	save: (index: number) => Promise<SavedFile>,
): AsyncGenerator<Output, void> {
	if (filesAs === 'items') {
		for (const index of files.keys()) yield asOutput(json, field, await save(index));
		return;
	}
	const stored: NonNullable<Output['files']> = {};
	const manifests: Record<string, unknown>[] = [];
	for (const index of files.keys()) {
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
	content: Content,
	options: FetchOptions,
): Promise<SavedFile> {
	const file = item.files[index];
	if (!file) throw unexpected(`There is no file ${index + 1} in ${kind.noun} ${item.id}`);
	const naming = { template, item, resource: kind.key, file, index: index + 1, count: item.files.length };
	return await reach.saveFile(file, naming, content.accepts, options);
}

/** Options that the user did not add keep the values of a careful default. */
function toFetchOptions(options: ReturnType<typeof readValues<typeof ownFields>>['options']): FetchOptions {
	const { chunkSizeMb, maxFileSizeMb } = options;
	return {
		chunkBytes: chunkSizeMb === undefined ? undefined : Math.ceil(chunkSizeMb * MIB),
		maxSizeBytes: maxFileSizeMb === undefined ? undefined : maxFileSizeMb * MIB,
		maxWaitMs: (options.maxWaitMinutes ?? optionFields.maxWaitMinutes.default) * MINUTE_MS,
		maxTries: options.maxRetries ?? optionFields.maxRetries.default,
		readyWithinMs: (options.waitUntilReadyMinutes ?? 0) * MINUTE_MS,
		sha256: options.sha256 ?? true,
	};
}

function contentOf({ content, noun }: Kind): Content {
	if (content) return content;
	throw unexpected(`A ${noun} has no content to download`);
}
