import { describe, expect, it } from '@jest/globals';
import type { Kind } from '../../nodes/RingCentralMedia/media/kind';
import { exampleOf } from './examples';
import { byId, byList, run, scriptedExchanges, strictReach } from './fakes';
import { locatorOf, NEVER_IDS } from './ids';

export function describeRemoval(kind: Kind): void {
	describe('is deleted', () => {
		const examples = exampleOf(kind, 'removal');

		it.each(examples)('$what', async ({ given, exchanges, id, alreadyGone }) => {
			const { api, left } = scriptedExchanges(exchanges);
			const json = { deleted: true, id, ...(alreadyGone && { alreadyGone }) };

			expect(await run(kind, 'delete', given, strictReach({ api }))).toEqual([{ json }]);
			expect(left()).toBe(0);
		});

		it('in an example in test/kinds/examples.ts for what is there and for what is gone already', () => {
			expect([...new Set(examples.map(({ alreadyGone }) => alreadyGone === true))].sort()).toEqual([
				false,
				true,
			]);
		});

		// With an empty id the service deletes the whole mailbox.
		it.each(NEVER_IDS)('not by the ID %j, and nothing is called', async (id) => {
			const [name] = locatorOf(kind, kind.removal?.apply);
			for (const value of [byId(id), byList(id), id]) {
				const work = run(kind, 'delete', { ...examples[0]?.given, [name]: value }, strictReach());
				await expect(work).rejects.toMatchObject({ code: 'badInput' });
			}
		});
	});
}
