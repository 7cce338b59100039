import { describe, expect, it } from '@jest/globals';
import type { FieldSet } from '../../nodes/RingCentralMedia/media/fields';
import type { Kind } from '../../nodes/RingCentralMedia/media/kind';
import { exampleOf } from './examples';
import { byId, constantApi, NOW, run, scriptedApi, shownBy, strictReach, type Given } from './fakes';

/** Without a date the service gives the last day only. */
const ALL_TIME = { dateFrom: '2000-01-01T00:00:00.000Z', dateTo: new Date(NOW).toISOString() };

const filterFieldsOf = ({ listing }: Kind): FieldSet => {
	const filters = listing?.fields['filters'];
	return filters?.type === 'group' ? filters.fields : {};
};

export function describeListing(kind: Kind): void {
	describe('is listed', () => {
		const example = exampleOf(kind, 'listing');
		const filterFields = filterFieldsOf(kind);
		const isDated = 'dateFrom' in filterFields;
		const { given: scope = {}, largestPage = 1000 } = example;
		const isPaged = largestPage !== 'none';
		const baseQuery = {
			...example.query,
			...(isDated && ALL_TIME),
			...(isPaged && { perPage: largestPage }),
		};

		/** The ids found and the calls it took. */
		const list = async (given: Given) => {
			const { api, calls } = scriptedApi(example.answers);
			const outputs = await run(kind, 'getMany', { ...scope, ...given }, strictReach({ api }));
			return { ids: outputs.map(({ json }) => json['id']), calls };
		};
		/** The first query of a list with these filters. */
		const queryFor = async (filters: Given) => {
			const { api, calls } = constantApi({ records: [] });
			const given = { ...scope, returnAll: true, ...(kind.listing?.fields['filters'] && { filters }) };
			await run(kind, 'getMany', given, strictReach({ api }));
			return calls[0]?.query;
		};

		it('through all pages, in the order of the service, each once', async () => {
			const { ids, calls } = await list({ returnAll: true });

			expect(ids).toEqual(example.ids);
			expect(calls.map(({ path }) => path)).toEqual(example.answers.map(([path]) => path));
		});

		it('with the same filters on each page', async () => {
			const { calls } = await list({ returnAll: true });

			expect(calls[0]?.query).toEqual(baseQuery);
			// The address of a next page holds the query already; a token does not.
			expect(calls.slice(1).map(({ query }) => query)).toEqual(
				example.nextTokens?.map((pageToken) => ({ ...baseQuery, pageToken })) ??
					example.answers.slice(1).map(() => ({})),
			);
		});

		it('to a limit, without a call too many', async () => {
			for (const limit of [1, 2]) {
				const { ids, calls } = await list({ limit });
				expect(ids).toEqual(example.ids.slice(0, limit));
				expect(calls).toHaveLength(1);
			}
			const { ids } = await list({ limit: example.ids.length + 10 });
			expect(ids).toEqual(example.ids);
		});

		if (isPaged)
			it('in pages no larger than needed and than the service gives', async () => {
				const sizes = [1, 2, 50, 5000].map(async (limit) => (await listAnything({ limit }))['perPage']);
				const [one, two, fifty, many] = (await Promise.all(sizes)).map(Number);

				expect(two).toBe(example.perPageForTwo);
				for (const size of [one, two, fifty, many]) {
					expect(size).toBeGreaterThanOrEqual(1);
					expect(size).toBeLessThanOrEqual(largestPage);
				}
			});

		const listAnything = async (given: Given) => {
			const { api, calls } = constantApi({ records: [] });
			await run(kind, 'getMany', { ...scope, ...given }, strictReach({ api }));
			return calls[0]?.query ?? {};
		};

		it('and is nothing when there is nothing', async () => {
			const { api } = constantApi({ records: [], navigation: {}, paging: { page: 1, perPage: 100 } });

			expect(await run(kind, 'getMany', scope, strictReach({ api }))).toEqual([]);
		});

		it('simplified and as the service wrote it', async () => {
			const [simple, raw] = await Promise.all(
				[true, false].map(async (simplify) => {
					const { api } = scriptedApi(example.answers);
					return await run(kind, 'getMany', { ...scope, limit: 1, simplify }, strictReach({ api }));
				}),
			);

			expect(simple?.[0]?.json).toMatchObject({ id: example.ids[0], resource: kind.key });
			expect(raw?.[0]?.json).toMatchObject({ id: expect.anything() as unknown });
			expect(raw?.[0]?.json).not.toHaveProperty('resource');
		});

		for (const { given, query } of example.filters) {
			it(`with the filter ${Object.keys(given).join(' and ')} by the name the service has for it`, async () => {
				expect(await queryFor(given)).toEqual({ ...baseQuery, ...query });
			});
		}

		it('with each filter in an example in test/kinds/examples.ts', () => {
			const used = new Set(example.filters.flatMap(({ given }) => Object.keys(given)));

			expect([...used].sort()).toEqual(Object.keys(filterFields).sort());
		});

		it('with all it can when filters are added and left as they are', async () => {
			const untouched = Object.entries(filterFields).flatMap(([name, field]) =>
				'default' in field && field.type !== 'toggle' ? [[name, field.default]] : [],
			);

			expect(await queryFor(Object.fromEntries(untouched) as Given)).toEqual(baseQuery);
		});

		for (const { given, ids } of example.ownFilters ?? []) {
			it(`with the filter ${Object.keys(given).join(' and ')}, which the service does not have`, async () => {
				expect((await list({ returnAll: true, filters: given })).ids).toEqual(ids);
			});
		}

		if (isDated) {
			it('with both dates, always', async () => {
				expect(await queryFor({ dateFrom: '2026-09-01T00:00:00Z' })).toMatchObject({
					dateFrom: '2026-09-01T00:00:00.000Z',
					dateTo: ALL_TIME.dateTo,
				});
				expect(await queryFor({ dateTo: '2026-09-01T00:00:00Z' })).toMatchObject({
					dateFrom: ALL_TIME.dateFrom,
					dateTo: '2026-09-01T00:00:00.000Z',
				});
			});

			it('not from a date to one before it, and nothing is called', async () => {
				const filters = { dateFrom: '2026-09-02T00:00:00Z', dateTo: '2026-09-01T00:00:00Z' };
				const work = run(kind, 'getMany', { filters }, strictReach());

				await expect(work).rejects.toMatchObject({ code: 'badInput' });
			});
		}

		const { extension } = kind.listing?.fields ?? {};
		if (extension !== undefined) {
			it('for the extension chosen', async () => {
				const { api, calls } = constantApi({ records: [] });
				const given = { ...scope, ...shownBy(extension), extension: byId('62264425009') };
				await run(kind, 'getMany', { ...scope, ...given }, strictReach({ api }));

				expect(calls.length).toBeGreaterThan(0);
				for (const { path } of calls) expect(path).toContain('/extension/62264425009/');
			});

			it('for no extension that is none, and nothing is called', async () => {
				const given = { ...scope, ...shownBy(extension), extension: byId('../1') };
				const work = run(kind, 'getMany', given, strictReach());

				await expect(work).rejects.toMatchObject({ code: 'badInput' });
			});
		}
	});
}
