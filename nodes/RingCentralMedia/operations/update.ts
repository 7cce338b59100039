import { unexpected } from '../errors';
import { readValues } from '../media/fields';
import { present, simplifyFields } from './simplify';
import type { JointEdit, Reach } from '../media/kind';
import type { Call, Output, Verb } from './verb';

/** Changes what of a record can be changed, and gives the record as it is then. */
export const update: Verb = {
	key: 'update',
	label: 'Update',
	fits: ({ edit }) => edit !== undefined,
	fitsAgents: () => true,
	action: ({ noun }) => `Update ${noun}`,
	description: ({ edit }) => edit?.purpose ?? '',
	fields: ({ edit }) => ({ ...edit?.apply.fields, ...simplifyFields }),
	run: async function* ({ kind, values, reach }) {
		if (!kind.edit) throw unexpected(`A ${kind.noun} cannot be changed`);
		const { simplify } = readValues(simplifyFields, values);
		yield { json: present(await kind.edit.apply.run(values, reach), simplify) };
	},
	runTogether: async (calls) => {
		const outcomes: (Output | Error | undefined)[] = calls.map(() => undefined);
		for (const group of groupsOf(calls)) {
			// One that is alone in its group goes by itself.
			if (group.length > 1) await applyGroup(group, outcomes);
		}
		return outcomes;
	},
};

interface Joint {
	index: number;
	edit: JointEdit;
	isSimple: boolean;
	reach: Reach;
}

/** Changes that can go together. @throws badInput when one of them is not in order */
function groupsOf(calls: readonly Call[]): Joint[][] {
	const groups = new Map<string, Joint[]>();
	for (const [index, { kind, values, reach }] of calls.entries()) {
		const edit = kind.edit?.together?.run(values);
		if (!edit) continue;
		const isSimple = readValues(simplifyFields, values).simplify;
		const group = groups.get(edit.group) ?? [];
		groups.set(edit.group, [...group, { index, edit, isSimple, reach }]);
	}
	return [...groups.values()];
}

/** As few calls as the service allows. */
async function applyGroup(group: readonly Joint[], outcomes: (Output | Error | undefined)[]): Promise<void> {
	const most = Math.min(...group.map(({ edit }) => edit.most));
	for (let at = 0; at < group.length; at += most) {
		const part = group.slice(at, at + most);
		const [first] = part;
		// The same record in two items is one id.
		const ids = new Set(part.map(({ edit }) => edit.id));
		const changed = await first?.edit.applyAll([...ids], first.reach);
		for (const { index, edit, isSimple } of part) {
			const outcome = changed?.get(edit.id);
			if (!outcome) continue;
			outcomes[index] = outcome instanceof Error ? outcome : { json: present(outcome, isSimple) };
		}
	}
}
