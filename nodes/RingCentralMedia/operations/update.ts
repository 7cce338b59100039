import { unexpected } from '../errors';
import { readValues } from '../media/fields';
import { present, simplifyFields } from './simplify';
import type { Verb } from './verb';

/** Changes what of a record can be changed, and gives the record as it is then. */
export const update: Verb = {
	key: 'update',
	label: 'Update',
	fits: ({ edit }) => edit !== undefined,
	action: ({ noun }) => `Update ${noun}`,
	description: ({ edit }) => edit?.purpose ?? '',
	fields: ({ edit }) => ({ ...edit?.apply.fields, ...simplifyFields }),
	run: async function* ({ kind, values, reach }) {
		if (!kind.edit) throw unexpected(`A ${kind.noun} cannot be changed`);
		const { simplify } = readValues(simplifyFields, values);
		yield { json: present(await kind.edit.apply.run(values, reach), simplify) };
	},
};
