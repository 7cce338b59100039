import { describe, expect, it } from '@jest/globals';
import { interrupted, refused } from '../../../nodes/RingCentralMedia/errors';
import { createApi, type Api, type ApiAnswer } from '../../../nodes/RingCentralMedia/ringcentral/api';
import { LARGEST_PAGE, listRecords } from '../../../nodes/RingCentralMedia/ringcentral/paging';
import { createGate } from '../../../nodes/RingCentralMedia/ringcentral/quota';
import { createRecordedClock, failureOf, type RecordedClock } from '../../support/scriptedDownload';

type Told = Partial<ApiAnswer> & { headers?: Record<string, string> };

interface Scene {
	api: Api;
	clock: RecordedClock;
	/** Every address asked for. */
	asked: string[];
	/** What was sent along, and how. */
	sent: { method: string; body: unknown }[];
	/** Every token that was given back. */
	renewed: string[];
}

const server = new URL('https://platform.ringcentral.com');

/** An API whose answers come from a list; an Error in it is thrown. */
const createScene = (answers: (Told | Error)[], maxWaitMs = 900_000): Scene => {
	const clock = createRecordedClock();
	const asked: string[] = [];
	const sent: Scene['sent'] = [];
	const renewed: string[] = [];
	const api = createApi({
		server,
		gate: createGate(clock),
		clock,
		maxWaitMs,
		maxTries: 3,
		token: {
			current: () => Promise.resolve(`token ${renewed.length}`),
			accepted: () => undefined,
			renew: (refusedToken) => {
				renewed.push(refusedToken);
				return Promise.resolve();
			},
		},
		send: ({ url, method, body: given }) => {
			sent.push({ method, body: given });
			const told = answers[asked.length] ?? { status: 500 };
			asked.push(url.href);
			if (told instanceof Error) return Promise.reject(told);
			const { status = 200, body = {}, headers = {} } = told;
			return Promise.resolve({ status, body, header: (name) => headers[name] });
		},
	});
	return { api, clock, asked, sent, renewed };
};

describe('a call', () => {
	it('gives the JSON that came', async () => {
		const { api, asked } = createScene([{ body: { id: 5 } }]);
		expect(await api.get('/restapi/v1.0/x')).toEqual({ id: 5 });
		expect(asked).toEqual(['https://platform.ringcentral.com/restapi/v1.0/x']);
	});

	it('writes lists as repeated parameters, and nothing for what is not set', async () => {
		const { api, asked } = createScene([{}]);
		await api.get('/x?a=0', { type: ['Fax', 'Voice Mail'], page: 2, all: false, none: undefined, empty: [] });
		expect(new URL(asked[0] ?? '').search).toBe('?a=0&type=Fax&type=Voice+Mail&page=2&all=false');
	});

	it.each([
		'https://evil.example/x',
		'//evil.example/x',
		'http://platform.ringcentral.com/x',
		'https://platform.ringcentral.com.evil.example/x',
	])('is not made to %s', async (url) => {
		const { api, asked } = createScene([]);
		expect(await failureOf(api.get(url))).toMatchObject({ code: 'refused' });
		expect(asked).toEqual([]);
	});

	it.each([
		['the service fails', { status: 503 }],
		['the line fails', interrupted('no line')],
	])('is made again when %s', async (_what, told) => {
		const { api, asked, clock } = createScene([told, told, { body: 'here' }]);
		expect(await api.get('/x')).toBe('here');
		expect(asked).toHaveLength(3);
		expect(clock.sleeps).toEqual([500, 1_000]);
	});

	it('waits at least as long as the service asks for', async () => {
		const { api, clock } = createScene([{ status: 503, headers: { 'retry-after': '20' } }, {}]);
		await api.get('/x');
		expect(clock.sleeps).toEqual([20_000]);
	});

	it('is given up after the tries', async () => {
		const { api, asked } = createScene([]);
		expect(await failureOf(api.get('/x'))).toMatchObject({ code: 'interrupted', status: 500 });
		expect(asked).toHaveLength(4);
	});

	it.each([400, 403, 404])('is not made again after a %d', async (status) => {
		const { api, asked } = createScene([{ status }, {}]);
		expect(await failureOf(api.get('/x'))).toMatchObject({ status });
		expect(asked).toHaveLength(1);
	});

	it('is made again once with a fresh token after a 401', async () => {
		const { api, asked, renewed } = createScene([{ status: 401 }, { body: { id: 5 } }]);
		expect(await api.get('/x')).toEqual({ id: 5 });
		expect(asked).toHaveLength(2);
		expect(renewed).toEqual(['token 0']);
		const other = createScene([{ status: 401 }, { status: 401 }, {}]);
		expect(await failureOf(other.api.get('/x'))).toMatchObject({ code: 'refused', status: 401 });
		expect(other.asked).toHaveLength(2);
	});

	it('is not made again after a failure that time does not heal', async () => {
		const { api, asked } = createScene([refused('certificate'), {}]);
		expect(await failureOf(api.get('/x'))).toMatchObject({ code: 'refused' });
		expect(asked).toHaveLength(1);
	});

	it('passes on as it is what is no failure of the line', async () => {
		const canceled = new Error('canceled');
		const { api } = createScene([canceled]);
		expect(await failureOf(api.get('/x'))).toBe(canceled);
	});

	it('waits out a 429, which costs no try', async () => {
		const busy = { status: 429, headers: { 'retry-after': '60' } };
		const { api, asked, clock } = createScene([busy, busy, busy, busy, { body: 'here' }]);
		expect(await api.get('/x')).toBe('here');
		expect(asked).toHaveLength(5);
		expect(clock.sleeps).toEqual([61_000, 61_000, 61_000, 61_000]);
	});

	it('fails when the quota opens only after the longest wait', async () => {
		const { api } = createScene([{ status: 429, headers: { 'retry-after': '60' } }], 60_000);
		expect(await failureOf(api.get('/x'))).toMatchObject({ code: 'throttled', waitMs: 61_000 });
	});
});

