import { afterEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import type { FaultAction } from '../../simulator/faults';
import { byId, startStation, type Station, type StationOptions } from '../support/station';
import { itemWith, pdf } from '../support/uploadItems';

let station: Station;

const open = async (options: StationOptions = {}): Promise<Station> => {
	station = await startStation({
		connections: { idleTimeoutMs: 200, uploadAnswerTimeoutMs: 200 },
		...options,
		simulator: { limits: 'off', ...options.simulator },
	});
	return station;
};

afterEach(async () => {
	await station.close();
});

const OTHER = '+14155550132';
const SENDING = /\/(fax|sms|mms)$/;

const fax: IDataObject = { resource: 'fax', operation: 'send', to: OTHER };
const text = (): IDataObject => ({
	resource: 'message',
	operation: 'send',
	from: byId(station.simulator.world.numberOf(station.simulator.world.owner.id)),
	to: OTHER,
	text: 'The same for all',
});
const file = () => [itemWith({ data: pdf('offer.pdf', 40_000) })];

const failOnce = (action: FaultAction, path = SENDING): void => {
	station.simulator.faults.add({ on: { path, method: 'POST' }, times: 1, do: action });
};

const sendings = (): number =>
	station.simulator.requests.filter(({ method, path }) => method === 'POST' && SENDING.test(path)).length;

/** Ways to lose the answer to what was done. */
const losses: [what: string, action: FaultAction][] = [
	['the line is reset', { cut: { afterBytes: 0, reset: true } }],
	['the answer breaks off in the middle', { cut: { afterBytes: 40 } }],
	['no answer comes in time', { delayHeaders: { ms: 2_000 } }],
	['the answer stalls', { stall: { afterBytes: 10 } }],
	['it answers 500', { statusAfter: { status: 500 } }],
	['a gateway answers 502 without JSON', { statusAfter: { status: 502, body: 'Bad Gateway' } }],
	['it answers 503 and when to come back', { statusAfter: { status: 503, retryAfter: 30 } }],
	['it answers something unreadable', { contentType: 'text/html', cut: { afterBytes: 1 } }],
];

describe('a message went out and its answer is lost', () => {
	describe.each(losses)('%s', (_what, action) => {
		it('the fax is found in the message store and is the result', async () => {
			const { run, simulator } = await open();
			failOnce(action);
			const { outputs, error } = await run(fax, file());
			expect(error).toBeUndefined();
			expect(simulator.world.sent).toHaveLength(1);
			expect(outputs[0]?.map(({ json }) => json)).toMatchObject([
				{ id: simulator.world.sent[0]?.id, answerLost: true, to: OTHER },
			]);
			expect(sendings()).toBe(1);
		});

		it('the text message, too', async () => {
			const { run, simulator } = await open();
			simulator.world.visibilityMs = 6_000;
			failOnce(action);
			const { outputs, error } = await run(text());
			expect(error).toBeUndefined();
			expect(outputs[0]?.[0]?.json).toMatchObject({ id: simulator.world.sent[0]?.id, answerLost: true });
			expect(simulator.world.sent).toHaveLength(1);
		});
	});

	it.each([180_000, -180_000])('it is found though the clocks differ by %i ms', async (skewMs) => {
		const opened = await open();
		const { clock } = opened;
		const { now } = clock;
		// The simulator has the clock already; the node's goes elsewhere.
		clock.now = () => now() - skewMs;
		await opened.run(fax, file());
		failOnce({ cut: { afterBytes: 0, reset: true } });
		const { outputs, error } = await opened.run(fax, file());
		expect(error).toBeUndefined();
		const [, second] = opened.simulator.world.sent;
		expect(outputs[0]?.[0]?.json).toMatchObject({ id: second?.id, answerLost: true });
	});

	it('waits for its delivery as ever', async () => {
		const { run } = await open();
		failOnce({ statusAfter: { status: 500 } });
		const { outputs } = await run({ ...fax, waitForDelivery: true }, file());
		expect(outputs[0]?.[0]?.json).toMatchObject({ answerLost: true, delivery: 'delivered' });
	});

	it('a fax that is sent again is found as well', async () => {
		const { run, simulator } = await open();
		const to = [{ phoneNumber: OTHER }];
		const { id } = simulator.world.addFax({ direction: 'Outbound', to });
		simulator.world.messages.forEach((message) => (message.createdAt -= 60_000));
		failOnce({ cut: { afterBytes: 0, reset: true } });
		const again = { resource: 'fax', operation: 'resend', messageId: byId(String(id)) };
		const { outputs, error } = await run(again);
		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.json).toMatchObject({ id: simulator.world.sent[0]?.id, answerLost: true });
	});
});

