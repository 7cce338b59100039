import { unexpected } from '../errors';
import { readValues } from '../media/fields';
import { present, simplifyFields } from './simplify';
import type { Verb } from './verb';

/** Reads one record, without its files. */
export const get: Verb = {
	key: 'get',
	label: 'Get',
	fits: ({ lookup }) => lookup !== undefined,
	fitsAgents: () => true,
	action: ({ noun }) => `Get ${noun}`,
	description: ({ noun }) => `Get one ${noun} as a record, without its file`,
	fields: ({ lookup, content }) => ({ ...lookup?.fields, ...content?.beside?.fields, ...simplifyFields }),
	run: async function* ({ kind, values, reach }) {
		if (!kind.lookup) throw unexpected(`A ${kind.noun} cannot be looked up`);
		const item = await kind.lookup.run(values, reach);
		const beside = await kind.content?.beside?.run(values, item, reach);
		yield { json: { ...present(item, readValues(simplifyFields, values).simplify), ...beside } };
	},
};
