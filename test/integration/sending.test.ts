import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { jsonsOf } from '../support/jsons';
import { byId, startStation, type Station, type StationOptions } from '../support/station';
import { fileOf, itemWith, pdf } from '../support/uploadItems';

let station: Station;

const open = async (options: StationOptions = {}): Promise<Station> => {
	station = await startStation({ ...options, simulator: { limits: 'off', ...options.simulator } });
	return station;
};

afterEach(async () => {
	await station.close();
});

const OTHER = '+14155550132';

const fax = (more: IDataObject = {}): IDataObject => ({
	resource: 'fax',
	operation: 'send',
	to: OTHER,
	...more,
});

const sms = (more: IDataObject = {}): IDataObject => ({
	resource: 'message',
	operation: 'send',
	from: byId(station.simulator.world.numberOf(station.simulator.world.owner.id)),
	to: OTHER,
	...more,
});

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const posts = (): string[] =>
	station.simulator.requests
		.filter(({ method, path }) => method === 'POST' && !path.includes('/oauth/'))
		.map(({ path }) => path.split('/').slice(-1).join());

describe('a fax', () => {
	it('goes out with its files in order, JSON first, and without a cover page', async () => {
		const { run, simulator } = await open();
		const files = { attachment_10: pdf('ten.pdf'), attachment_9: pdf('nine.pdf'), other: pdf('other.pdf') };
		const { outputs, error } = await run(fax({ inputDataFieldName: 'other, attachment_' }), [
			itemWith(files),
		]);
		expect(error).toBeUndefined();
		const [sent] = simulator.world.sent;
		expect(sent?.envelope).toEqual({
			to: [{ phoneNumber: OTHER }],
			faxResolution: 'High',
			coverIndex: 0,
		});
		expect(sent?.files.map((file) => [file.fileName, file.contentType, file.sha256])).toEqual([
			['other.pdf', 'application/pdf', sha256(files.other.bytes)],
			['nine.pdf', 'application/pdf', sha256(files.attachment_9.bytes)],
			['ten.pdf', 'application/pdf', sha256(files.attachment_10.bytes)],
		]);
		expect(outputs[0]?.map(({ json }) => json)).toMatchObject([
			{
				id: sent?.id,
				resource: 'fax',
				direction: 'Outbound',
				to: OTHER,
				messageStatus: 'Queued',
				delivery: 'pending',
				recipients: [{ phoneNumber: OTHER, messageStatus: 'Queued', outcome: 'It waits to be sent' }],
			},
		]);
	});

	it.each(['filesystem', 'default'] as const)('streams from the store in mode %s', async (binaryMode) => {
		const { run, simulator, engine } = await open({ binaryMode });
		const { recording } = simulator.world.addCall({
			recording: { contentType: 'audio/wav', sizeBytes: 3e6 },
		});
		const { outputs } = await run({
			resource: 'callRecording',
			operation: 'download',
			recordingId: byId(recording?.id ?? ''),
		});
		const [item] = outputs[0] ?? [];
		expect(Boolean(item?.binary?.['data']?.id)).toBe(binaryMode === 'filesystem');
		const { error } = await run({ resource: 'teamFile', operation: 'create', chatId: '1492369414' }, [
			{ json: {}, binary: item?.binary ?? {} },
		]);
		expect(error).toBeUndefined();
		const [file] = simulator.world.sent[0]?.files ?? [];
		expect(file?.sha256).toBe(recording?.sha256);
		expect(engine).toBeDefined();
	});

	it('takes all it can be told', async () => {
		const { run, simulator, clock } = await open();
		const sendTime = new Date(clock.now() + 3_600_000).toISOString();
		const options = { coverPageText: 'Please call', faxResolution: 'Low', sendTime, country: 'us' };
		const to = '+1 (415) 555-0132, 415 555 0133; +14155550132';
		const { error } = await run(fax({ to, coverPage: byId('7'), options }), [itemWith({ data: pdf() })]);
		expect(error).toBeUndefined();
		expect(simulator.world.sent[0]?.envelope).toEqual({
			to: [{ phoneNumber: OTHER }, { phoneNumber: '4155550133' }],
			coverIndex: 7,
			coverPageText: 'Please call',
			faxResolution: 'Low',
			sendTime,
			isoCode: 'US',
		});
	});

	it('waits for delivery and tells how it went for each recipient', async () => {
		const { run, simulator } = await open();
		simulator.world.unreachable.set('+14155550133', 'LineBusy');
		const parameters = fax({ to: `${OTHER}, +14155550133`, waitForDelivery: true });
		const { outputs } = await run(parameters, [itemWith({ data: pdf() })]);
		expect(outputs[0]?.[0]?.json).toMatchObject({
			messageStatus: 'SendingFailed',
			delivery: 'failed',
			recipients: [
				{ phoneNumber: OTHER, messageStatus: 'Sent', outcome: 'It was sent' },
				{
					phoneNumber: '+14155550133',
					messageStatus: 'SendingFailed',
					faxErrorCode: 'LineBusy',
					outcome: 'The line was busy',
				},
			],
		});
	});

	it('can be looked up later, with its outcome for each recipient', async () => {
		const { run, simulator } = await open();
		simulator.world.unreachable.set(OTHER, 'LineBusy');
		simulator.world.deliveryMs = 60_000;
		const [sent] = jsonsOf(await run(fax(), [itemWith({ data: pdf() })]));
		const look = async () =>
			jsonsOf(await run({ resource: 'fax', operation: 'get', messageId: byId(sent?.id as string) }));

		expect(await look()).toMatchObject([{ id: sent?.id, delivery: 'pending' }]);
		station.clock.jump(60_000);
		expect(await look()).toMatchObject([{ delivery: 'failed', outcome: 'The line was busy' }]);
	});

	it('that was received has no outcome', async () => {
		const { run, simulator } = await open();
		const { id } = simulator.world.addFax();
		const [found] = jsonsOf(await run({ resource: 'fax', operation: 'get', messageId: byId(String(id)) }));

		expect(found).toMatchObject({ id: String(id) });
		expect(found).not.toHaveProperty('delivery');
		expect(found).not.toHaveProperty('outcome');
	});

	it('waits no longer than told, and a look that fails is no failure of the fax', async () => {
		const { run, simulator } = await open();
		simulator.world.deliveryMs = 3_600_000;
		simulator.faults.add({ on: { path: /message-store\/\d+$/ }, do: { status: { status: 403 } } });
		const parameters = fax({ waitForDelivery: true, waitMinutes: 2 });
		const { outputs, error } = await run(parameters, [itemWith({ data: pdf() })]);
		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.json).toMatchObject({ delivery: 'pending', messageStatus: 'Queued' });
		const looks = simulator.requests.filter(({ path }) => /message-store\/\d+$/.test(path));
		expect(looks.length).toBeGreaterThanOrEqual(11);
		expect(looks.length).toBeLessThanOrEqual(12);
	});

	it('is sent again, to its own number or to another', async () => {
		const { run, simulator } = await open();
		const to = [{ phoneNumber: OTHER }];
		const { id } = simulator.world.addFax({ direction: 'Outbound', messageStatus: 'SendingFailed', to });
		const again = { resource: 'fax', operation: 'resend', messageId: byId(String(id)) };
		const first = await run({ ...again, waitForDelivery: true });
		expect(first.outputs[0]?.[0]?.json).toMatchObject({ delivery: 'delivered', to: OTHER });
		const second = await run({ ...again, options: { to: '+14155550177' } });
		expect(second.outputs[0]?.[0]?.json).toMatchObject({ to: '+14155550177' });
		expect(simulator.world.sent.map(({ envelope }) => envelope)).toEqual([
			{ originalMessageId: String(id) },
			{ originalMessageId: String(id), to: [{ phoneNumber: '+14155550177' }] },
		]);
	});

	it('that was received goes to another number only', async () => {
		const { run, simulator } = await open();
		const { id } = simulator.world.addFax({});
		const again = { resource: 'fax', operation: 'resend', messageId: byId(String(id)) };
		const { error } = await run(again);
		expect(error?.message).toMatch(/was received, so there is no number/);
		expect(simulator.world.sent).toEqual([]);
	});

	it('that still waits cannot be sent again, and the answer says so', async () => {
		const { run, simulator } = await open();
		const sent = await run(fax(), [itemWith({ data: pdf() })]);
		const id = sent.outputs[0]?.[0]?.json['id'] as string;
		const { error } = await run({ resource: 'fax', operation: 'resend', messageId: byId(id) });
		expect(error).toMatchObject({ message: expect.stringMatching(/does not do this now/) as unknown });
		expect(simulator.world.sent).toHaveLength(1);
	});
});

