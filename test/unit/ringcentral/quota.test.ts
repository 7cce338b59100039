import { beforeEach, describe, expect, it } from '@jest/globals';
import { MediaError } from '../../../nodes/RingCentralMedia/errors';
import {
	createGate,
	type Gate,
	type Pass,
	type WaitLimits,
} from '../../../nodes/RingCentralMedia/ringcentral/quota';
import type { Charged } from '../../../nodes/RingCentralMedia/ringcentral/rateGroup';
import { failureOf } from '../../support/scriptedDownload';
import { createVirtualClock, type VirtualClock } from '../../support/virtualClock';

const ENDPOINT = 'GET /content';
let clock: VirtualClock;
let gate: Gate;
let startedAt: number;

beforeEach(() => {
	clock = createVirtualClock();
	gate = createGate(clock);
	startedAt = clock.now();
});

const admit = (endpoint = ENDPOINT, limits: Partial<WaitLimits> = {}): Promise<Pass> =>
	gate.admit(endpoint, { deadlineAt: Infinity, ...limits });

const answer = (headers: Record<string, string> = {}, status = 200): Charged => ({
	status,
	header: (name) => headers[name],
});

const heavy = (remaining: number, more: Record<string, string> = {}): Record<string, string> => ({
	'x-rate-limit-group': 'heavy',
	'x-rate-limit-limit': '10',
	'x-rate-limit-remaining': String(remaining),
	'x-rate-limit-window': '60',
	...more,
});

/** Makes one call, and tells how long after the start it went out. */
const call = async (charged: Charged, endpoint = ENDPOINT, limits = {}): Promise<number> => {
	const pass = await admit(endpoint, limits);
	const sentAt = clock.now() - startedAt;
	pass.settle(charged);
	return sentAt;
};

/** Teaches the gate the group of the endpoint. */
const learn = (remaining: number, endpoint = ENDPOINT) => clock.run(call(answer(heavy(remaining)), endpoint));

/** Makes as many calls as the limit allows, alone, and waits until they count no more. */
const beAlone = async (): Promise<void> => {
	for (let remaining = 9; remaining >= 0; remaining -= 1) await learn(remaining);
	await clock.run(clock.sleep(60_000));
	startedAt = clock.now();
};

describe('a gate with room', () => {
	it('lets calls through at once', async () => {
		await learn(9);
		expect(await clock.run(Promise.all([1, 2, 3].map(() => call(answer(heavy(6))))))).toEqual([0, 0, 0]);
	});

	it('lets through what no answer told a limit of', async () => {
		await clock.run(call(answer({ 'x-rate-limit-group': 'light' })));
		const all = Array.from({ length: 100 }, () => call(answer({ 'x-rate-limit-group': 'light' })));
		expect(new Set(await clock.run(Promise.all(all)))).toEqual(new Set([0]));
	});

	it('counts calls under way, so that a burst does not pass the limit', async () => {
		await beAlone();
		const passes = await Promise.all(Array.from({ length: 10 }, () => admit()));
		let isIn = false;
		const eleventh = admit().then((pass) => {
			isIn = true;
			return pass;
		});
		await Promise.resolve();
		expect(isIn).toBe(false);
		for (const pass of passes) pass.settle(answer());
		(await clock.run(eleventh)).settle();
		expect(clock.now() - startedAt).toBe(60_000);
	});

	it('opens again as each call leaves the window', async () => {
		for (const at of [0, 10_000, 20_000]) {
			await clock.run(
				call(
					answer({
						...heavy(0),
						'x-rate-limit-limit': '3',
						'x-rate-limit-remaining': String(2 - at / 10_000),
					}),
				),
			);
			await clock.run(clock.sleep(10_000));
		}
		const sent = [call(answer()), call(answer()), call(answer())];
		expect(await clock.run(Promise.all(sent))).toEqual([60_000, 70_000, 80_000]);
	});

	it('counts a call without an answer, since the server may have', async () => {
		for (let remaining = 9; remaining >= 1; remaining -= 1) await learn(remaining);
		const pass = await admit();
		pass.settle();
		expect(await clock.run(call(answer()))).toBe(60_000);
	});

	it('takes back room once, however often a call is settled', async () => {
		await learn(9);
		const pass = await admit();
		for (let i = 0; i < 20; i += 1) pass.settle(answer());
		expect(await clock.run(call(answer()))).toBe(0);
	});
});