describe('nobody said what became of it, and it is not among the sent', () => {
	it.each<[string, FaultAction]>([
		['it answers 500 and did nothing', { status: { status: 500 } }],
		['it answers 503 and did nothing', { status: { status: 503 } }],
	])('%s: the error says so plainly', async (_what, action) => {
		const { run, simulator } = await open();
		// One that is alike, sent shortly before by someone else.
		simulator.world.addFax({
			direction: 'Outbound',
			to: [{ phoneNumber: OTHER }],
			createdAt: station.clock.now() - 5_000,
		});
		failOnce(action);
		const { outputs } = await run(fax, file());
		const { error } = await run(fax, []);
		expect(outputs).toEqual([]);
		expect(error).toBeUndefined();
		expect(simulator.world.sent).toEqual([]);
		expect(sendings()).toBe(1);
	});

	it('with its own code, and what to do', async () => {
		const { run } = await open();
		failOnce({ status: { status: 500 } });
		const { outputs } = await station.run(fax, file(), { onError: 'continueErrorOutput' });
		expect(outputs[1]?.[0]?.json).toMatchObject({
			error: expect.stringMatching(/did not say whether it took the fax, and it is not among/) as unknown,
			details: {
				code: 'unknownOutcome',
				status: 500,
				hint: expect.stringMatching(/before you send the fax again/) as unknown,
			},
		});
		expect(run).toBeDefined();
	});

	it('and when the store cannot be asked either, that is said', async () => {
		const { simulator } = await open();
		failOnce({ statusAfter: { status: 500 } });
		simulator.faults.add({ on: { path: /message-store$/ }, do: { status: { status: 403 } } });
		const { outputs } = await station.run(fax, file(), { onError: 'continueErrorOutput' });
		expect(outputs[1]?.[0]?.json).toMatchObject({
			error: expect.stringMatching(/could not be listed: RingCentral does not allow this/) as unknown,
			details: { code: 'unknownOutcome' },
		});
	});

	it('for what leaves no trace, at once', async () => {
		const { simulator } = await open();
		failOnce({ statusAfter: { status: 500 } }, /files$/);
		const parameters = { resource: 'teamFile', operation: 'create', chatId: '12' };
		const { outputs } = await station.run(parameters, file(), { onError: 'continueErrorOutput' });
		expect(outputs[1]?.[0]?.json).toMatchObject({ details: { code: 'unknownOutcome' } });
		expect(simulator.requests.filter(({ path }) => /files$/.test(path))).toHaveLength(1);
	});
});

describe('what did not arrive whole was not sent', () => {
	it.each([0, 1, 20_000])('the line breaks after %i bytes of the body', async (afterBytes) => {
		const { simulator } = await open();
		failOnce({ cutBody: { afterBytes } });
		const big = [itemWith({ data: pdf('offer.pdf', 8_000_000) })];
		const { outputs } = await station.run(fax, big, { onError: 'continueErrorOutput' });
		expect(outputs[1]?.[0]?.json).toMatchObject({
			error: expect.stringMatching(/Nothing was sent$/) as unknown,
			details: { code: 'interrupted' },
		});
		expect(simulator.world.sent).toEqual([]);
	});
});

describe('an item that went out stays out', () => {
	it('when another item fails', async () => {
		const { simulator } = await open();
		const items = [...file(), { json: {} }, ...file()];
		const { outputs } = await station.run(fax, items, { onError: 'continueErrorOutput' });
		expect(outputs[0]).toHaveLength(2);
		expect(outputs[1]).toHaveLength(1);
		expect(simulator.world.sent).toHaveLength(2);
	});
});

/** The same numbers on each machine. */
const randomFrom = (seed: number) => {
	let state = seed;
	return (below: number): number => {
		state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
		return (state >>> 8) % below;
	};
};

describe('200 random failures', () => {
	it.each([1, 2])(
		'nothing goes out twice, and nothing that went out is called a failure (seed %i)',
		async (seed) => {
			const { simulator } = await open();
			const random = randomFrom(seed);
			const kinds: (() => FaultAction)[] = [
				() => ({ cutBody: { afterBytes: random(3) === 0 ? 0 : random(60_000) } }),
				() => ({ cut: { afterBytes: random(200), reset: random(2) === 0 } }),
				() => ({ statusAfter: { status: [500, 502, 503, 504][random(4)] ?? 500 } }),
				() => ({ status: { status: [500, 502, 503, 504][random(4)] ?? 500 } }),
				() => ({ status: { status: 429, retryAfter: 1 + random(30) } }),
				() => ({ delayHeaders: { ms: 600 } }),
				() => ({ endSession: true }),
				() => ({}),
			];
			const outcomes: IDataObject[] = [];
			for (let turn = 0; turn < 120; turn += 1) {
				simulator.world.visibilityMs = random(30_000);
				failOnce(kinds[random(kinds.length)]?.() ?? {});
				const isFax = random(2) === 0;
				const { outputs } = await station.run(
					isFax ? fax : text(),
					isFax ? [itemWith({ data: pdf('offer.pdf', 1_000 + random(60_000)) })] : [{ json: {} }],
					{ onError: 'continueErrorOutput' },
				);
				outcomes.push(...(outputs[0] ?? []).map(({ json }) => json));
				for (const { json } of outputs[1] ?? []) {
					expect(['interrupted', 'unknownOutcome']).toContain((json['details'] as IDataObject)['code']);
				}
				simulator.faults.clear();
			}
			const went = simulator.world.sent.map(({ id }) => id);
			expect(outcomes.map(({ id }) => id)).toEqual(went);
			expect(new Set(went).size).toBe(went.length);
			expect(went.length).toBeGreaterThan(50);
			expect(went.length).toBeLessThan(120);
		},
		120_000,
	);
});

describe('an answer of the API that breaks off in the middle', () => {
	it.each([true, false])('is asked for again (reset: %s)', async (reset) => {
		const { run, simulator } = await open();
		const { recording } = simulator.world.addCall({ recording: { sizeBytes: 2_000 } });
		simulator.faults.add({
			on: { path: /\/recording\/\d+$/ },
			times: 1,
			do: { cut: { afterBytes: 40, reset } },
		});
		const { outputs, error } = await run({
			resource: 'callRecording',
			operation: 'download',
			recordingId: byId(recording?.id ?? ''),
		});
		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.json['sha256']).toBe(recording?.content.sha256);
	});
});
