import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { jsonsOf } from '../support/jsons';
import { byId, startStation, type Station } from '../support/station';

const MINUTE_MS = 60_000;

let station: Station;

beforeEach(async () => {
	station = await startStation();
});

afterEach(async () => {
	await station.close();
});

const download = (parameters: IDataObject, item: IDataObject = {}) =>
	station.run({ operation: 'download', ...parameters }, [{ json: item }]);
const waitedMs = (): number => station.clock.waitedMs.reduce((sum, ms) => sum + ms, 0);

describe('what is not ready yet', () => {
	it('a transcript is waited for, if the user wants', async () => {
		const { simulator, clock } = station;
		const readyAt = clock.now() + 2 * MINUTE_MS;
		const { id } = simulator.world.addVoicemail({ transcript: { text: 'Call me.', readyAt } });
		const voicemail = { resource: 'voicemail', messageId: byId(String(id)), includeTranscript: true };

		expect(jsonsOf(await download(voicemail))).toMatchObject([
			{ transcript: null, vmTranscriptionStatus: 'InProgress' },
		]);
		expect(waitedMs()).toBe(0);
		const options = { waitUntilReadyMinutes: 5 };
		expect(jsonsOf(await download({ ...voicemail, includeTranscript: false, options }))).toHaveLength(1);
		expect(waitedMs()).toBe(0);
		expect(jsonsOf(await download({ ...voicemail, options }))).toMatchObject([
			{ transcript: 'Call me.', vmTranscriptionStatus: 'Completed' },
		]);
		expect(waitedMs()).toBeGreaterThanOrEqual(2 * MINUTE_MS - 15_000);
	});

	it('a voicemail comes without its transcript when that takes too long', async () => {
		const { simulator, clock } = station;
		const readyAt = clock.now() + 60 * MINUTE_MS;
		const { id, attachments } = simulator.world.addVoicemail({ transcript: { readyAt } });
		const items = jsonsOf(
			await download({
				resource: 'voicemail',
				messageId: byId(String(id)),
				includeTranscript: true,
				options: { waitUntilReadyMinutes: 5 },
			}),
		);

		expect(items).toMatchObject([{ transcript: null, sha256: attachments[0]?.sha256 }]);
		expect(waitedMs()).toBeLessThanOrEqual(5 * MINUTE_MS);
	});

	it('a fax is waited for while it is rendered', async () => {
		const { simulator, clock } = station;
		const fax = simulator.world.addFax({ renderedAt: clock.now() + 2 * MINUTE_MS });
		const wanted = { resource: 'fax', messageId: byId(String(fax.id)) };

		expect((await download(wanted)).error?.message).toMatch(/still preparing this file/);
		const items = jsonsOf(await download({ ...wanted, options: { waitUntilReadyMinutes: 5 } }));
		expect(items).toMatchObject([{ sha256: fax.attachments[0]?.sha256 }]);
	});
});

describe('the recording of a call just ended', () => {
	/** A call that ended so many minutes ago, and whose recording comes a few minutes from now. */
	const addCall = (endedMinutesAgo: number) => {
		const { simulator, clock } = station;
		const { recording } = simulator.world.addCall({
			startedAt: clock.now() - endedMinutesAgo * MINUTE_MS - 95_000,
			durationSeconds: 95,
			recording: { readyAt: clock.now() + 4 * MINUTE_MS },
		});
		if (!recording) throw new Error('There is no recording');
		return recording;
	};
	const listed = async () =>
		jsonsOf(await station.run({ resource: 'callRecording', operation: 'getMany' }))[0] ?? {};

	it('is waited for without being told, behind a list', async () => {
		const recording = addCall(1);
		const item = await listed();

		expect(jsonsOf(await download({ resource: 'media' }, item))).toMatchObject([
			{ sha256: recording.sha256 },
		]);
	});

	it('is waited for without being told, by the ID in the item', async () => {
		const recording = addCall(1);
		const parameters = { resource: 'callRecording', recordingId: byId('={{ $json.id }}') };

		expect(jsonsOf(await download(parameters, await listed()))).toMatchObject([{ sha256: recording.sha256 }]);
	});

	it('is not waited for when the call is long over, or the user does not want it', async () => {
		addCall(20);
		expect((await download({ resource: 'media' }, await listed())).error?.message).toMatch(/has nothing at/);
		addCall(1);
		const item = await listed();
		const options = { waitUntilReadyMinutes: 0 };
		expect((await download({ resource: 'media', options }, item)).error?.message).toMatch(/has nothing at/);
		expect(waitedMs()).toBe(0);
	});

	it('is waited for by ID as long as the user says', async () => {
		const recording = addCall(20);
		const options = { waitUntilReadyMinutes: 10 };
		const parameters = { resource: 'callRecording', recordingId: byId(recording.id), options };

		expect(jsonsOf(await download(parameters))).toMatchObject([{ sha256: recording.sha256 }]);
	});

	it('is waited for no longer than a quarter of an hour', async () => {
		const recording = addCall(1);
		recording.deleted = true;
		const { error } = await download({ resource: 'media' }, await listed());

		expect(error?.message).toMatch(/has nothing at/);
		expect(waitedMs()).toBeLessThanOrEqual(15 * MINUTE_MS);
	});
});
