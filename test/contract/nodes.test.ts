import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { seedWorld } from '../../simulator/seed';
import { asHttpExchange, Contract, contractPath, type HttpExchange } from '../support/openapi';
import { byId, MEDIA_NODE, startStation, TRIGGER_NODE, type Station } from '../support/station';

(contractPath === undefined ? describe.skip : describe)('the official OpenAPI description', () => {
	let contract: Contract;
	let station: Station;
	let exchanges: HttpExchange[];

	beforeAll(() => {
		contract = new Contract(contractPath ?? '');
	});

	afterEach(async () => {
		await station.close();
	});

	const open = async (): Promise<Station> => {
		exchanges = [];
		station = await startStation({
			simulator: { limits: 'off', onExchange: (exchange) => exchanges.push(asHttpExchange(exchange)) },
		});
		seedWorld(station.simulator.world);
		return station;
	};

	const everyFilter = {
		dateFrom: '2026-01-01T00:00:00Z',
		dateTo: '2030-01-01T00:00:00Z',
		direction: 'Inbound',
		phoneNumber: '+14155550132',
	};

	const lists: [what: string, parameters: IDataObject][] = [
		['recordings of the company', { resource: 'callRecording', returnAll: true }],
		[
			'recordings of an extension, filtered',
			{
				resource: 'callRecording',
				callsOf: 'extension',
				filters: { ...everyFilter, recordingType: 'OnDemand' },
			},
		],
		[
			'recordings with an extension number',
			{ resource: 'callRecording', filters: { extensionNumber: '101' } },
		],
		['voicemails', { resource: 'voicemail', returnAll: true }],
		['faxes, filtered', { resource: 'fax', filters: { ...everyFilter, readStatus: 'Unread' } }],
		['messages', { resource: 'message', filters: { includeWithoutMedia: true, readStatus: 'Read' } }],
	];

	it.each(lists)('allows what the node asks for %s', async (_what, parameters) => {
		const { run } = await open();
		const { error } = await run({ operation: 'getMany', ...parameters });
		expect(error).toBeUndefined();
		expect(exchanges.flatMap((exchange) => contract.checkRequest(exchange))).toEqual([]);
		expect(exchanges.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(2);
	});

	it('allows what the node asks for records and the panel for its lists', async () => {
		const { run, simulator, engine } = await open();
		const [call] = simulator.world.calls.filter(({ recording }) => recording);
		const records: [resource: string, field: string, id: string | undefined][] = [
			['callRecording', 'recordingId', call?.recording?.id],
			...simulator.world.messages
				.filter(({ extensionId }) => extensionId === simulator.world.owner.id)
				.map(({ type, id }): [string, string, string] => [resourceOf(type), 'messageId', String(id)]),
		];
		for (const [resource, field, id] of records) {
			const { error } = await run({ resource, operation: 'get', [field]: byId(id ?? '') });
			expect(error).toBeUndefined();
		}
		const node = { type: MEDIA_NODE, parameters: { resource: 'fax', operation: 'get' } as never };
		await engine.listSearch(node, 'extensions');
		await engine.listSearch(node, 'records');
		expect(exchanges.flatMap((exchange) => contract.checkRequest(exchange))).toEqual([]);
		expect(exchanges.length).toBeGreaterThan(records.length);
	});

	it.each(['own', 'all'])('allows what the trigger asks for: %s', async (mailboxes) => {
		const { engine } = await open();
		const parameters = {
			triggerOn: ['fax', 'voicemail', 'message', 'callRecording'],
			mailboxes,
			filters: { phoneNumber: '+14155550132', direction: 'Inbound' },
			options: { startFrom: '2026-01-01T00:00:00Z', markAsRead: true },
		};
		const poller = engine.poller({ type: TRIGGER_NODE, parameters: parameters });
		const items = await poller.poll('activate');
		expect(items?.[0]?.length).toBeGreaterThan(0);
		expect(exchanges.flatMap((exchange) => contract.checkRequest(exchange))).toEqual([]);
		expect(exchanges.some(({ method }) => method === 'PUT')).toBe(true);
	});

	const wide = { dateFrom: '2026-08-01T00:00:00Z', dateTo: '2026-09-01T00:00:00Z' };

	it('allows and describes every other kind of media, each call and its answer', async () => {
		const { run, simulator } = await open();
		const { world } = simulator;
		const { library, owner } = world;
		const prompt = library.addPrompt('welcome.mp3');
		const own = library.addGreeting({ extensionId: owner.id, ruleId: 'business-hours-rule' });
		library.addGreeting({ extensionId: owner.id, type: 'HoldMusic' });
		library.addGreeting({ ruleId: 'after-hours-rule', type: 'Company' });
		library.addGreeting({ type: 'StartRecording' });
		const standard = library.addStandardGreeting('Acoustic', 'HoldMusic');
		for (let at = 0; at < 3; at += 1) library.addMeeting();
		const post = library.addPost([{ name: 'draft.pdf' }]);
		const greetings = { resource: 'greeting', operation: 'getMany', returnAll: true };
		const exportOf = (source: string, more: IDataObject = {}): IDataObject => ({
			resource: 'complianceExport',
			operation: 'create',
			exportOf: source,
			...wide,
			...more,
		});
		const filters = { chatIds: '26558070790', emails: 'ada@example.com' };
		const work: IDataObject[] = [
			{ resource: 'ivrPrompt', operation: 'getMany' },
			{ resource: 'ivrPrompt', operation: 'download', promptId: byId(prompt.id) },
			{ resource: 'ivrPrompt', operation: 'update', promptId: byId(prompt.id), name: 'hello.mp3' },
			{ resource: 'ivrPrompt', operation: 'delete', promptId: byId(prompt.id) },
			greetings,
			{ ...greetings, greetingsOf: 'company' },
			{
				...greetings,
				greetingsOf: 'standard',
				filters: { greetingType: 'HoldMusic', usageType: 'UserExtensionAnsweringRule' },
			},
			{ resource: 'greeting', operation: 'download', greetingId: byId(own.id) },
			{ resource: 'greeting', operation: 'get', greetingsOf: 'standard', greetingId: byId(standard.id) },
			{ resource: 'meetingRecording', operation: 'getMany', limit: 2 },
			{ resource: 'meetingRecording', operation: 'getMany', meetingsOf: 'extension' },
			{
				resource: 'teamFile',
				operation: 'download',
				filesOf: 'post',
				chatId: post.chatId,
				postId: post.id,
			},
			exportOf('messageStore', { messageTypes: ['Fax'] }),
			exportOf('teamMessaging', { filters }),
			{ resource: 'complianceExport', operation: 'getMany', filters: { status: 'Completed' } },
		];
		for (const parameters of work) expect((await run(parameters)).error).toBeUndefined();

		// Files of chats have addresses of their own, which no description has.
		const described = exchanges.filter(({ url }) => !new URL(url).pathname.startsWith('/file/'));
		expect(described.length).toBeGreaterThan(work.length);
		expect(described.flatMap((exchange) => contract.check(exchange))).toEqual([]);
	});

	it('allows several messages in one call', async () => {
		const { run, simulator } = await open();
		const faxes = [simulator.world.addFax(), simulator.world.addFax()];
		const { error } = await run(
			{ resource: 'fax', operation: 'update', messageId: byId('={{ $json.id }}') },
			faxes.map(({ id }) => ({ json: { id: String(id) } })),
		);
		expect(error).toBeUndefined();
		expect(exchanges.filter(({ status }) => status === 207)).toHaveLength(2);
		expect(exchanges.flatMap((exchange) => contract.checkRequest(exchange))).toEqual([]);
	});

	it('allows and describes what keeps the mailbox', async () => {
		const { run, simulator } = await open();
		const { world } = simulator;
		const voicemail = { resource: 'voicemail', messageId: byId(String(world.addVoicemail().id)) };
		const { recording } = world.addCall({ recording: true });
		const work: IDataObject[] = [
			{ ...voicemail, operation: 'update', readStatus: 'Read' },
			{ ...voicemail, operation: 'delete' },
			{ ...voicemail, operation: 'delete', deleteMode: 'purge' },
			{ resource: 'callRecording', operation: 'delete', recordingId: byId(recording?.id ?? '') },
			{ resource: 'callRecording', operation: 'delete', recordingId: byId(recording?.id ?? '') },
		];
		for (const parameters of work) expect((await run(parameters)).error).toBeUndefined();

		expect(exchanges.slice(1).map(({ status }) => status)).toEqual(expect.arrayContaining([200, 204, 404]));
		expect(exchanges.flatMap((exchange) => contract.check(exchange))).toEqual([]);
	});

	it('allows how the credential logs in', async () => {
		const { run } = await open();
		await run({ resource: 'fax', operation: 'getMany' });
		const logIns = exchanges.filter(({ url }) => url.includes('/oauth/token'));
		expect(logIns).toHaveLength(1);
		expect(logIns.flatMap((exchange) => contract.checkRequest(exchange))).toEqual([]);
	});
});

function resourceOf(messageType: string): string {
	if (messageType === 'VoiceMail') return 'voicemail';
	return messageType === 'Fax' ? 'fax' : 'message';
}
