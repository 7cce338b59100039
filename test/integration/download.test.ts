import { afterEach, describe, expect, it } from '@jest/globals';
import type { INodeExecutionData } from 'n8n-workflow';
import { byId, startStation, type Station, type StationOptions } from '../support/station';

let station: Station;

const open = async (options: StationOptions = {}): Promise<Station> => {
	station = await startStation(options);
	return station;
};

afterEach(async () => {
	await station.close();
});

const digestsOf = (item: INodeExecutionData | undefined): Promise<Record<string, string>> =>
	Promise.all(
		Object.entries(item?.binary ?? {}).map(
			async ([field, data]) => [field, await station.engine.sha256Of(data)] as const,
		),
	).then(Object.fromEntries);

const recordingIn = ({ simulator }: Station, facts: { sizeBytes?: number; readyAt?: number } = {}) => {
	const { recording } = simulator.world.addCall({ recording: facts });
	if (!recording) throw new Error('The simulator made no recording');
	return recording;
};

const downloadRecording = (id: string, options = {}) => ({
	resource: 'callRecording',
	operation: 'download',
	recordingId: byId(id),
	options,
});

describe.each(['filesystem', 'default'] as const)('into the %s store', (binaryMode) => {
	it('brings a recording whole, with its digest in the output', async () => {
		const { run, engine } = await open({ binaryMode });
		const recording = recordingIn(station, { sizeBytes: 3_000_000 });
		const { outputs } = await run(downloadRecording(recording.id));
		const [item] = outputs[0] ?? [];
		expect(item?.json).toMatchObject({
			id: recording.id,
			mimeType: 'audio/mpeg',
			sizeBytes: 3_000_000,
			sha256: recording.content.sha256,
			requests: 1,
			resumed: 0,
		});
		expect(await digestsOf(item)).toEqual({ data: recording.content.sha256 });
		expect(item?.binary?.['data']).toMatchObject({ mimeType: 'audio/mpeg', fileExtension: 'mp3' });
		expect(engine.credentials.read('ringcentral')['sessionToken']).not.toBe('');
	});

	it('continues at the last byte when the line is cut', async () => {
		const { run, simulator } = await open({ binaryMode });
		const recording = recordingIn(station, { sizeBytes: 5_000_000 });
		simulator.faults.add({ on: { path: /content/ }, times: 3, do: { cut: { afterBytes: 1_200_000 } } });
		const { outputs } = await run(downloadRecording(recording.id));
		const [item] = outputs[0] ?? [];
		expect(item?.json).toMatchObject({ resumed: 3, requests: 4, sha256: recording.content.sha256 });
		expect(await digestsOf(item)).toEqual({ data: recording.content.sha256 });
		const sentBytes = simulator.requests.reduce(
			(sum, { host, sentBytes: n }) => sum + (host === 'media' ? n : 0),
			0,
		);
		expect(sentBytes).toBeLessThan(5_200_000);
	});

	it('leaves nothing in the store when the file changes in mid-transfer', async () => {
		const { run, simulator, engine } = await open({ binaryMode });
		const recording = recordingIn(station, { sizeBytes: 4_000_000 });
		simulator.faults.add({ on: { path: /content/ }, times: 1, do: { cut: { afterBytes: 2_000_000 } } });
		simulator.faults.add({ on: { path: /content/ }, skip: 1, do: { changeContent: true } });
		const { error } = await run(downloadRecording(recording.id));
		expect(error?.message).toMatch(/changed/);
		expect(await engine.storedFiles()).toEqual([]);
	});

	it('gets a fresh token when the old one ends in mid-transfer, with one log-in', async () => {
		const { run, simulator } = await open({ binaryMode });
		const recording = recordingIn(station, { sizeBytes: 4_000_000 });
		simulator.faults.add({ on: { path: /content/ }, times: 1, do: { cut: { afterBytes: 2_000_000 } } });
		simulator.faults.add({ on: { path: /content/ }, skip: 1, times: 1, do: { endSession: true } });
		const { outputs } = await run(downloadRecording(recording.id));
		expect(await digestsOf(outputs[0]?.[0])).toEqual({ data: recording.content.sha256 });
		expect(simulator.requests.filter(({ path }) => path.endsWith('/oauth/token'))).toHaveLength(2);
	});
});

describe('a message', () => {
	const files = [
		{ contentType: 'image/png', sizeBytes: 40_000, fileName: 'plan.png' },
		{ contentType: 'image/jpeg', sizeBytes: 50_000, fileName: 'house.jpg' },
		{ contentType: 'text/vcard', sizeBytes: 300, fileName: 'agent.vcf' },
	];
	const parameters = (id: number | string, more = {}) => ({
		resource: 'message',
		operation: 'download',
		messageId: byId(String(id)),
		...more,
	});

	it('gives one field per file, and leaves out its text', async () => {
		const { run, simulator } = await open();
		const mms = simulator.world.addMms({ files });
		const media = mms.attachments.filter(({ type }) => type === 'MmsAttachment');
		const { outputs } = await run(parameters(mms.id));
		expect(outputs[0]).toHaveLength(1);
		expect(await digestsOf(outputs[0]?.[0])).toEqual({
			data: media[0]?.content.sha256,
			data_1: media[1]?.content.sha256,
			data_2: media[2]?.content.sha256,
		});
		expect(outputs[0]?.[0]?.json['files']).toMatchObject([
			{ field: 'data', fileName: 'plan.png', mimeType: 'image/png' },
			{ field: 'data_1', fileName: 'house.jpg', mimeType: 'image/jpeg' },
			{ field: 'data_2', fileName: 'agent.vcf', mimeType: 'text/vcard' },
		]);
	});

	it('gives one item per file when asked, all paired with the item they came from', async () => {
		const { run, simulator } = await open();
		const mms = simulator.world.addMms({ files });
		const { outputs } = await run(parameters(mms.id, { filesAs: 'items', binaryPropertyName: 'file' }));
		expect(outputs[0]?.map(({ json }) => json['fileName'])).toEqual(['plan.png', 'house.jpg', 'agent.vcf']);
		expect(outputs[0]?.map(({ binary }) => Object.keys(binary ?? {}))).toEqual([
			['file'],
			['file'],
			['file'],
		]);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }, { item: 0 }]);
	});
});

