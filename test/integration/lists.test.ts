import { afterEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { MEDIA_NODE, startStation, type Station, type StationOptions } from '../support/station';

let station: Station;

const open = async (options: StationOptions = {}): Promise<Station> => {
	station = await startStation({ simulator: { limits: 'off' }, ...options });
	return station;
};

afterEach(async () => {
	await station.close();
});

const DAY_MS = 24 * 3_600_000;

const listed = async (parameters: IDataObject): Promise<IDataObject[]> => {
	const { outputs, error } = await station.run({ operation: 'getMany', ...parameters });
	expect(error).toBeUndefined();
	return (outputs[0] ?? []).map(({ json }) => json);
};

const listCalls = (): URL[] =>
	station.simulator.requests
		.filter(({ path }) => /message-store$|call-log$/.test(path))
		.map(({ url }) => new URL(url, station.simulator.serverUrl));

describe('get many', () => {
	it('returns all through every page, newest first, each once', async () => {
		const { simulator, clock } = await open();
		const faxes = Array.from({ length: 2_300 }, (_, age) =>
			simulator.world.addFax({ createdAt: clock.now() - (age + 1) * 60_000 }),
		);
		const items = await listed({ resource: 'fax', returnAll: true });
		expect(items.map(({ id }) => id)).toEqual(faxes.map(({ id }) => String(id)));
		expect(listCalls()).toHaveLength(3);
	});

	it('asks for no more than the limit', async () => {
		const { simulator, clock } = await open();
		for (let age = 1; age <= 30; age += 1) simulator.world.addFax({ createdAt: clock.now() - age * 60_000 });
		expect(await listed({ resource: 'fax', limit: 7 })).toHaveLength(7);
		expect(listCalls().map((url) => url.searchParams.get('perPage'))).toEqual(['7']);
	});

	it('sends dates always, since the service shows one day without them', async () => {
		const { simulator, clock } = await open();
		const old = simulator.world.addVoicemail({ createdAt: clock.now() - 40 * DAY_MS });
		expect(await listed({ resource: 'voicemail' })).toMatchObject([{ id: String(old.id) }]);
		const [url] = listCalls();
		expect([...(url?.searchParams.keys() ?? [])]).toEqual(expect.arrayContaining(['dateFrom', 'dateTo']));
	});

	it('leaves out messages without media unless asked otherwise', async () => {
		const { simulator } = await open();
		simulator.world.addSms({ text: 'words only' });
		const mms = simulator.world.addMms({ files: [{ contentType: 'image/png', sizeBytes: 900 }] });
		const withMedia = await listed({ resource: 'message' });
		expect(withMedia.map(({ id }) => id)).toEqual([String(mms.id)]);
		const all = await listed({ resource: 'message', filters: { includeWithoutMedia: true } });
		expect(all).toHaveLength(2);
	});

	it('keeps conversation ids exact in the full record', async () => {
		const { simulator } = await open();
		simulator.world.addSms({ conversationId: 8031152018338945839n });
		const [record] = await listed({
			resource: 'message',
			simplify: false,
			filters: { includeWithoutMedia: true },
		});
		expect(record).toMatchObject({ conversationId: '8031152018338945839' });
	});

	it('gives each recording of the company once, however many legs share it', async () => {
		const { simulator, clock } = await open();
		const other = simulator.world.addExtension({ name: 'Other' });
		const first = simulator.world.addCall({ startedAt: clock.now() - 2 * DAY_MS, recording: true });
		const shared = simulator.world.addCall({
			extensionId: other.id,
			startedAt: clock.now() - 3 * DAY_MS,
			recording: true,
			legs: [{}, {}],
		});
		simulator.world.addCall({ startedAt: clock.now() - DAY_MS });
		const items = await listed({ resource: 'callRecording' });
		expect(items.map(({ id }) => id)).toEqual([first.recording?.id, shared.recording?.id]);
		expect(items[0]).toMatchObject({
			resource: 'callRecording',
			contentUri: expect.stringContaining(simulator.mediaUrl) as unknown as string,
		});
	});

	it('gives items that a Media Download takes with all its defaults', async () => {
		const { simulator, run } = await open();
		const { recording } = simulator.world.addCall({ recording: { sizeBytes: 10_000 } });
		const items = await listed({ resource: 'callRecording' });
		const { outputs } = await run(
			{ resource: 'media', operation: 'download' },
			items.map((json) => ({ json })),
		);
		expect(outputs[0]?.[0]?.json).toMatchObject({
			sha256: recording?.content.sha256,
			id: recording?.id,
			resource: 'callRecording',
			fileName: expect.stringMatching(/^callRecording_\d{4}-\d\d-\d\d_.*\.mp3$/) as unknown as string,
		});
	});
});

describe('the lists of the panel', () => {
	const node = (parameters: IDataObject) => ({ type: MEDIA_NODE, parameters: parameters as never });

	it('offer the own extension first, then those of the account, found by name', async () => {
		const { simulator, engine } = await open();
		simulator.world.addExtension({ name: 'Rosa Front Desk', extensionNumber: '115' });
		const all = await engine.listSearch(node({ resource: 'fax', operation: 'getMany' }), 'extensions');
		expect(all.results[0]).toEqual({ name: 'Own Extension', value: '~' });
		const { results } = await engine.listSearch(
			node({ resource: 'fax', operation: 'getMany' }),
			'extensions',
			'rosa',
		);
		expect(results.map(({ name }) => name)).toEqual(['Rosa Front Desk (115)']);
	});

	it.each(['voicemail', 'fax', 'message'])('offer the newest of kind %s', async (resource) => {
		const { simulator, engine } = await open();
		const { world } = simulator;
		const made = {
			voicemail: world.addVoicemail({}).id,
			fax: world.addFax({}).id,
			message: world.addMms({ files: [{ contentType: 'image/png' }] }).id,
		};
		const { results } = await engine.listSearch(node({ resource, operation: 'download' }), 'records');
		expect(results.map(({ value }) => value)).toEqual([String(made[resource as keyof typeof made])]);
	});

	it('offer the newest recordings with the local time and numbers, found by number', async () => {
		const { simulator, engine } = await open();
		const { recording } = simulator.world.addCall({
			direction: 'Inbound',
			from: { phoneNumber: '+16505550123' },
			startedAt: Date.UTC(2026, 10, 1, 9, 30),
			recording: true,
		});
		const parameters = { resource: 'callRecording', operation: 'download' };
		const found = await engine.listSearch(node(parameters), 'records', '5550123');
		expect(found.results).toEqual([
			{
				name: expect.stringMatching(/^2026-11-01 04:30 \+16505550123 → /) as unknown as string,
				value: recording?.id,
			},
		]);
		expect((await engine.listSearch(node(parameters), 'records', 'nobody')).results).toEqual([]);
	});

	it('show names where there are any, and find both those and their numbers', async () => {
		const { simulator, engine } = await open();
		simulator.world.addFax({
			from: { phoneNumber: '+13125550119', name: 'Cleo Specimen' },
			to: [{ phoneNumber: '+16505550101', name: 'Olive Owner' }],
		});
		simulator.world.addFax({ from: { phoneNumber: '+12065550184', name: 'Dan Placeholder' } });
		const parameters = { resource: 'fax', operation: 'download' };
		for (const text of ['cleo', '5550119', 'OLIVE']) {
			const { results } = await engine.listSearch(node(parameters), 'records', text);
			expect(results.map(({ name }) => name.slice('2026-11-01 09:30 '.length))).toEqual([
				'Cleo Specimen → Olive Owner',
			]);
		}
	});

	it('say what is wrong when they cannot be had', async () => {
		const { engine } = await open({ simulator: { scopes: ['ReadMessages'] } });
		await expect(engine.listSearch(node({ resource: 'fax' }), 'extensions')).rejects.toMatchObject({
			description: expect.stringMatching(/lacks the scope ReadAccounts/) as unknown as string,
		});
	});
});
