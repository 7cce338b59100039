import { describe, expect, it } from '@jest/globals';
import type { Field, FieldSet } from '../../nodes/RingCentralMedia/media/fields';
import type { Kind } from '../../nodes/RingCentralMedia/media/kind';
import type { Verb } from '../../nodes/RingCentralMedia/operations/verb';
import { examples } from './examples';
import { byId, constantApi, recordedSaves, run, shownBy, strictReach, type Given } from './fakes';

/** Values that a field can never mean. */
function nonsenseFor(field: Field): unknown[] {
	if ('choices' in field) return ['no such choice', 7, undefined];
	switch (field.type) {
		case 'text':
			return field.isRequired ? ['', '  ', undefined, { a: 1 }] : [{ a: 1 }];
		case 'number':
			return [field.min - 1, 'many', undefined, ...(field.isWhole ? [field.min + 0.5] : [])];
		case 'date':
			return ['yesterday-ish', undefined, { a: 1 }];
		case 'locator':
			return [...(field.default.value === '' ? ['', byId(''), byId('  ')] : []), undefined, { a: 1 }];
		default:
			return [];
	}
}

/** Each field of a set, with parameters that hold nonsense for it and sense for the others. */
function nonsenseIn(fields: FieldSet): [what: string, given: Given][] {
	return Object.entries(fields).flatMap(([name, field]): [string, Given][] => {
		if (field.type === 'group') {
			return nonsenseIn(field.fields).map(([what, given]) => [`${name}.${what}`, { [name]: { ...given } }]);
		}
		return nonsenseFor(field).map((value) => [
			`${name} = ${value === undefined ? 'nothing' : JSON.stringify(value)}`,
			{ ...shownBy(field), [name]: value } as Given,
		]);
	});
}

/** What holds for every verb of a kind: nothing is done for values that make no sense. */
export function describeFields(kind: Kind, fitting: readonly Verb[]): void {
	describe.each(fitting.map((verb): [string, Verb] => [verb.key, verb]))('%s', (key, verb) => {
		for (const [what, given] of nonsenseIn(verb.fields(kind))) {
			it(`refuses ${what}`, async () => {
				const { api } = constantApi(examples[kind.key]?.lookup?.record ?? { records: [] });
				const { saveFile, saves } = recordedSaves();
				const work = run(kind, key, given, strictReach({ api, saveFile }));

				await expect(work).rejects.toMatchObject({ code: 'badInput', hint: expect.any(String) as unknown });
				expect(saves).toEqual([]);
			});
		}
	});
}
