import { describe, expect, it } from '@jest/globals';
import type { Kind } from '../../nodes/RingCentralMedia/media/kind';
import { exampleOf } from './examples';
import { byId, run, scriptedExchanges, strictReach } from './fakes';
import { locatorOf, NEVER_IDS } from './ids';

export function describeEdit(kind: Kind): void {
	describe('is changed', () => {
		const examples = exampleOf(kind, 'edit');

		it.each(examples)('with the calls of $given', async ({ given, exchanges, summary }) => {
			const { api, left } = scriptedExchanges(exchanges);

			expect(await run(kind, 'update', given, strictReach({ api }))).toEqual([{ json: summary }]);
			expect(left()).toBe(0);
		});

		it('and given as the service wrote it, when not simplified', async () => {
			for (const { given, exchanges, exact } of examples) {
				const { api } = scriptedExchanges(exchanges);
				const outputs = await run(kind, 'update', { ...given, simplify: false }, strictReach({ api }));

				expect(outputs).toEqual([{ json: exact }]);
			}
		});

		it('with each of its own fields in an example in test/kinds/examples.ts', () => {
			const used = examples.flatMap(({ given }) => Object.keys(given));

			expect([...new Set(used)].sort()).toEqual(Object.keys(kind.edit?.apply.fields ?? {}).sort());
		});

		it.each(NEVER_IDS)('not by the ID %j, and nothing is called', async (id) => {
			const [name] = locatorOf(kind, kind.edit?.apply);
			const given = { ...examples[0]?.given, [name]: byId(id) };

			await expect(run(kind, 'update', given, strictReach())).rejects.toMatchObject({ code: 'badInput' });
		});
	});
}
