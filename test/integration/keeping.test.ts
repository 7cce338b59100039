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