describe('a call that changes something', () => {
	it('is sent with its body', async () => {
		const { api, sent } = createScene([{ body: 'put' }, { body: 'posted' }, {}]);
		expect(await api.put('/x', { a: 1 })).toBe('put');
		expect(await api.post('/x', [2], { q: 1 })).toBe('posted');
		await api.delete('/x', { id: ['1', '2'] });
		expect(sent).toEqual([
			{ method: 'PUT', body: { a: 1 } },
			{ method: 'POST', body: [2] },
			{ method: 'DELETE', body: undefined },
		]);
	});

	it('is not made to another host', async () => {
		const { api, asked } = createScene([]);
		expect(await failureOf(api.post('https://evil.example/x', {}))).toMatchObject({ code: 'refused' });
		expect(asked).toEqual([]);
	});

	it.each([
		['the service fails', { status: 503 }],
		['the line fails', interrupted('no line')],
	])('is sent once when it is a POST and %s, and its end is called unknown', async (_what, told) => {
		const { api, asked } = createScene([told, {}]);
		expect(await failureOf(api.post('/x', {}))).toMatchObject({ code: 'unknownOutcome' });
		expect(asked).toHaveLength(1);
	});

	it('is sent again when it is a POST that the rate limit kept out', async () => {
		const { api, asked } = createScene([{ status: 429 }, { body: 'done' }]);
		expect(await api.post('/x', {})).toBe('done');
		expect(asked).toHaveLength(2);
	});

	it('has no unknown end when it is a POST that was refused', async () => {
		const { api } = createScene([{ status: 403 }]);
		expect(await failureOf(api.post('/x', {}))).toMatchObject({ code: 'refused' });
	});

	it.each(['put', 'delete'] as const)(
		'is made again when it is a %s and the service fails',
		async (method) => {
			const { api, asked } = createScene([{ status: 503 }, { body: 'done' }]);
			expect(await api[method]('/x', {})).toBe('done');
			expect(asked).toHaveLength(2);
		},
	);

	it('has deleted what is gone when its answer was lost', async () => {
		const { api, asked } = createScene([interrupted('no line'), { status: 404 }]);
		expect(await api.delete('/x')).toBeUndefined();
		expect(asked).toHaveLength(2);
	});

	it('has deleted nothing when it was gone before', async () => {
		const { api } = createScene([{ status: 404 }]);
		expect(await failureOf(api.delete('/x'))).toMatchObject({ code: 'gone' });
	});
});

describe('a list', () => {
	const page = (ids: number[], next?: string): Told => ({
		body: {
			records: ids.map((id) => ({ id })),
			...(next !== undefined && { navigation: { nextPage: { uri: next } } }),
		},
	});

	const idsOf = async (api: Api): Promise<unknown[]> => {
		const ids: unknown[] = [];
		for await (const { id } of listRecords(api, '/list', { perPage: LARGEST_PAGE })) ids.push(id);
		return ids;
	};

	it('gives the records of all pages, in order', async () => {
		const { api, asked } = createScene([
			page([1, 2], 'https://platform.ringcentral.com/list?page=2'),
			page([], '/list?page=3'),
			page([3]),
		]);
		expect(await idsOf(api)).toEqual([1, 2, 3]);
		expect(asked.map((url) => new URL(url).search)).toEqual(['?perPage=1000', '?page=2', '?page=3']);
	});

	it('asks for the next page only when the one before is used up', async () => {
		const { api, asked } = createScene([page([1, 2], '/list?page=2'), page([3])]);
		for await (const { id } of listRecords(api, '/list', {})) if (id === 2) break;
		expect(asked).toHaveLength(1);
	});

	it('ends with an error when the pages go round in circles', async () => {
		const next = '/list?page=2';
		const { api, asked } = createScene([page([1], next), page([2], next), page([2], next)]);
		expect(await failureOf(idsOf(api))).toMatchObject({ code: 'unexpected' });
		expect(asked).toHaveLength(2);
	});

	it('does not follow a page to another host', async () => {
		const { api, asked } = createScene([page([1], 'https://evil.example/list?page=2')]);
		expect(await failureOf(idsOf(api))).toMatchObject({ code: 'refused' });
		expect(asked).toHaveLength(1);
	});

	it.each([{}, { records: null }, { records: 'x' }, null, []])('is empty when %j came', async (body) => {
		const { api } = createScene([{ body }]);
		expect(await idsOf(api)).toEqual([]);
	});
});