describe('a gate without room', () => {
	it('waits when nothing remains', async () => {
		await learn(0);
		expect(await clock.run(call(answer(heavy(0))))).toBe(60_000);
	});

	it('counts the calls that others made on the same credential, and leaves room for more of them', async () => {
		await learn(4);
		expect(await clock.run(Promise.all([1, 2, 3].map(() => call(answer()))))).toEqual([0, 0, 60_000]);
	});

	it('leaves others room until they have not been seen for ten minutes', async () => {
		await learn(8);
		await clock.run(clock.sleep(9 * 60_000));
		const nine = () => Array.from({ length: 9 }, () => call(answer()));
		expect((await clock.run(Promise.all(nine()))).at(-1)).toBe(10 * 60_000);
		await clock.run(clock.sleep(60_000));
		startedAt = clock.now();
		expect((await clock.run(Promise.all(nine()))).at(-1)).toBe(0);
	});

	it('makes one call after the other until it knows that nobody else is there', async () => {
		await learn(9);
		const under = await admit();
		const order: string[] = [];
		const next = admit().then((pass) => {
			order.push('next');
			pass.settle(answer(heavy(7)));
		});
		await Promise.resolve();
		order.push('settled');
		under.settle(answer(heavy(8)));
		await next;
		expect(order).toEqual(['settled', 'next']);
		await clock.run(clock.sleep(60_000));
		await beAlone();
		expect(await Promise.all([admit(), admit()])).toHaveLength(2);
	});

	it('keeps the window that the server tells', async () => {
		await clock.run(call(answer(heavy(0, { 'x-rate-limit-window': '5' }))));
		expect(await clock.run(call(answer()))).toBe(5_000);
	});

	it('serves those who wait in the order they came', async () => {
		await learn(0);
		const served: number[] = [];
		const all = Array.from({ length: 25 }, async (_, index) => {
			await call(answer(heavy(0)));
			served.push(index);
		});
		await clock.run(Promise.all(all));
		expect(served).toEqual(Array.from({ length: 25 }, (_, index) => index));
	});

	it('holds no other group back', async () => {
		await learn(0);
		const light = {
			'x-rate-limit-group': 'light',
			'x-rate-limit-limit': '50',
			'x-rate-limit-remaining': '49',
		};
		await clock.run(call(answer(light), 'GET /list'));
		const waiting = call(answer(heavy(0)));
		expect(await clock.run(call(answer(light), 'GET /list'))).toBe(0);
		expect(await clock.run(waiting)).toBe(60_000);
	});

	it('reads groups without regard to case', async () => {
		await clock.run(call(answer({ ...heavy(5), 'x-rate-limit-group': 'Heavy' }), 'GET /a'));
		await learn(0, 'GET /b');
		expect(await clock.run(call(answer(), 'GET /a'))).toBe(60_000);
	});

	it.each([{ 'x-rate-limit-limit': '0' }, { 'x-rate-limit-limit': 'none' }])(
		'is not shut for ever by a limit of %j',
		async (limit) => {
			await clock.run(call(answer({ ...heavy(0), ...limit })));
			expect(await clock.run(call(answer()))).toBe(0);
		},
	);

	it('refuses at once a caller whose deadline is too soon, and says when to come back', async () => {
		await learn(0);
		const failure = await failureOf(admit(ENDPOINT, { deadlineAt: startedAt + 59_999 }));
		expect(failure).toMatchObject({ code: 'throttled', waitMs: 60_000 });
		expect(clock.now()).toBe(startedAt);
	});

	it('lets in a caller whose deadline is just late enough', async () => {
		await learn(0);
		expect(await clock.run(call(answer(), ENDPOINT, { deadlineAt: startedAt + 60_000 }))).toBe(60_000);
	});

	it('refuses a caller at its deadline when those before it take all the room', async () => {
		await learn(0);
		const before = Array.from({ length: 10 }, () => call(answer(heavy(0))));
		const failure = failureOf(admit(ENDPOINT, { deadlineAt: startedAt + 90_000 }));
		expect((await clock.run(failure)).code).toBe('throttled');
		expect(clock.now() - startedAt).toBeLessThanOrEqual(90_000);
		await clock.run(Promise.all(before));
	});
});

