import { afterEach, describe, expect, it } from '@jest/globals';
import { byId, startStation, type Station, type StationOptions } from '../support/station';

let station: Station;

const open = async (options: StationOptions = {}): Promise<Station> => {
	station = await startStation(options);
	return station;
};

afterEach(async () => {
	await station.close();
});

describe('a call recording', () => {
	it('comes whole into the store, with its digest in the output', async () => {
		const { simulator, engine, run } = await open();
		const call = simulator.world.addCall({ recording: { sizeBytes: 3_000_000 } });
		const recording = call.recording;
		const { outputs, error } = await run({
			resource: 'callRecording',
			operation: 'download',
			recordingId: byId(recording?.id ?? ''),
		});
		expect(error).toBeUndefined();
		const [item] = outputs[0] ?? [];
		expect(item?.json).toMatchObject({
			id: recording?.id,
			mimeType: 'audio/mpeg',
			sizeBytes: 3_000_000,
			sha256: recording?.content.sha256,
			requests: 1,
			resumed: 0,
		});
		expect(await engine.sha256Of(item!.binary!['data']!)).toBe(recording?.content.sha256);
	});
});
