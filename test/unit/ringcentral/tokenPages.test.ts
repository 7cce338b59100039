import { describe, expect, it } from '@jest/globals';
import type { Api } from '../../../nodes/RingCentralMedia/ringcentral/api';
import { listByToken } from '../../../nodes/RingCentralMedia/ringcentral/paging';

/** The ids of a list whose pages come in this order, and the tokens that were asked for. */
async function list(pages: readonly { ids: readonly number[]; next?: string }[]) {
	const asked: unknown[] = [];
	const get: Api['get'] = (_path, query) => {
		const { ids, next } = pages[asked.length % pages.length] ?? { ids: [] };
		asked.push(query?.['pageToken']);
		return Promise.resolve({ found: ids.map((id) => ({ id })), paging: { nextPageToken: next } });
	};
	const ids: unknown[] = [];
	for await (const { id } of listByToken({ get } as Api, '/list', { perPage: 2 }, 'found')) ids.push(id);
	return { ids, asked };
}

describe('a list by tokens', () => {
	it('goes through all pages, empty ones too', async () => {
		expect(await list([{ ids: [1, 2], next: 'b' }, { ids: [], next: 'c' }, { ids: [3] }])).toEqual({
			ids: [1, 2, 3],
			asked: [undefined, 'b', 'c'],
		});
	});

	it('that goes round in a circle has an end', async () => {
		await expect(list([{ ids: [1], next: 'b' }])).rejects.toMatchObject({ code: 'unexpected' });
	});
});
