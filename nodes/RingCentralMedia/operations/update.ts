import { unexpected } from '../errors';
import { readValues } from '../media/fields';
import { present, simplifyFields } from './simplify';
import type { JointEdit } from '../media/kind';
import type { Call, Output, Verb } from './verb';

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
	runTogether: async (calls) => {
		const joint = calls.map(({ kind, values }) => kind.edit?.together?.run(values));
		const groups = new Map<string, number[]>();
		for (const [index, edit] of joint.entries()) {
			if (edit) groups.set(edit.group, [...(groups.get(edit.group) ?? []), index]);
		}
		const outcomes: (Output | Error | undefined)[] = calls.map(() => undefined);
		for (const indexes of groups.values()) await applyGroup(indexes, joint, calls, outcomes);
		return outcomes;
	},
};

/** As few calls as the service allows; one that is alone in its group goes by itself. */
async function applyGroup(
	indexes: readonly number[],
	joint: readonly (JointEdit | undefined)[],
	calls: readonly Call[],
	outcomes: (Output | Error | undefined)[],
): Promise<void> {
	const edit = joint[indexes[0] ?? 0];
	const reach = calls[indexes[0] ?? 0]?.reach;
	if (!edit || !reach || indexes.length < 2) return;
	for (let at = 0; at < indexes.length; at += edit.most) {
		const part = indexes.slice(at, at + edit.most);
		// The same message in two items is one id.
		const ids = [...new Set(part.map((index) => joint[index]?.id ?? ''))];
		const changed = await edit.applyAll(ids, reach);
		for (const index of part) {
			const outcome = changed.get(joint[index]?.id ?? '');
			const values = calls[index]?.values;
			if (!outcome || !values) continue;
			const isSimple = (): boolean => readValues(simplifyFields, values).simplify;
			outcomes[index] = outcome instanceof Error ? outcome : { json: present(outcome, isSimple()) };
		}
	}
}
