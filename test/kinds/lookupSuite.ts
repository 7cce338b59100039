import { describe, expect, it } from '@jest/globals';
import type { Kind } from '../../nodes/RingCentralMedia/media/kind';
import { kinds } from '../../nodes/RingCentralMedia/media/kinds';
import { exampleOf } from './examples';
import { locatorOf, NEVER_IDS } from './ids';
import {
	byId,
	byList,
	byUrl,
	constantApi,
	run,
	sampleOf,
	scriptedApi,
	strictReach,
	type Given,
} from './fakes';

export function describeLookup(kind: Kind): void {
	describe('is looked up', () => {
		const example = exampleOf(kind, 'lookup');
		const [name, locator] = locatorOf(kind, kind.lookup);
		const get = (value: unknown, api: ReturnType<typeof scriptedApi>['api'], more: Given = {}) =>
			run(kind, 'get', { [name]: value, ...more } as Given, strictReach({ api }));
		const never = strictReach();

		it.each([
			['by ID', byId(example.id)],
			['by what was chosen from the list', byList(example.id)],
			['by a bare ID from an expression', example.id],
			['by an ID with spaces around it', byId(` ${example.id} `)],
		])('%s', async (_way, value) => {
			const { api, calls } = scriptedApi([[example.path, example.record]]);

			expect(await get(value, api)).toEqual([{ json: example.summary }]);
			expect(calls).toEqual([{ path: example.path, query: {} }]);
		});

		it.each(example.urls)('by the URL %s', async (url, path) => {
			const { api } = scriptedApi([[path, example.record]]);

			expect(await get(byUrl(url), api)).toEqual([{ json: example.summary }]);
		});

		it('by what its placeholders give as examples', async () => {
			const id = sampleOf(locator.idPlaceholder);
			const url = sampleOf(locator.urlPlaceholder);
			const answer = constantApi(example.record);
			await get(byId(id), answer.api);
			if (locator.urlPlaceholder !== undefined) {
				expect(url).toContain(`/${id}`);
				await get(byUrl(url), answer.api);
			}

			for (const { path } of answer.calls) expect(path.endsWith(`/${id}`)).toBe(true);
		});

		it('and given as the service wrote it, when not simplified', async () => {
			const { api } = constantApi(example.record);
			const [output] = await get(byId(example.id), api, { simplify: false });

			expect(output?.json).toEqual(example.exact ?? example.record);
		});

		it('and simplified to flat values', async () => {
			for (const [record, summary] of [[example.record, example.summary] as const, ...(example.more ?? [])]) {
				const { api } = constantApi(record);
				expect(await get(byId(example.id), api)).toEqual([{ json: summary }]);
				expect(Object.values(summary).filter((value) => typeof value === 'object')).toEqual([]);
			}
		});

		it.each([...NEVER_IDS, ...example.wrong])('not by the ID %j, and nothing is called', async (id) => {
			for (const value of [byId(id), byList(id), id]) {
				await expect(run(kind, 'get', { [name]: value }, never)).rejects.toMatchObject({ code: 'badInput' });
			}
		});

		const otherUrls = kinds
			.filter(({ lookup }) => lookup !== undefined)
			.map((other) => sampleOf(locatorOf(other, other.lookup)[1].urlPlaceholder))
			.filter((url) => url !== '' && withoutIds(url) !== withoutIds(sampleOf(locator.urlPlaceholder)));

		it.each([...new Set(otherUrls), 'https://example.com/', 'no address', '', '/12'])(
			'not by the URL %j, and nothing is called',
			async (url) => {
				const work = run(kind, 'get', { [name]: byUrl(url) }, never);

				await expect(work).rejects.toMatchObject({ code: 'badInput' });
			},
		);

		it('not when the record is of another type', async () => {
			for (const record of example.otherTypes) {
				const { api } = constantApi(record);
				await expect(get(byId(example.id), api)).rejects.toMatchObject({ code: 'badInput' });
			}
		});

		if (kind.lookup?.fields['extension'] !== undefined) {
			it('in the extension chosen', async () => {
				const { api, calls } = constantApi(example.record);
				await get(byId(example.id), api, { extension: byId('62264425009') });

				expect(calls.map(({ path }) => path)).toEqual([
					example.path.replace('/extension/~', '/extension/62264425009'),
				]);
			});

			it('in no extension that is none', async () => {
				for (const extension of ['101a', '../1', '~~', '1/2']) {
					const work = run(kind, 'get', { [name]: byId(example.id), extension: byId(extension) }, never);
					await expect(work).rejects.toMatchObject({ code: 'badInput' });
				}
			});
		}
	});
}

const withoutIds = (url: string): string => url.replace(/\d+/g, '');