describe('a voicemail', () => {
	it('brings its transcript beside the audio when asked', async () => {
		const { run, simulator } = await open();
		const voicemail = simulator.world.addVoicemail({ transcript: { text: 'Please call me back.' } });
		const { outputs } = await run({
			resource: 'voicemail',
			operation: 'download',
			messageId: byId(String(voicemail.id)),
			includeTranscript: true,
		});
		expect(outputs[0]?.[0]?.json).toMatchObject({
			transcript: 'Please call me back.',
			vmTranscriptionStatus: 'Completed',
		});
		expect(await digestsOf(outputs[0]?.[0])).toEqual({ data: voicemail.attachments[0]?.content.sha256 });
	});
});

describe('what is not ready yet', () => {
	it('is waited for when asked: a fax that is still rendered', async () => {
		const { run, simulator, clock } = await open();
		const fax = simulator.world.addFax({ pages: 2, renderedAt: clock.now() + 50_000 });
		const { outputs } = await run({
			resource: 'fax',
			operation: 'download',
			messageId: byId(String(fax.id)),
			options: { waitUntilReadyMinutes: 5 },
		});
		expect(await digestsOf(outputs[0]?.[0])).toEqual({ data: fax.attachments[0]?.content.sha256 });
	});

	it('is waited for when asked: the recording of a call just ended', async () => {
		const { run, clock } = await open();
		const recording = recordingIn(station, { readyAt: clock.now() + 120_000 });
		const { outputs } = await run({
			resource: 'media',
			operation: 'download',
			contentUri: `${station.simulator.mediaUrl}/restapi/v1.0/account/~/recording/${recording.id}/content`,
			options: { waitUntilReadyMinutes: 5 },
		});
		expect(await digestsOf(outputs[0]?.[0])).toEqual({ data: recording.content.sha256 });
	});

	it('fails at once otherwise, with a hint', async () => {
		const { run, simulator, clock } = await open();
		const fax = simulator.world.addFax({ renderedAt: clock.now() + 50_000 });
		const { error } = await run({
			resource: 'fax',
			operation: 'download',
			messageId: byId(String(fax.id)),
		});
		expect(error).toMatchObject({
			message: expect.stringMatching(/still preparing/) as unknown,
			description: expect.stringMatching(/Wait Until Ready/) as unknown,
		});
	});
});

describe('the rate limit', () => {
	it('is never overrun, and a penalty never started again, by two runs at once', async () => {
		const { run, simulator } = await open({
			isRealTime: true,
			simulator: { limits: { groups: { Heavy: { limit: 10, windowMs: 1_000, penaltyMs: 1_000 } } } },
		});
		const recordings = Array.from({ length: 12 }, () => recordingIn(station, { sizeBytes: 20_000 }));
		const items = recordings.map(({ id }) => ({ json: { id } }));
		const parameters = {
			resource: 'callRecording',
			operation: 'download',
			recordingId: byId('={{ $json.id }}'),
			options: { maxWaitMinutes: 60 },
		};
		simulator.faults.add({
			on: { path: /content/ },
			skip: 4,
			times: 1,
			do: { status: { status: 429, retryAfter: 1 } },
		});
		const runs = await Promise.all([run(parameters, items.slice(0, 6)), run(parameters, items.slice(6))]);
		expect(runs.map(({ error }) => error?.message)).toEqual([undefined, undefined]);
		const saved = runs.flatMap(({ outputs }) => outputs[0] ?? []);
		expect(saved.map(({ json }) => json['sha256'])).toEqual(recordings.map(({ content }) => content.sha256));
		expect(simulator.requests.filter(({ status }) => status === 429)).toHaveLength(1);
		expect(simulator.requests.filter(({ insidePenalty }) => insidePenalty)).toEqual([]);
	});

	it('fails when it stays shut longer than the user waits, and says when to try again', async () => {
		const { run, simulator } = await open();
		const recording = recordingIn(station);
		simulator.faults.add({ on: { path: /content/ }, do: { status: { status: 429, retryAfter: 600 } } });
		const { error } = await run(downloadRecording(recording.id, { maxWaitMinutes: 5 }));
		expect(error).toMatchObject({
			message: expect.stringMatching(/rate limit/) as unknown,
			// The ten minutes, and a window for others who do not know of the penalty.
			description: expect.stringMatching(/Run again in 66\d s/) as unknown,
		});
	});
});