describe('a message', () => {
	it('of text alone goes out as SMS', async () => {
		const { run, simulator } = await open();
		const { outputs, error } = await run(sms({ text: 'Hello 👋' }));
		expect(error).toBeUndefined();
		expect(posts()).toEqual(['sms']);
		expect(simulator.world.sent).toMatchObject([{ channel: 'sms', envelope: { text: 'Hello 👋' } }]);
		expect(outputs[0]?.[0]?.json).toMatchObject({
			resource: 'message',
			subject: 'Hello 👋',
			isGroupMessage: false,
			fileCount: 0,
		});
	});

	it('with files goes out as MMS, and to several numbers as one group message', async () => {
		const { run, simulator } = await open();
		const files = { data: fileOf('front door.jpg', 'image/jpg'), second: fileOf('card', 'text/x-vcard') };
		const parameters = sms({
			to: `${OTHER}, +14155550133`,
			inputDataFieldName: 'data,second',
			waitForDelivery: true,
		});
		const { outputs, error } = await run(parameters, [itemWith(files)]);
		expect(error).toBeUndefined();
		expect(posts()).toEqual(['mms']);
		const [sent] = simulator.world.sent;
		expect(sent?.envelope).not.toHaveProperty('text');
		expect(sent?.files.map((file) => [file.fileName, file.contentType, file.sha256])).toEqual([
			['front door.jpg', 'image/jpeg', sha256(files.data.bytes)],
			['card.vcf', 'text/vcard', sha256(files.second.bytes)],
		]);
		expect(outputs[0]?.[0]?.json).toMatchObject({
			isGroupMessage: true,
			fileCount: 2,
			delivery: 'delivered',
			recipients: [{ outcome: 'It was delivered' }, { outcome: 'It was delivered' }],
		});
	});

	it('asks once which numbers can send, however many items there are', async () => {
		const { run, simulator } = await open();
		const items = [1, 2, 3].map((count) => ({ json: { count } }));
		const { outputs } = await run(sms({ text: '={{ "Number " + $json.count }}' }), items);
		expect(outputs[0]).toHaveLength(3);
		expect(simulator.requests.filter(({ path }) => path.endsWith('/phone-number'))).toHaveLength(1);
	});

	it('goes out without the right to list numbers: the service checks the sender', async () => {
		const { run, simulator } = await open({ simulator: { scopes: ['SMS', 'ReadMessages'] } });
		expect((await run(sms({ text: 'Hi' }))).error).toBeUndefined();
		const { error } = await run(sms({ text: 'Hi', from: byId('+12125550100') }));
		expect(error?.message).toMatch(/does not belong to the sender/);
		expect(simulator.world.sent).toHaveLength(1);
	});
});