describe('a penalty', () => {
	it.each([
		['as long as the server says, and a margin', { 'retry-after': '30' }, 31_000],
		['a minute when the server does not say', {}, 61_000],
		['a minute when nobody can read what it says', { 'retry-after': '-5' }, 61_000],
	])('shuts the group for %s', async (_what, more, waitMs) => {
		await clock.run(call(answer({ 'x-rate-limit-group': 'heavy', ...more }, 429)));
		expect(await clock.run(call(answer()))).toBe(waitMs);
	});

	it('spreads callers of several processes by chance', async () => {
		clock = createVirtualClock(() => 0.5);
		gate = createGate(clock);
		await clock.run(call(answer({ 'retry-after': '60' }, 429)));
		expect(await clock.run(call(answer()))).toBe(61_500);
	});

	it('is never shortened by another answer', async () => {
		await beAlone();
		const [slow, fast] = [await admit(), await admit()];
		slow.settle(answer(heavy(0, { 'retry-after': '90' }), 429));
		fast.settle(answer(heavy(0, { 'retry-after': '10' }), 429));
		expect(await clock.run(call(answer()))).toBe(151_000);
	});

	it('holds no other group back', async () => {
		await clock.run(call(answer({ 'x-rate-limit-group': 'light' }), 'GET /list'));
		await clock.run(call(answer({ 'x-rate-limit-group': 'heavy' }, 429)));
		expect(await clock.run(call(answer(), 'GET /list'))).toBe(0);
	});

	it('shuts everything when the server names no group', async () => {
		await clock.run(call(answer({ 'x-rate-limit-group': 'light' }), 'GET /list'));
		await clock.run(call(answer({ 'retry-after': '60' }, 429)));
		expect(await clock.run(call(answer(), 'GET /list'))).toBe(61_000);
	});

	it('shuts one window longer each time that somebody else is in the way', async () => {
		const refusal = () => answer(heavy(0, { 'retry-after': '60' }), 429);
		await clock.run(call(refusal()));
		expect(await clock.run(call(refusal()))).toBe(121_000);
		expect(await clock.run(call(answer(heavy(9))))).toBe(121_000 + 181_000);
		startedAt = clock.now();
		await clock.run(call(refusal()));
		expect(await clock.run(call(answer(heavy(9))))).toBe(121_000);
	});

	it('refuses at once a caller whose deadline lies inside it', async () => {
		await clock.run(call(answer(heavy(0, { 'retry-after': '1200' }), 429)));
		const failure = await failureOf(admit(ENDPOINT, { deadlineAt: startedAt + 900_000 }));
		expect(failure).toMatchObject({ code: 'throttled', waitMs: 1_261_000 });
		expect(failure.message).toContain('1261 s');
		expect(failure).toBeInstanceOf(MediaError);
	});
});

describe('an endpoint that has not answered yet', () => {
	it('is tried one call at a time', async () => {
		const first = await admit();
		const order: string[] = [];
		const second = admit().then((pass) => {
			order.push('second');
			return pass;
		});
		await Promise.resolve();
		order.push('first settled');
		first.settle(answer(heavy(5)));
		(await second).settle();
		expect(order).toEqual(['first settled', 'second']);
	});

	it('waits for a penalty of any group to end', async () => {
		await clock.run(call(answer(heavy(0, { 'retry-after': '60' }), 429)));
		expect(await clock.run(call(answer(heavy(9)), 'GET /unknown'))).toBe(121_000);
	});

	it('tries again after a call without an answer', async () => {
		(await admit()).settle();
		expect(await clock.run(call(answer(heavy(9))))).toBe(0);
	});

	it('does not keep another unknown one waiting', async () => {
		await admit();
		expect(await clock.run(call(answer(heavy(9)), 'GET /other'))).toBe(0);
	});

	it('waits while the group that it is described in is full', async () => {
		await learn(0, 'GET /restapi/v1.0/account/:id/call-log');
		const sent = call(answer(heavy(8)), 'GET /restapi/v1.0/account/:id/recording/:id');
		expect(await clock.run(sent)).toBe(60_000);
	});

	it('keeps to what its own answers say from then on', async () => {
		await learn(9, 'GET /call-log');
		const own = answer(heavy(39, { 'x-rate-limit-group': 'recordings', 'x-rate-limit-limit': '40' }));
		await clock.run(call(own, 'GET /recording/:id'));
		await learn(0, 'GET /call-log');
		expect(await clock.run(call(answer(), 'GET /recording/:id'))).toBe(0);
	});

	it('refuses a caller at its deadline while the first try has no answer', async () => {
		const first = await admit();
		const failure = await clock.run(failureOf(admit(ENDPOINT, { deadlineAt: startedAt + 5_000 })));
		expect(failure.code).toBe('throttled');
		expect(clock.now() - startedAt).toBe(5_000);
		first.settle();
	});
});

describe('a canceled execution', () => {
	it('leaves the queue with its own reason, and the next one moves up', async () => {
		await learn(0);
		const canceled = new AbortController();
		const reason = new Error('canceled');
		const leaving = failureOf(admit(ENDPOINT, { signal: canceled.signal }));
		const next = call(answer());
		canceled.abort(reason);
		expect(await leaving).toBe(reason);
		expect(await clock.run(next)).toBe(60_000);
	});

	it('does not enter the queue when it was canceled before', async () => {
		const signal = AbortSignal.abort(new Error('canceled before'));
		await expect(admit(ENDPOINT, { signal })).rejects.toThrow('canceled before');
	});

	it('changes nothing once the call is under way', async () => {
		await learn(9);
		const canceled = new AbortController();
		const pass = await admit(ENDPOINT, { signal: canceled.signal });
		const waiting = admit('GET /unknown').then((other) => other.settle(answer()));
		canceled.abort();
		pass.settle(answer());
		await waiting;
		expect(await clock.run(call(answer()))).toBe(0);
	});
});
