import { afterEach, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { byId, MEDIA_NODE, startStation, type Station } from '../support/station';
import { itemWith, pdf } from '../support/uploadItems';

let station: Station;

afterEach(async () => {
	await station.close();
});

/** Waits for a state that another part of the program reaches by itself. */
async function until(isReached: () => boolean): Promise<void> {
	for (let tries = 0; !isReached(); tries += 1) {
		if (tries > 500) throw new Error('The state was not reached');
		await delay(10);
	}
}

describe('a run that is stopped', () => {
	it('closes the connection in mid-file and leaves nothing in the store', async () => {
		station = await startStation({ isRealTime: true });
		const { simulator, engine } = station;
		const { recording } = simulator.world.addCall({ recording: { sizeBytes: 200_000_000 } });
		simulator.faults.add({ on: { path: /content/ }, do: { slow: { bytesPerSecond: 4_000_000 } } });
		const running = engine.startNode({
			type: MEDIA_NODE,
			parameters: {
				resource: 'callRecording',
				operation: 'download',
				recordingId: byId(recording?.id ?? ''),
			} as never,
			// Even a node that continues on fail must not go on with the next item.
			onError: 'continueRegularOutput',
		});
		const content = () => simulator.requests.find(({ path }) => path.endsWith('/content'));
		await until(() => (content()?.sentBytes ?? 0) > 2_000_000);
		running.cancel();
		const { status } = await running.result;
		expect(status).toBe('canceled');
		const sentBytes = content()?.sentBytes ?? 0;
		await delay(300);
		expect(content()?.sentBytes).toBeLessThan(sentBytes + 1_500_000);
		expect(simulator.requests.filter(({ path }) => path.endsWith('/content'))).toHaveLength(1);
		expect(await engine.storedFiles()).toEqual([]);
	});

	it('leaves a wait for the rate limit at once', async () => {
		station = await startStation({ isRealTime: true });
		const { simulator, engine } = station;
		const { recording } = simulator.world.addCall({ recording: true });
		simulator.faults.add({ on: { path: /content/ }, do: { status: { status: 429, retryAfter: 60 } } });
		const running = engine.startNode({
			type: MEDIA_NODE,
			parameters: {
				resource: 'callRecording',
				operation: 'download',
				recordingId: byId(recording?.id ?? ''),
			} as never,
		});
		await until(() => simulator.requests.some(({ status }) => status === 429));
		const stoppedAt = Date.now();
		running.cancel();
		expect((await running.result).status).toBe('canceled');
		expect(Date.now() - stoppedAt).toBeLessThan(1_500);
	});

	it.each([
		['an answer to a fax', { do: { delayHeaders: { ms: 20_000 } }, on: { path: /\/fax$/ } }, /\/fax$/],
		['its delivery', { do: {}, on: { path: /\/nothing$/ } }, /\/fax$/],
	])('leaves the wait for %s at once, and sends nothing again', async (_what, fault, reached) => {
		station = await startStation({ isRealTime: true });
		const { simulator, engine } = station;
		simulator.faults.add(fault);
		const running = engine.startNode(
			{
				type: MEDIA_NODE,
				parameters: { resource: 'fax', operation: 'send', to: '+14155550132', waitForDelivery: true },
				onError: 'continueRegularOutput',
			},
			[itemWith({ data: pdf() })],
		);
		await until(() => simulator.requests.some(({ path, status }) => reached.test(path) && status > 0));
		await delay(100);
		const stoppedAt = Date.now();
		running.cancel();
		expect((await running.result).status).toBe('canceled');
		expect(Date.now() - stoppedAt).toBeLessThan(1_500);
		expect(simulator.world.sent).toHaveLength(1);
		expect(simulator.requests.filter(({ path }) => path.endsWith('/fax'))).toHaveLength(1);
	});
});
