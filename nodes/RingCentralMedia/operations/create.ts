import { unexpected } from '../errors';
import { readValues } from '../media/fields';
import { inputField, inputFields, readyFiles } from './inputFiles';
import type { Verb } from './verb';

/** Makes something of a file, once. */
export const create: Verb = {
	key: 'create',
	label: 'Create',
	fits: ({ create: creation }) => creation !== undefined,
	// An agent's call carries no file.
	fitsAgents: () => false,
	action: ({ noun }) => `Create ${noun}`,
	description: ({ noun }) => `Upload a file as a new ${noun}`,
	fields: ({ create: creation }) => ({ ...creation?.compose.fields, ...inputFields(false) }),
	run: async function* ({ kind, values, reach }) {
		const { create: creation, noun } = kind;
		if (!creation) throw unexpected(`A ${noun} cannot be created`);
		const { inputDataFieldName } = readValues({ inputDataFieldName: inputField }, values);
		const { request, check } = await creation.compose.run(values, reach);
		const files = await readyFiles(inputDataFieldName, creation.channel, reach);
		await check?.(files);
		yield { json: creation.read(await reach.upload(request(files))) };
	},
};