describe('sound and files', () => {
	const wav = () => itemWith({ data: fileOf('hello.wav', 'audio/x-wav') });

	it.each<[string, IDataObject, string, IDataObject]>([
		['a rule', {}, '?apply=true', { type: 'Voicemail', answeringRule: { id: 'business-hours-rule' } }],
		[
			'a state of the new call handling',
			{ applyTo: 'state', stateId: 'after-hours', greetingType: 'Introductory' },
			'?apply=true',
			{ type: 'Introductory', stateId: 'after-hours' },
		],
		[
			'an interaction rule',
			{ applyTo: 'interactionRule', interactionRuleId: 'r-1' },
			'?apply=true',
			{ type: 'Voicemail', interactionRuleId: 'r-1' },
		],
		['nothing', { applyTo: 'nothing' }, '?apply=false', { type: 'Voicemail' }],
	])('a greeting for %s is made, and its ID is told', async (_what, more, query, envelope) => {
		const { run, simulator } = await open();
		const { outputs, error } = await run({ resource: 'greeting', operation: 'create', ...more }, [wav()]);
		expect(error).toBeUndefined();
		const [sent] = simulator.world.sent;
		expect(sent).toMatchObject({ channel: 'greeting', envelope, files: [{ contentType: 'audio/wav' }] });
		expect(new URL(simulator.requests.at(-1)?.url ?? '').search).toBe(query);
		expect(outputs[0]?.[0]?.json).toMatchObject({
			id: sent?.id,
			resource: 'greeting',
			contentUri: expect.stringContaining(`/greeting/${sent?.id}/content`) as unknown,
		});
	});

	it('a greeting of the company', async () => {
		const { run, simulator } = await open();
		const parameters = {
			resource: 'greeting',
			operation: 'create',
			greetingOf: 'company',
			languageId: '1033',
		};
		const { outputs, error } = await run(parameters, [wav()]);
		expect(error).toBeUndefined();
		expect(simulator.world.sent[0]?.envelope).toEqual({ type: 'Company', languageId: '1033' });
		expect(outputs[0]?.[0]?.json).toMatchObject({ type: 'Company' });
	});

	it('an IVR prompt', async () => {
		const { run, simulator } = await open();
		const parameters = { resource: 'ivrPrompt', operation: 'create', promptName: 'Opening hours' };
		const { outputs, error } = await run(parameters, [itemWith({ data: fileOf('a.mp3', 'audio/mp3') })]);
		expect(error).toBeUndefined();
		expect(simulator.world.sent[0]?.files).toMatchObject([{ fileName: 'a.mp3', contentType: 'audio/mpeg' }]);
		expect(outputs[0]?.[0]?.json).toMatchObject({ resource: 'ivrPrompt', filename: 'Opening hours' });
	});

	it('a file for a chat, with nothing around it', async () => {
		const { run, simulator } = await open();
		const file = fileOf('Übersicht – Q3.zip', 'application/zip', 5_000);
		const parameters = { resource: 'teamFile', operation: 'create', chatId: '1492369414' };
		const { outputs, error } = await run(parameters, [itemWith({ data: file })]);
		expect(error).toBeUndefined();
		const [sent] = simulator.world.sent;
		expect(sent).toMatchObject({
			envelope: { groupId: '1492369414', name: 'Übersicht – Q3.zip' },
			files: [{ contentType: 'application/zip', sha256: sha256(file.bytes) }],
		});
		expect(outputs[0]?.[0]?.json).toEqual({
			id: sent?.id,
			resource: 'teamFile',
			name: 'Übersicht – Q3.zip',
			contentUri: `${simulator.mediaUrl}/file/${sent?.id}`,
		});
	});
});

