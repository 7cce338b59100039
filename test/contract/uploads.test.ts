import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { asHttpExchange, Contract, contractPath, type HttpExchange } from '../support/openapi';
import { byId, startStation, type Station } from '../support/station';
import { fileOf, itemWith, pdf } from '../support/uploadItems';

const OTHER = '+14155550132';

(contractPath === undefined ? describe.skip : describe)('the official OpenAPI description', () => {
	let contract: Contract;
	let station: Station;
	let exchanges: HttpExchange[];

	beforeAll(() => {
		contract = new Contract(contractPath ?? '');
	});
	beforeEach(async () => {
		exchanges = [];
		station = await startStation({
			simulator: { limits: 'off', onExchange: (exchange) => exchanges.push(asHttpExchange(exchange)) },
		});
	});
	afterEach(async () => {
		await station.close();
	});

	const fax = { resource: 'fax', operation: 'send', to: `${OTHER}, +14155550133` };
	const message = { resource: 'message', operation: 'send', from: byId('+16505550101'), to: OTHER };
	const greeting = { resource: 'greeting', operation: 'create' };
	const sound = itemWith({ data: fileOf('a.mp3', 'audio/mpeg') });

	const works: [what: string, parameters: IDataObject, item: INodeExecutionData][] = [
		['a fax, and its delivery', { ...fax, waitForDelivery: true }, itemWith({ data: pdf() })],
		[
			'a fax with all options',
			{ ...fax, coverPage: byId('7'), options: { coverPageText: 'Hi', faxResolution: 'Low', country: 'US' } },
			itemWith({ data: pdf() }),
		],
		['a text message', { ...message, text: 'Hi', waitForDelivery: true }, { json: {} }],
		[
			'a message with files',
			{ ...message, text: 'Hi', inputDataFieldName: 'data' },
			itemWith({ data: fileOf('a.png', 'image/png') }),
		],
		['a greeting', greeting, sound],
		['a greeting for a state', { ...greeting, applyTo: 'state' }, sound],
		['a greeting of the company', { ...greeting, greetingOf: 'company', companyRuleId: '12' }, sound],
		['an IVR prompt', { resource: 'ivrPrompt', operation: 'create', promptName: 'Hello' }, sound],
		['a file for a chat', { resource: 'teamFile', operation: 'create', chatId: '149' }, sound],
	];

	it.each(works)('describes how the node sends %s, and the answer', async (_what, parameters, item) => {
		station.simulator.world.unreachable.set('+14155550133', 'LineBusy');
		const { error } = await station.run(parameters, [item]);
		expect(error).toBeUndefined();
		expect(station.simulator.world.sent).toHaveLength(1);
		expect(exchanges.flatMap((exchange) => contract.check(exchange))).toEqual([]);
	});

	it('describes how a fax is sent again, and looked for when the answer is lost', async () => {
		const { id } = station.simulator.world.addFax({ direction: 'Outbound', to: [{ phoneNumber: OTHER }] });
		station.simulator.faults.add({ on: { path: /\/fax$/ }, times: 1, do: { cut: { afterBytes: 0 } } });
		const again = { resource: 'fax', operation: 'resend', messageId: byId(String(id)) };
		const { error } = await station.run({ ...again, options: { to: '+14155550177' } });
		expect(error).toBeUndefined();
		expect(exchanges.some(({ url }) => url.includes('direction=Outbound'))).toBe(true);
		expect(exchanges.flatMap((exchange) => contract.check(exchange))).toEqual([]);
	});

	it('describes the lists of cover pages and senders', async () => {
		const node = { type: 'n8n-nodes-ringcentral-media.ringCentralMedia', parameters: {} };
		await station.engine.listSearch(node, 'coverPages');
		await station.engine.listSearch(node, 'senders');
		expect(exchanges).toHaveLength(4);
		expect(exchanges.flatMap((exchange) => contract.check(exchange))).toEqual([]);
	});

	it('describes what is refused', async () => {
		const { serverUrl, world } = station.simulator;
		await station.run({ resource: 'fax', operation: 'getMany' });
		const authorization = station.simulator.requests.at(-1)?.headers.authorization ?? '';
		const post = (path: string, body: object) =>
			fetch(`${serverUrl}/restapi/v1.0/account/~/extension/~${path}`, {
				method: 'POST',
				headers: { authorization, 'content-type': 'application/json' },
				body: JSON.stringify(body),
			});
		const from = { phoneNumber: world.numberOf(world.owner.id) };
		await post('/sms', { from, to: [{ phoneNumber: 'x' }], text: 'Hi' });
		await post('/sms', { from: { phoneNumber: '+12125550100' }, to: [{ phoneNumber: OTHER }], text: 'Hi' });
		await post('/fax', { originalMessageId: '1' });
		expect(exchanges.slice(-3).map(({ status }) => status)).toEqual([400, 400, 404]);
		expect(exchanges.flatMap((exchange) => contract.checkAnswer(exchange))).toEqual([]);
	});
});
