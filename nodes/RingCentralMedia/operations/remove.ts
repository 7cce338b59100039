import { unexpected } from '../errors';
import type { Verb } from './verb';

/** Deletes one piece of media. What is gone already is no failure, but the output says so. */
export const remove: Verb = {
	key: 'delete',
	label: 'Delete',
	fits: ({ removal }) => removal !== undefined,
	// What is deleted does not come back.
	fitsAgents: () => false,
	action: ({ noun }) => `Delete ${noun}`,
	description: ({ removal }) => removal?.purpose ?? '',
	fields: ({ removal }) => ({ ...removal?.apply.fields }),
	run: async function* ({ kind, values, reach }) {
		if (!kind.removal) throw unexpected(`A ${kind.noun} cannot be deleted`);
		const { id, wasGone } = await kind.removal.apply.run(values, reach);
		yield { json: { deleted: true, id, ...(wasGone && { alreadyGone: true }) } };
	},
};