describe('the token and the rate limit', () => {
	it('an old token is renewed, and the body is sent again from the store', async () => {
		const { run, simulator } = await open();
		await run(fax(), [itemWith({ data: pdf('first.pdf') })]);
		simulator.expireAccessTokens();
		const file = pdf('second.pdf', 200_000);
		const { error } = await run(fax(), [itemWith({ data: file })]);
		expect(error).toBeUndefined();
		expect(posts()).toEqual(['fax', 'fax', 'fax']);
		expect(simulator.world.sent.map(({ files }) => files[0]?.sha256).slice(1)).toEqual([sha256(file.bytes)]);
	});

	it('a 429 is waited out, and only then sent again', async () => {
		const { run, simulator, clock } = await open({ simulator: { limits: {} } });
		const items = Array.from({ length: 12 }, () => itemWith({ data: pdf() }));
		simulator.faults.add({
			on: { path: /\/fax$/ },
			skip: 3,
			times: 1,
			do: { status: { status: 429, retryAfter: 60 } },
		});
		const { outputs, error } = await run(fax(), items);
		expect(error).toBeUndefined();
		expect(outputs[0]).toHaveLength(12);
		expect(simulator.world.sent).toHaveLength(12);
		expect(simulator.requests.filter(({ insidePenalty }) => insidePenalty)).toEqual([]);
		expect(clock.waitedMs.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(60_000);
	});
});

describe('the lists', () => {
	it('offer cover pages and the numbers that can send', async () => {
		const { engine, simulator } = await open();
		simulator.world.addNumber({
			extensionId: simulator.world.owner.id,
			features: ['SmsSender'],
			label: 'Desk',
		});
		simulator.world.addNumber({ extensionId: simulator.world.owner.id, features: ['CallerId'] });
		const node = { type: 'n8n-nodes-ringcentral-media.ringCentralMedia', parameters: {} };
		const pages = await engine.listSearch(node, 'coverPages', 'con');
		expect(pages.results).toEqual([
			{ name: 'Confidential', value: '6' },
			{ name: 'Contempo', value: '7' },
		]);
		const senders = await engine.listSearch(node, 'senders');
		expect(senders.results).toEqual([
			{ name: '+16505550101', value: '+16505550101' },
			{ name: '+16505550102 Desk (text only)', value: '+16505550102' },
		]);
	});
});
