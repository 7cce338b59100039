import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { jsonsOf } from '../support/jsons';
import { byId, byUrl, startStation, type Station } from '../support/station';

let station: Station;

beforeEach(async () => {
	station = await startStation();
});

afterEach(async () => {
	await station.close();
});

const callsOf = (method: string): string[] =>
	station.simulator.requests.filter((request) => request.method === method).map(({ path }) => path);

describe('keeping the mailbox', () => {
	it('marks a voicemail as read, and as unread again', async () => {
		const { simulator, run } = station;
		const voicemail = simulator.world.addVoicemail();
		const update = (readStatus: string) =>
			run({
				resource: 'voicemail',
				operation: 'update',
				messageId: byId(String(voicemail.id)),
				readStatus,
			});

		expect(jsonsOf(await update('Read'))).toMatchObject([{ readStatus: 'Read' }]);
		expect(voicemail.readStatus).toBe('Read');
		await update('Unread');
		expect(voicemail.readStatus).toBe('Unread');
	});

	it('marks fifty faxes at a time in one call, each with an outcome of its own', async () => {
		const { simulator, run } = station;
		const faxes = Array.from({ length: 60 }, () => simulator.world.addFax({ readStatus: 'Unread' }));
		const voicemail = simulator.world.addVoicemail({ readStatus: 'Unread' });
		const ids = [...faxes.map(({ id }) => id), voicemail.id, 424_242];
		const { outputs } = await run(
			{ resource: 'fax', operation: 'update', messageId: byId('={{ $json.id }}') },
			ids.map((id) => ({ json: { id: String(id) } })),
			{ onError: 'continueErrorOutput' },
		);

		expect(outputs[0]?.map(({ json, pairedItem }) => [json['id'], json['readStatus'], pairedItem])).toEqual(
			faxes.map(({ id }, item) => [String(id), 'Read', { item }]),
		);
		expect(outputs[1]?.map(({ json }) => json)).toMatchObject([
			{
				error: expect.stringMatching(/of type VoiceMail, not a fax/) as unknown,
				details: { code: 'badInput' },
			},
			{ error: expect.stringMatching(/has nothing at/) as unknown, details: { code: 'gone' } },
		]);
		expect(voicemail.readStatus).toBe('Unread');
		expect(callsOf('PUT')).toHaveLength(2);
	});

	it('marks one by one where an item is not in order, and sends nothing for that one', async () => {
		const { simulator, run } = station;
		const faxes = [
			simulator.world.addFax({ readStatus: 'Unread' }),
			simulator.world.addFax({ readStatus: 'Unread' }),
		];
		const ids = [faxes[0]?.id, '', faxes[1]?.id];
		const parameters = { resource: 'fax', operation: 'update', messageId: byId('={{ $json.id }}') };
		const items = ids.map((id) => ({ json: { id: String(id) } }));
		const { error } = await run(parameters, items);
		expect(error?.message).toMatch(/'Fax' is empty/);
		expect(faxes.map(({ readStatus }) => readStatus)).toEqual(['Read', 'Unread']);

		const { outputs } = await run(parameters, items, { onError: 'continueErrorOutput' });
		expect([outputs[0]?.length, outputs[1]?.length]).toEqual([2, 1]);
		expect(callsOf('PUT').every((path) => /message-store\/\d+$/.test(path))).toBe(true);
	});

	it('keeps messages of different mailboxes and different marks apart', async () => {
		const { simulator, run } = station;
		const other = simulator.world.addExtension({ name: 'Other' });
		const own = [1, 2, 3].map(() => simulator.world.addFax({ readStatus: 'Unread' }));
		const others = [1, 2].map(() => simulator.world.addFax({ extensionId: other.id, readStatus: 'Unread' }));
		const items = [
			...own.map(({ id }) => ({ json: { id: String(id), extension: '~', mark: 'Read' } })),
			...others.map(({ id }) => ({ json: { id: String(id), extension: String(other.id), mark: 'Unread' } })),
		];
		const { outputs } = await run(
			{
				resource: 'fax',
				operation: 'update',
				extension: byId('={{ $json.extension }}'),
				messageId: byId('={{ $json.id }}'),
				readStatus: '={{ $json.mark }}',
			},
			items,
		);
		expect(outputs[0]?.map(({ json }) => json['readStatus'])).toEqual([
			'Read',
			'Read',
			'Read',
			'Unread',
			'Unread',
		]);
		expect(callsOf('PUT')).toHaveLength(2);
	});

	it('puts a fax into the trash once, and purges it only when told to', async () => {
		const { simulator, run } = station;
		const fax = simulator.world.addFax();
		const remove = async (deleteMode: string) => {
			const [json] = jsonsOf(
				await run({ resource: 'fax', operation: 'delete', messageId: byId(String(fax.id)), deleteMode }),
			);
			return [fax.availability, json?.['alreadyGone']];
		};

		expect(await remove('trash')).toEqual(['Deleted', undefined]);
		expect(await remove('trash')).toEqual(['Deleted', true]);
		expect(await remove('purge')).toEqual(['Purged', undefined]);
		expect(await remove('purge')).toEqual(['Purged', true]);
		expect(callsOf('DELETE')).toHaveLength(2);
	});

	it('purges nothing when the answer to the first try is lost', async () => {
		const { simulator, run } = station;
		const fax = simulator.world.addFax();
		simulator.faults.add({ on: { method: 'DELETE' }, times: 1, do: { cut: { afterBytes: 0, reset: true } } });
		const done = await run({ resource: 'fax', operation: 'delete', messageId: byId(String(fax.id)) });

		expect(jsonsOf(done)).toEqual([{ deleted: true, id: String(fax.id) }]);
		expect(fax.availability).toBe('Deleted');
		expect(callsOf('DELETE')).toHaveLength(1);
	});

	it('deletes a recording, and says when it was gone', async () => {
		const { simulator, run } = station;
		const { recording } = simulator.world.addCall({ recording: true });
		const id = recording?.id ?? '';
		const remove = () => run({ resource: 'callRecording', operation: 'delete', recordingId: byId(id) });

		expect(jsonsOf(await remove())).toEqual([{ deleted: true, id }]);
		expect(recording?.deleted).toBe(true);
		expect(jsonsOf(await remove())).toEqual([{ deleted: true, id, alreadyGone: true }]);
	});

	it('needs the permission to delete, and names it', async () => {
		const { simulator, run } = station;
		simulator.world.owner.deniedPermissions.push('EditCompanyCallRecordings');
		const { recording } = simulator.world.addCall({ recording: true });
		const { error } = await run({
			resource: 'callRecording',
			operation: 'delete',
			recordingId: byId(recording?.id ?? ''),
		});

		expect(error).toMatchObject({
			description: expect.stringContaining('EditCompanyCallRecordings') as unknown,
		});
	});

	// n8n itself stops at an empty field. With an empty id the service takes every message of the mailbox.
	const nothing = [' ', '={{ $json.missing }}', '={{ "" }}', '/', '*', '~', ','];
	it.each(nothing.flatMap((id) => [byId(id), byUrl(id), id]))(
		'sends nothing for the ID %j',
		async (messageId) => {
			const { simulator, run } = station;
			const kept = [simulator.world.addVoicemail(), simulator.world.addFax(), simulator.world.addMms()];
			for (const resource of ['voicemail', 'fax', 'message']) {
				for (const operation of ['delete', 'update']) {
					const { error } = await run({ resource, operation, messageId });
					expect(error?.message).toMatch(/is empty|not a message ID/);
				}
			}

			expect(simulator.requests).toEqual([]);
			expect(kept.map(({ availability }) => availability)).toEqual(['Alive', 'Alive', 'Alive']);
		},
	);
});
