import { describe, expect, it } from '@jest/globals';
import type { Kind } from '../../nodes/RingCentralMedia/media/kind';
import { exampleOf } from './examples';
import { run, strictReach } from './fakes';

export function describeLink(kind: Kind): void {
	describe('is linked to', () => {
		const example = exampleOf(kind, 'link');

		it.each(example)('as $url', async ({ given, token, url }) => {
			const tokenFor = () => Promise.resolve(token ?? '');
			const reach = strictReach(token === undefined ? {} : { tokenFor });

			expect(await run(kind, 'getLink', given, reach)).toEqual([{ json: { url } }]);
		});

		it('with each field in an example in test/kinds/examples.ts', () => {
			const used = new Set(example.flatMap(({ given }) => Object.keys(given)));
			const fields = Object.entries(kind.link?.fields ?? {}).filter(([, { type }]) => type !== 'notice');

			expect([...used].sort()).toEqual(fields.map(([name]) => name).sort());
		});

		it('not when the token may not go there', async () => {
			const withToken = example.find(({ token }) => token !== undefined);
			const refused = new Error('not there');
			const tokenFor = () => Promise.reject(refused);

			if (withToken) {
				await expect(run(kind, 'getLink', withToken.given, strictReach({ tokenFor }))).rejects.toBe(refused);
			}
		});
	});
}
