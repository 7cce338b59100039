import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fileTypeFromBuffer } from 'file-type/core';
import { startSimulator, type Simulator } from '../../simulator';
import type { Message } from '../../simulator/records';
import { ACCOUNT, EXTENSION, logIn, type Client } from '../support/simulatorClient';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const NOW = Date.UTC(2026, 8, 15, 12);

interface Listing {
	records: { id: number | string; recording?: { id: string }; legs?: { recording?: { id: string } }[] }[];
	navigation: Record<string, { uri: string }>;
	paging: Record<string, number>;
}

describe('the simulator', () => {
	let simulator: Simulator;
	let client: Client;
	let now: number;

	beforeEach(async () => {
		now = NOW;
		simulator = await startSimulator({ now: () => now, limits: 'off' });
		client = await logIn(simulator);
	});
	afterEach(() => simulator.close());

	const list = async (query: string, of = `${EXTENSION}/message-store`): Promise<Listing> =>
		(await client.json(`${of}?${query}`)) as Listing;
	const ids = ({ records }: Listing): (number | string)[] => records.map(({ id }) => id);
	const contentOf = (message: Message, at = 0): string =>
		`${simulator.mediaUrl}${EXTENSION}/message-store/${message.id}/content/${message.attachments[at]?.id ?? 0}`;
	const codeOf = async (answer: Response): Promise<string> => {
		const { errors } = (await answer.json()) as { errors: { errorCode: string }[] };
		return errors[0]?.errorCode ?? '';
	};

	describe('message store', () => {
		it('lists the last day only, newest first', async () => {
			const { world } = simulator;
			world.addFax({ createdAt: NOW - 25 * HOUR_MS });
			const older = world.addFax({ createdAt: NOW - 2 * HOUR_MS });
			const newer = world.addSms({ createdAt: NOW - HOUR_MS });

			expect(ids(await list(''))).toEqual([newer.id, older.id]);
		});

		it('filters by all that was asked for', async () => {
			const { world } = simulator;
			const fax = world.addFax({ readStatus: 'Read' });
			world.addFax({ readStatus: 'Unread' });
			world.addVoicemail({ readStatus: 'Read' });
			const outbound = world.addSms({ direction: 'Outbound' });

			expect(ids(await list('messageType=Fax&messageType=SMS&readStatus=Read'))).toEqual([
				outbound.id,
				fax.id,
			]);
			expect(ids(await list('direction=Outbound&phoneNumber=%2B14155550132'))).toEqual([outbound.id]);
			expect(ids(await list(`conversationId=${String(outbound.conversationId)}`))).toEqual([outbound.id]);
		});

		it('hides what is deleted unless asked', async () => {
			const deleted = simulator.world.addFax({ availability: 'Deleted' });

			expect(ids(await list(''))).toEqual([]);
			expect(ids(await list('availability=Deleted'))).toEqual([deleted.id]);
		});

		it('leads through all pages', async () => {
			const made = [1, 2, 3, 4, 5].map((at) => simulator.world.addFax({ createdAt: NOW - at }).id);
			const first = await list('perPage=2&messageType=Fax');
			const second = (await client.json(first.navigation['nextPage']?.uri ?? '')) as Listing;
			const third = (await client.json(second.navigation['nextPage']?.uri ?? '')) as Listing;

			expect([first, second, third].flatMap(ids)).toEqual(made);
			expect(third.navigation['nextPage']).toBeUndefined();
			expect(third.paging).toMatchObject({ page: 3, perPage: 2, totalPages: 3, totalElements: 5 });
		});

		it('cuts too large pages without a word', async () => {
			expect((await list('perPage=5000')).paging['perPage']).toBe(1000);
		});

		it('shows late messages late', async () => {
			const late = simulator.world.addFax({ visibleAt: NOW + MINUTE_MS });

			expect(ids(await list(''))).toEqual([]);
			now += MINUTE_MS;
			expect(ids(await list(''))).toEqual([late.id]);
		});

		it('writes conversation ids as numbers of any length', async () => {
			const { conversationId } = simulator.world.addSms();
			const text = await (await client.get(`${EXTENSION}/message-store`)).text();

			expect(text).toContain(`"conversationId":${String(conversationId)},`);
			expect(text).toContain(`"conversation":{"id":"${String(conversationId)}"`);
			expect(conversationId).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER));
		});

		it('lists a transcript when it is ready', async () => {
			const voicemail = simulator.world.addVoicemail({ transcript: { readyAt: NOW + MINUTE_MS } });
			const path = `${EXTENSION}/message-store/${voicemail.id}`;

			expect(await client.json(path)).toMatchObject({
				vmTranscriptionStatus: 'InProgress',
				attachments: [{ type: 'AudioRecording' }],
			});
			now += MINUTE_MS;
			expect(await client.json(path)).toMatchObject({
				vmTranscriptionStatus: 'Completed',
				attachments: [{ type: 'AudioRecording' }, { type: 'AudioTranscription' }],
			});
		});

		it('has no pages of a fax before they are drawn', async () => {
			const fax = simulator.world.addFax({ direction: 'Outbound', renderedAt: NOW + MINUTE_MS, pages: 3 });

			expect(await codeOf(await client.get(contentOf(fax)))).toBe('MSG-368');
			now += MINUTE_MS;
			expect((await client.get(contentOf(fax))).status).toBe(200);
			expect(await client.json(`${EXTENSION}/message-store/${fax.id}`)).toMatchObject({ faxPageCount: 3 });
		});

		it('gives several messages at once, each with its own status', async () => {
			const fax = simulator.world.addFax();
			const path = `${EXTENSION}/message-store/${fax.id},1`;
			const asJson = await client.get(path, { Accept: 'application/vnd.ringcentral.multipart+json' });
			const asParts = await client.get(path);

			expect([asJson.status, asParts.status]).toEqual([207, 207]);
			expect(await asJson.json()).toMatchObject([
				{ resourceId: String(fax.id), status: 200, body: { id: fax.id } },
				{ resourceId: '1', status: 404, body: { errorCode: 'CMN-102' } },
			]);
			expect(asParts.headers.get('content-type')).toMatch(/^multipart\/mixed; boundary=/);
			expect((await asParts.text()).split('--Boundary')).toHaveLength(5);
		});

		it('repeats the start it assumed, cut to the minute', async () => {
			now += 1234;
			const { navigation } = await list('');
			const { searchParams } = new URL(navigation['firstPage']?.uri ?? '');

			expect(searchParams.get('dateFrom')).toBe(new Date(NOW - 24 * HOUR_MS).toISOString());
		});

		it('keeps mailboxes of others for administrators', async () => {
			const { world, oauth } = simulator;
			const [one, other] = [world.addExtension(), world.addExtension()];
			const user = await logIn(simulator, oauth.addJwt(one));
			const mailbox = `${ACCOUNT}/extension/${other.id}/message-store`;

			expect(await codeOf(await user.get(mailbox))).toBe('CMN-419');
			expect((await client.get(mailbox)).status).toBe(200);
		});
	});

	describe('call log', () => {
		const log = `${ACCOUNT}/call-log`;

		it('repeats a recording in each leg, and tells no totals', async () => {
			const { recording } = simulator.world.addCall({ recording: true, legs: [{}] });
			const { records, paging } = await list('view=Detailed', log);

			expect(records[0]?.legs?.map((leg) => leg.recording?.id)).toEqual([recording?.id, recording?.id]);
			expect(paging).not.toHaveProperty('totalPages');
		});

		it('filters by the kind of recording', async () => {
			const { world } = simulator;
			world.addCall();
			const automatic = world.addCall({ recording: { type: 'Automatic' }, startedAt: NOW - HOUR_MS });
			const onDemand = world.addCall({ recording: { type: 'OnDemand' }, startedAt: NOW - 2 * HOUR_MS });

			expect(ids(await list('recordingType=All', log))).toEqual([automatic.id, onDemand.id]);
			expect(ids(await list('recordingType=OnDemand', log))).toEqual([onDemand.id]);
			expect(ids(await list('withRecording=true&recordingType=Automatic', log))).toEqual([automatic.id]);
		});

		it('mentions a recording before its content is there', async () => {
			const { world, mediaUrl } = simulator;
			const { recording } = world.addCall({ recording: { readyAt: NOW + MINUTE_MS } });
			const content = `${mediaUrl}${ACCOUNT}/recording/${recording?.id ?? ''}/content`;

			expect((await list('', log)).records[0]?.recording?.id).toBe(recording?.id);
			expect(await codeOf(await client.get(content))).toBe('CMN-102');
			now += MINUTE_MS;
			expect((await client.get(content)).status).toBe(200);
		});

		it('keeps mentioning a recording that was deleted', async () => {
			const { recording } = simulator.world.addCall({ recording: { deleted: true } });

			expect((await list('', log)).records[0]?.recording?.id).toBe(recording?.id);
			expect((await client.get(`${ACCOUNT}/recording/${recording?.id ?? ''}`)).status).toBe(404);
		});

		it('shows a user own calls only', async () => {
			const { world, oauth } = simulator;
			const user = world.addExtension();
			world.addCall();
			const own = world.addCall({ extensionId: user.id });
			const session = await logIn(simulator, oauth.addJwt(user));
			const answer = (await session.json(`${EXTENSION}/call-log`)) as Listing;

			expect(ids(answer)).toEqual([own.id]);
			expect(await codeOf(await session.get(log))).toBe('CMN-408');
		});
	});

	describe('content', () => {
		it.each([
			'audio/mpeg',
			'audio/wav',
			'audio/amr',
			'image/png',
			'image/jpeg',
			'image/gif',
			'image/bmp',
			'image/tiff',
			'video/mp4',
			'video/3gpp',
			'application/pdf',
			'application/zip',
			'application/gzip',
			'application/rtf',
		])('starts like a real file of %s', async (contentType) => {
			const mms = simulator.world.addMms({ files: [{ contentType }] });
			const bytes = await (await client.get(contentOf(mms, 1))).arrayBuffer();

			expect((await fileTypeFromBuffer(new Uint8Array(bytes)))?.mime).toBe(contentType);
		});

		it('is the same for the same seed and another for another', async () => {
			const digests = await Promise.all(
				[1, 1, 2].map(async (seed) => {
					const other = await startSimulator({ seed });
					const [attachment] = other.world.addFax().attachments;
					await other.close();
					return attachment?.sha256;
				}),
			);

			expect(digests[0]).toBe(digests[1]);
			expect(digests[0]).not.toBe(digests[2]);
		});

		it('can be a gigabyte and be read anywhere', async () => {
			const { world, mediaUrl } = simulator;
			const sizeBytes = 2 ** 30;
			const { recording } = world.addCall({ recording: { sizeBytes } });
			const url = `${mediaUrl}${ACCOUNT}/recording/${recording?.id ?? ''}/content`;
			const range = { Range: `bytes=${sizeBytes - 100}-` };
			const [one, other] = [await client.get(url, range), await client.get(url, range)];

			expect(one.headers.get('content-range')).toBe(`bytes ${sizeBytes - 100}-${sizeBytes - 1}/${sizeBytes}`);
			expect(await one.arrayBuffer()).toEqual(await other.arrayBuffer());
		});
	});

	it('closes at once, whatever is still under way', async () => {
		simulator.faults.add({ do: { stall: { afterBytes: 3 } } });
		const fax = simulator.world.addFax();
		const answer = await client.get(contentOf(fax));
		await simulator.close();

		await expect(answer.arrayBuffer()).rejects.toThrow();
	});

	it('gives every answer an id', async () => {
		const found = await client.get(EXTENSION);
		const lost = await client.get('/nothing');

		expect(found.headers.get('rcrequestid')).toMatch(/^simulated-/);
		expect(await lost.json()).toMatchObject({ errorCode: 'AGW-404', errors: [] });
		expect(lost.headers.get('rcrequestid')).not.toBe(found.headers.get('rcrequestid'));
	});
});
