import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startSimulator, type Simulator } from '../../simulator';
import type { FaultTarget } from '../../simulator/faults';
import { EXTENSION, logIn, type Client } from '../support/simulatorClient';

const CALL_LOG = '/restapi/v1.0/account/~/call-log';

describe('a simulator that goes away', () => {
	let simulator: Simulator;
	let client: Client;

	beforeEach(async () => {
		simulator = await startSimulator();
		client = await logIn(simulator);
	});
	afterEach(() => simulator.close());

	it('answers nobody until it is back, at the same address and with what it knew', async () => {
		await simulator.stop();
		await expect(client.get(EXTENSION)).rejects.toThrow();
		await simulator.start();
		expect((await client.get(EXTENSION)).status).toBe(200);
	});

	it('tells how many sockets are open, and closes those that rest', async () => {
		await client.get(EXTENSION);
		expect(await simulator.connections()).toBeGreaterThan(0);
		simulator.closeIdleConnections();
		const deadlineAt = Date.now() + 5_000;
		while ((await simulator.connections()) > 0 && Date.now() < deadlineAt) {
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
		expect(await simulator.connections()).toBe(0);
	});

	it('shuts a group when another program of the same user asked too often', async () => {
		await client.get(CALL_LOG);
		const { owner = '' } = simulator.requests.at(-1) ?? {};
		simulator.limits.shut(owner, 'Heavy');
		expect((await client.get(CALL_LOG)).status).toBe(429);
		expect(simulator.requests.at(-1)?.insidePenalty).toBe(true);
		expect((await client.get(EXTENSION)).status).toBe(200);
	});
});

describe('faults of the simulator', () => {
	let simulator: Simulator;
	let client: Client;

	beforeEach(async () => {
		simulator = await startSimulator();
		client = await logIn(simulator);
	});
	afterEach(() => simulator.close());

	const addRecording = (): string => {
		const { recording } = simulator.world.addCall({ recording: { sizeBytes: 1_000 } });
		return `${simulator.mediaUrl}/restapi/v1.0/account/~/recording/${recording?.id ?? ''}/content`;
	};
	const bytesFrom = (start: number) => ({ range: `bytes=${start}-` });

	it('hit only what goes on with a file, where told so, and say what they hit', async () => {
		const url = addRecording();
		const hit: FaultTarget[] = [];
		simulator.faults.add({
			on: { continued: true },
			do: { status: { status: 503 } },
			onHit: (target) => hit.push(target),
		});
		expect((await client.get(url, bytesFrom(0))).status).toBe(206);
		expect((await client.get(url, bytesFrom(10))).status).toBe(503);
		expect(hit).toMatchObject([{ startBytes: 10, range: true, host: 'media' }]);
	});

	it('let the access token run out in the middle of the work', async () => {
		simulator.faults.add({ on: { path: /call-log/ }, times: 1, do: { expireToken: true } });
		expect((await client.get(EXTENSION)).status).toBe(200);
		expect((await client.get(CALL_LOG)).status).toBe(401);
		expect((await client.get(EXTENSION)).status).toBe(401);
		const again = await logIn(simulator);
		expect((await again.get(CALL_LOG)).status).toBe(200);
	});

	it.each([
		[{ endShift: 5 }, 'bytes 10-1004/1000'],
		[{ totalShift: 7 }, 'bytes 10-999/1007'],
	])('lie about the range: %j', async (contentRange, told) => {
		const url = addRecording();
		simulator.faults.add({ do: { contentRange } });
		expect((await client.get(url, bytesFrom(10))).headers.get('content-range')).toBe(told);
	});
});
