import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startSimulator, type Simulator } from '../../simulator';
import { ACCOUNT, EXTENSION, logIn, type Client } from '../support/simulatorClient';

describe('rate limits of the simulator', () => {
	let simulator: Simulator;
	let client: Client;
	let now: number;

	beforeEach(async () => {
		now = Date.UTC(2026, 8, 15, 12);
		simulator = await startSimulator({ now: () => now });
		client = await logIn(simulator);
	});
	afterEach(() => simulator.close());

	const heavy = `${ACCOUNT}/call-log`;

	async function exhaust(): Promise<void> {
		for (let at = 0; at < 10; at += 1) await client.get(heavy);
	}

	it('tells what is left of the group', async () => {
		const { headers } = await client.get(heavy);

		expect(headers.get('x-rate-limit-group')).toBe('heavy');
		expect(headers.get('x-rate-limit-limit')).toBe('10');
		expect(headers.get('x-rate-limit-remaining')).toBe('9');
		expect(headers.get('x-rate-limit-window')).toBe('60');
	});

	it('refuses one call too many, of that group only', async () => {
		await exhaust();
		const refused = await client.get(heavy);

		expect(refused.status).toBe(429);
		expect(refused.headers.get('retry-after')).toBe('60');
		expect((await client.get(EXTENSION)).status).toBe(200);
	});

	it('starts the penalty anew with every call in it', async () => {
		await exhaust();
		await client.get(heavy);
		now += 59_000;
		expect((await client.get(heavy)).status).toBe(429);
		now += 59_000;
		expect((await client.get(heavy)).status).toBe(429);
		now += 60_000;
		expect((await client.get(heavy)).status).toBe(200);
		const penalties = simulator.requests.filter(({ insidePenalty }) => insidePenalty);

		expect(penalties).toHaveLength(2);
	});

	it('lets calls through again one by one as the window slides', async () => {
		await client.get(heavy);
		now += 30_000;
		for (let at = 0; at < 9; at += 1) await client.get(heavy);
		now += 30_000;

		expect((await client.get(heavy)).headers.get('x-rate-limit-remaining')).toBe('0');
	});

	it('counts each user alone', async () => {
		await exhaust();
		const { world, oauth } = simulator;
		const other = await logIn(simulator, oauth.addJwt(world.addExtension({ admin: true })));

		expect((await other.get(heavy)).status).toBe(200);
	});

	it('lasts as short as a test likes while the headers stay', async () => {
		simulator.limits.change({ scale: 0.001 });
		await exhaust();
		expect((await client.get(heavy)).headers.get('retry-after')).toBe('60');
		now += 60;

		expect((await client.get(heavy)).status).toBe(200);
	});
});
