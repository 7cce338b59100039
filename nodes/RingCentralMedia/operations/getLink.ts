import { unexpected } from '../errors';
import type { Verb } from './verb';

/** Gives a link to the content instead of the content. */
export const getLink: Verb = {
	key: 'getLink',
	label: 'Get Link',
	fits: ({ link }) => link !== undefined,
	fitsAgents: () => true,
	action: ({ noun }) => `Get link to ${noun}`,
	description: () => 'Get a link to the content, for a person or another system',
	fields: ({ link }) => ({ ...link?.fields }),
	run: async function* ({ kind, values, reach }) {
		if (!kind.link) throw unexpected(`There are no links to ${kind.nouns}`);
		const url = await kind.link.run(values, reach);
		yield { json: { url: url.href } };
	},
};
