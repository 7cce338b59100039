import { unexpected } from '../errors';
import { number, readValues, toggle } from '../media/fields';
import { present, simplifyFields } from './simplify';
import type { Verb } from './verb';

const limitFields = {
	returnAll: toggle({
		label: 'Return All',
		description: 'Whether to return all results or only up to a given limit',
		default: false,
	}),
	limit: number({
		label: 'Limit',
		description: 'Max number of results to return',
		default: 50,
		min: 1,
		isWhole: true,
		showWhen: { returnAll: ['false'] },
	}),
};

/** Lists records through all pages, or to the limit, in the order the service gives them. */
export const getMany: Verb = {
	key: 'getMany',
	label: 'Get Many',
	fits: ({ listing }) => listing !== undefined,
	fitsAgents: () => true,
	action: ({ nouns }) => `Get many ${nouns}`,
	description: ({ nouns }) => `List ${nouns}, newest first, without their files`,
	fields: ({ listing }) => {
		const { filters, ...scope } = listing?.fields ?? {};
		return { ...scope, ...limitFields, ...simplifyFields, ...(filters && { filters }) };
	},
	run: async function* ({ kind, values, reach }) {
		if (!kind.listing) throw unexpected(`A ${kind.noun} cannot be listed`);
		const { returnAll, limit: asked } = readValues(limitFields, values);
		const { simplify } = readValues(simplifyFields, values);
		const limit = returnAll ? Infinity : asked;
		let given = 0;
		for await (const item of kind.listing.run(values, reach, { limit })) {
			yield { json: present(item, simplify) };
			given += 1;
			if (given >= limit) return;
		}
	},
};
