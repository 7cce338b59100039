import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { byId, startStation, TRIGGER_NODE, type Station } from '../support/station';

/** A log-in shows on a call of the group Light, which is limited like any other. */
describe('a token that runs out while the group Light is shut', () => {
	let station: Station;

	beforeEach(async () => {
		station = await startStation();
	});
	afterEach(() => station.close());

	const insidePenalty = (): string[] =>
		station.simulator.requests.filter((seen) => seen.insidePenalty).map(({ path }) => path);

	/** Another program of the same user has asked too often. */
	const shutLight = (): void => {
		const { simulator } = station;
		const owner = simulator.requests.find((seen) => seen.owner.startsWith(String(simulator.world.owner.id)));
		simulator.limits.shut(owner?.owner ?? '', 'Light');
	};

	const addRecording = () => {
		const { recording } = station.simulator.world.addCall({ recording: { sizeBytes: 50_000 } });
		return {
			sha256: recording?.content.sha256,
			download: { resource: 'callRecording', operation: 'download', recordingId: byId(recording?.id ?? '') },
		};
	};

	const expireOnce = (path: RegExp): void => {
		station.simulator.faults.add({ on: { path }, times: 1, do: { expireToken: true } });
	};

	it('is renewed when the penalty is over, and the download goes on', async () => {
		const { simulator, engine, run } = station;
		const { download, sha256 } = addRecording();
		await run(download);
		const poller = engine.poller(
			{ type: TRIGGER_NODE, parameters: { triggerOn: ['fax'] } },
			{ budgetMs: 1_000 },
		);
		await poller.poll('activate');
		shutLight();
		await expect(poller.poll()).rejects.toThrow(/rate limit/);
		expect(insidePenalty()).toHaveLength(1);

		expireOnce(/\/content$/);
		const { outputs, error } = await run(download);
		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.json['sha256']).toBe(sha256);
		expect(insidePenalty()).toHaveLength(1);
		expect(simulator.requests.filter(({ path }) => path.endsWith('/oauth/token'))).toHaveLength(2);
	});

	it('is renewed all the same when the limit shows only then', async () => {
		const { run } = station;
		const { download, sha256 } = addRecording();
		await run(download);
		shutLight();
		expireOnce(/\/content$/);
		const { outputs, error } = await run(download);
		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.json['sha256']).toBe(sha256);
	});

	it('is renewed, and the call that was refused waits for the end of the penalty', async () => {
		const { simulator, run } = station;
		const { download } = addRecording();
		await run(download);
		simulator.world.addFax();
		simulator.faults.add({
			on: { path: /message-store$/ },
			times: 1,
			do: { expireToken: true },
			onHit: shutLight,
		});
		const { outputs, error } = await run({ resource: 'fax', operation: 'getMany' });
		expect(error).toBeUndefined();
		expect(outputs[0]).toHaveLength(1);
		// The log-in learned of the penalty; nobody else asked in it.
		expect(insidePenalty()).toEqual([expect.stringMatching(/fax-cover-page$/)]);
	});
});
