import { describe, expect, it } from '@jest/globals';
import type { Kind, Reach } from '../../nodes/RingCentralMedia/media/kind';
import { download } from '../../nodes/RingCentralMedia/operations/download';
import { exampleOf } from './examples';
import { constantApi, manifestOf, recordedSaves, run, storedFile, strictReach, type Given } from './fakes';

const MIB = 1024 * 1024;

/** How files are fetched when the user set nothing. */
const CAREFUL = {
	chunkBytes: undefined,
	maxSizeBytes: undefined,
	maxWaitMs: 15 * 60_000,
	maxTries: 5,
	readyWithinMs: 0,
	sha256: true,
};

const EVERY_OPTION = {
	chunkSizeMb: 2,
	fileName: '{id}',
	maxFileSizeMb: 10,
	maxRetries: 0,
	maxWaitMinutes: 1,
	sha256: false,
	waitUntilReadyMinutes: 3,
};

export function describeContent(kind: Kind): void {
	describe('is downloaded', () => {
		const example = exampleOf(kind, 'content');
		const { files } = example;
		const lookup = kind.lookup && exampleOf(kind, 'lookup');
		const summary = example.summary ?? lookup?.summary ?? {};
		const isSeveral = kind.content?.hasSeveralFiles === true;

		const save = async (
			given: Given = {},
			more: Partial<Reach> = {},
			record = example.record ?? lookup?.record,
		) => {
			const { saveFile, saves } = recordedSaves();
			const api = record && constantApi(record).api;
			const reach = strictReach({ saveFile, input: example.input ?? {}, ...(api && { api }), ...more });
			return { outputs: await run(kind, 'download', { ...example.given, ...given }, reach), saves };
		};
		const manifests = files.map(manifestOf);
		const [first = { uri: '' }] = files;

		it('with each of its files, named by what is known of it', async () => {
			const { saves } = await save();

			expect(saves.map(([file]) => file)).toMatchObject(files);
			expect(saves.map(([, naming]) => naming)).toEqual(
				files.map((file, index) => ({
					template: '',
					item: expect.objectContaining({ id: summary['id'], summary }),
					resource: kind.key,
					file: expect.objectContaining(file),
					index: index + 1,
					count: files.length,
				})),
			);
		});

		for (const { input, given, files: expected } of example.more ?? []) {
			it(`with nothing told that is not known, as ${JSON.stringify(given)}`, async () => {
				const { saves } = await save(given, { input });

				expect(saves.map(([file]) => file)).toEqual(expected);
			});
		}

		it('with care where the user set nothing', async () => {
			const { saves } = await save();

			for (const [, , , options] of saves) expect(options).toEqual(CAREFUL);
		});

		it('as its options say', async () => {
			const { options } = download.fields(kind);
			const { saves } = await save({ options: EVERY_OPTION });
			const [[, naming, , used] = []] = saves;

			expect(options?.type === 'group' && Object.keys(options.fields).sort()).toEqual(
				Object.keys(EVERY_OPTION),
			);
			expect(naming?.template).toBe('{id}');
			expect(used).toEqual({
				chunkBytes: 2 * MIB,
				maxSizeBytes: 10 * MIB,
				maxWaitMs: 60_000,
				maxTries: 0,
				// A finished task has all of its files.
				readyWithinMs: kind.task ? 0 : 180_000,
				sha256: false,
			});
		});

		it('only by a file name that can be made', async () => {
			const work = run(
				kind,
				'download',
				{ ...example.given, options: { fileName: '{noSuchField}' } },
				strictReach({ input: example.input ?? {} }),
			);

			await expect(work).rejects.toMatchObject({ code: 'badInput' });
		});

		if (isSeveral) {
			it('into one item, with a field for each file', async () => {
				expect(files.length).toBeGreaterThan(1);
				const names = files.map((_file, index) => (index === 0 ? 'data' : `data_${index}`));

				expect((await save()).outputs).toEqual([
					{
						json: {
							...summary,
							files: manifests.map((manifest, index) => ({ field: names[index], ...manifest })),
						},
						files: Object.fromEntries(files.map((file, index) => [String(names[index]), storedFile(file)])),
					},
				]);
			});

			it('into an item for each file', async () => {
				expect((await save({ filesAs: 'items' })).outputs).toEqual(
					files.map((file) => ({
						json: { ...summary, ...manifestOf(file) },
						files: { data: storedFile(file) },
					})),
				);
			});
		} else {
			it('into one item that tells what it is and what was saved', async () => {
				expect(files).toHaveLength(1);
				expect((await save()).outputs).toEqual([
					{ json: { ...summary, ...manifests[0] }, files: { data: storedFile(first) } },
				]);
			});

			it('without being asked about several files', () => {
				expect(download.fields(kind)).not.toHaveProperty('filesAs');
			});
		}

		it('into the field of the given name', async () => {
			const [output] = (await save({ binaryPropertyName: ' attachment ' })).outputs;

			expect(output?.files?.['attachment']).toEqual(storedFile(first));
			expect(output?.files).not.toHaveProperty('data');
		});

		it('or not at all: what goes wrong with a file is told as it is', async () => {
			const failure = new Error('the line is dead');

			await expect(save({}, { saveFile: () => Promise.reject(failure) } as Partial<Reach>)).rejects.toBe(
				failure,
			);
		});

		it('only when it is of a type that it can have', () => {
			const accepts = kind.content?.accepts ?? (() => false);
			const declared = files.map(({ contentType }) => contentType).filter((type) => type !== undefined);

			for (const type of [...declared, ...example.accepts, 'application/octet-stream']) {
				expect({ type, accepted: accepts(type) }).toEqual({ type, accepted: true });
			}
			for (const type of [...example.refuses, 'application/json']) {
				expect({ type, accepted: accepts(type) }).toEqual({ type, accepted: false });
			}
		});

		it('by the types of its kind', async () => {
			const { saves } = await save();

			for (const [, , accepts] of saves) expect(accepts).toBe(kind.content?.accepts);
		});

		if (lookup) {
			it('not when its files are gone', async () => {
				const { record, code } = lookup.withoutFiles;

				await expect(save({}, {}, record)).rejects.toMatchObject({ code });
			});
		}

		const beside = example.beside ?? [];
		it('with each field that adds to the output in an example in test/kinds/examples.ts', () => {
			const told = new Set(beside.flatMap(({ given }) => Object.keys(given)));

			for (const name of Object.keys(kind.content?.beside?.fields ?? {})) expect([...told]).toContain(name);
		});

		for (const { given, record, reads, json } of beside) {
			it(`with ${Object.keys(json).join(' and ')} of record ${String(record['id'])} beside it`, async () => {
				const readText = (uri: string) => {
					const text = reads[uri];
					return text === undefined ? Promise.reject(new Error(`${uri} was read`)) : Promise.resolve(text);
				};
				const [output] = (await save(given, { readText }, record)).outputs;

				expect(output?.json).toMatchObject(json);
			});
		}
	});
}
