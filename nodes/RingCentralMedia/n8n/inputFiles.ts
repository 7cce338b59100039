import { BINARY_ENCODING, type IExecuteFunctions } from 'n8n-workflow';
import { badInput, unexpected } from '../errors';
import type { InputFile, VerbReach } from '../operations/verb';
import { asRecord } from '../read';

/** Enough for the signature of every type, the first entry of an office file included. */
const FIRST_BYTES = 64 * 1024;

const CHUNK_BYTES = 256 * 1024;

/** Reads the files that came with an item, as streams where n8n's store gives streams. */
export function createInputFiles(context: IExecuteFunctions, itemIndex: number): VerbReach['inputFiles'] {
	return async (fieldNames) => {
		const files: InputFile[] = [];
		for (const field of fieldsOf(fieldNames, namesOf(context, itemIndex))) {
			files.push(await readFile(context, itemIndex, field));
		}
		return files;
	};
}

/** Names of the files of the item. Newer versions of n8n can keep them inside the JSON. */
function namesOf(context: IExecuteFunctions, itemIndex: number): Map<string, string> {
	const item = context.getInputData()[itemIndex];
	const inJson = Object.keys(asRecord(item?.json['_files']));
	const outside = Object.keys(item?.binary ?? {});
	return new Map([
		...inJson.map((name): [string, string] => [name, `_files.${name}`]),
		...outside.map((name): [string, string] => [name, name]),
	]);
}

function fieldsOf(fieldNames: string, known: Map<string, string>): string[] {
	const found = fieldNames
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '')
		.flatMap((name) => {
			const exact = known.get(name) ?? (/^[^.]+\./.test(name) ? name : undefined);
			if (exact !== undefined) return [exact];
			const matching = name.endsWith('_') ? [...known.keys()].filter((each) => each.startsWith(name)) : [];
			if (matching.length > 0) return inOrder(matching).map((each) => known.get(each) ?? each);
			throw badInput(`The item has no file in the field '${name}'`, {
				hint:
					known.size === 0
						? 'It has no files at all. Check the node before this one.'
						: `It has files in: ${[...known.keys()].join(', ')}.`,
			});
		});
	return [...new Set(found)];
}

/** By the number at the end: 10 comes after 9. */
const inOrder = (names: string[]): string[] =>
	[...names].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));

async function readFile(context: IExecuteFunctions, itemIndex: number, field: string): Promise<InputFile> {
	const { helpers } = context;
	const binary = helpers.assertBinaryData(itemIndex, field);
	const { id, fileName, fileExtension, mimeType } = binary;
	const facts = {
		name: fileName ?? (fileExtension === undefined ? field : `${field}.${fileExtension}`),
		declaredType: mimeType,
	};
	if (id === undefined) {
		const bytes = Buffer.from(binary.data, BINARY_ENCODING);
		return {
			...facts,
			sizeBytes: bytes.length,
			firstBytes: bytes.subarray(0, FIRST_BYTES),
			open: () => one(bytes),
		};
	}
	const open = () => streamed(context, id, facts.name);
	const { fileSize } = await helpers.getBinaryMetadata(id);
	return { ...facts, sizeBytes: fileSize, firstBytes: await firstBytesOf(open()), open };
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
	yield await Promise.resolve(bytes);
}

async function* streamed(
	{ helpers }: IExecuteFunctions,
	id: string,
	name: string,
): AsyncGenerator<Uint8Array, void> {
	let failure: unknown;
	try {
		const stream: AsyncIterable<Uint8Array> = await helpers.getBinaryStream(id, CHUNK_BYTES);
		yield* stream;
		return;
	} catch (cause) {
		failure = cause;
	}
	throw unexpected(`n8n cannot read its file ${name}`, {
		hint: 'It may be pruned. Run the node that made it again.',
		cause: failure,
	});
}

async function firstBytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
	const found: Uint8Array[] = [];
	let bytes = 0;
	for await (const piece of pieces) {
		found.push(piece);
		bytes += piece.length;
		if (bytes >= FIRST_BYTES) break;
	}
	return Buffer.concat(found).subarray(0, FIRST_BYTES);
}
