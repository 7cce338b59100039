import { afterEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { byId, startStation, TRIGGER_NODE, type Station, type StationOptions } from '../support/station';

let station: Station;

const open = async (options: StationOptions = {}): Promise<Station> => {
	station = await startStation({ simulator: { limits: 'off' }, ...options });
	return station;
};

afterEach(async () => {
	await station.close();
});

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const trigger = (parameters: IDataObject = {}) => ({
	type: TRIGGER_NODE,
	parameters: { triggerOn: ['fax', 'voicemail', 'message'], ...parameters } as never,
});

const jsonOf = (items: INodeExecutionData[][] | null): IDataObject[] =>
	(items?.[0] ?? []).map(({ json }) => json);

const idsOf = (items: INodeExecutionData[][] | null): unknown[] => jsonOf(items).map(({ id }) => id);

/** Calls since a moment, other than log-ins. */
const callsSince = (count: number): string[] =>
	station.simulator.requests
		.slice(count)
		.map(({ path }) => path)
		.filter((path) => !path.includes('/oauth/'));

describe('the trigger', () => {
	it('stores now when it is switched on, and hands over what comes after, once', async () => {
		const { simulator, engine, clock } = await open();
		simulator.world.addFax({ createdAt: clock.now() - 10 * MINUTE_MS });
		const poller = engine.poller(trigger());
		expect(await poller.poll('activate')).toBeNull();
		clock.jump(MINUTE_MS);
		const fax = simulator.world.addFax({ createdAt: clock.now() });
		const voicemail = simulator.world.addVoicemail({ createdAt: clock.now() });
		clock.jump(MINUTE_MS);
		expect(idsOf(await poller.poll())).toEqual([String(fax.id), String(voicemail.id)]);
		clock.jump(MINUTE_MS);
		expect(await poller.poll()).toBeNull();
	});

	it('costs one call a source while nothing is new', async () => {
		const { simulator, engine, clock } = await open();
		const poller = engine.poller(trigger({ triggerOn: ['fax', 'voicemail', 'message', 'callRecording'] }));
		await poller.poll('activate');
		clock.jump(MINUTE_MS);
		const before = simulator.requests.length;
		await poller.poll();
		expect(callsSince(before).sort()).toEqual([
			expect.stringMatching(/extension\/~\/call-log$/),
			expect.stringMatching(/extension\/~\/message-store$/),
		]);
	});

	it('gives items that a Media Download takes with all its defaults', async () => {
		const { simulator, engine, clock, run } = await open();
		const poller = engine.poller(trigger({ triggerOn: ['message', 'callRecording'] }));
		await poller.poll('activate');
		clock.jump(5 * MINUTE_MS);
		const mms = simulator.world.addMms({
			createdAt: clock.now(),
			files: [
				{ contentType: 'image/png', sizeBytes: 5_000, fileName: 'a.png' },
				{ contentType: 'image/gif', sizeBytes: 6_000 },
			],
		});
		const call = simulator.world.addCall({ startedAt: clock.now() - MINUTE_MS, recording: true });
		clock.jump(MINUTE_MS);
		const items = await poller.poll();
		const { outputs } = await run({ resource: 'media', operation: 'download' }, items?.[0] ?? []);
		const media = mms.attachments.filter(({ type }) => type === 'MmsAttachment');
		expect(outputs[0]?.map(({ json }) => json['sha256']).sort()).toEqual(
			[...media.map(({ content }) => content.sha256), call.recording?.content.sha256].sort(),
		);
	});

	it('survives restarts: what was saved last is enough', async () => {
		const { simulator, engine, clock } = await open();
		let poller = engine.poller(trigger());
		await poller.poll('activate');
		const got: unknown[] = [];
		const made: string[] = [];
		for (let tick = 0; tick < 12; tick += 1) {
			clock.jump(7 * MINUTE_MS);
			if (tick % 3 === 0) made.push(String(simulator.world.addFax({ createdAt: clock.now() }).id));
			clock.jump(1_000);
			if (tick % 4 === 3) poller = engine.poller(trigger(), { staticData: poller.saved });
			got.push(...idsOf(await poller.poll(tick % 4 === 3 ? 'init' : 'update')));
		}
		expect(got).toEqual(made);
	});

	it('finds what appears late, and on a later page, and holds back a voicemail for its transcript', async () => {
		const { simulator, engine, clock } = await open();
		const poller = engine.poller(trigger({ options: { transcriptMinutes: 10 } }));
		await poller.poll('activate');
		clock.jump(MINUTE_MS);
		const now = clock.now();
		const late = simulator.world.addFax({ createdAt: now, visibleAt: now + 30 * MINUTE_MS });
		const spoken = simulator.world.addVoicemail({
			createdAt: now,
			transcript: { text: 'Hello.', readyAt: now + 4 * MINUTE_MS },
		});
		clock.jump(MINUTE_MS);
		expect(await poller.poll()).toBeNull();
		expect(JSON.stringify(poller.memory)).toMatch(/transcript is still being written/);
		clock.jump(4 * MINUTE_MS);
		expect(jsonOf(await poller.poll())).toMatchObject([{ id: String(spoken.id), transcript: 'Hello.' }]);
		clock.jump(30 * MINUTE_MS);
		expect(idsOf(await poller.poll())).toEqual([String(late.id)]);
	});

	it('lets a voicemail go without its transcript when the patience is over, and says so', async () => {
		const { simulator, engine, clock } = await open();
		const poller = engine.poller(trigger({ options: { transcriptMinutes: 5 } }));
		await poller.poll('activate');
		clock.jump(MINUTE_MS);
		simulator.world.addVoicemail({
			createdAt: clock.now(),
			transcript: { text: 'never', readyAt: clock.now() + HOUR_MS },
		});
		expect(await poller.poll()).toBeNull();
		clock.jump(6 * MINUTE_MS);
		expect(jsonOf(await poller.poll())).toMatchObject([
			{ notReady: expect.stringMatching(/transcript/) as unknown as string },
		]);
		clock.jump(HOUR_MS / 2);
		expect(await poller.poll()).toBeNull();
	});

	it('backfills from a date, oldest first, a few at a time, nothing twice', async () => {
		const { simulator, engine, clock } = await open();
		const start = clock.now() - 30 * 24 * HOUR_MS;
		const made = Array.from({ length: 25 }, (_, day) =>
			simulator.world.addFax({ createdAt: start + day * 24 * HOUR_MS + HOUR_MS }),
		);
		const parameters = trigger({ options: { startFrom: new Date(start).toISOString(), maxItems: 10 } });
		const poller = engine.poller(parameters);
		const got: unknown[] = [];
		for (const mode of ['activate', 'update', 'update', 'update'] as const) {
			got.push(...idsOf(await poller.poll(mode)));
			clock.jump(MINUTE_MS);
		}
		expect(got).toEqual(made.map(({ id }) => String(id)));
	});

	it('does not flood and misses nothing when its parameters change', async () => {
		const { simulator, engine, clock } = await open();
		const before = engine.poller(trigger({ triggerOn: ['fax'] }));
		await before.poll('activate');
		clock.jump(20 * MINUTE_MS);
		simulator.world.addVoicemail({ createdAt: clock.now() });
		simulator.world.addFax({ createdAt: clock.now() });
		clock.jump(10 * MINUTE_MS);
		expect(await before.poll()).toHaveLength(1);
		const between = simulator.world.addVoicemail({ createdAt: clock.now() + 10_000 });
		clock.jump(MINUTE_MS);
		const after = engine.poller(trigger({ triggerOn: ['fax', 'voicemail'] }), { staticData: before.saved });
		expect(idsOf(await after.poll('init'))).toEqual([String(between.id)]);
		clock.jump(MINUTE_MS);
		expect(await after.poll()).toBeNull();
	});

	it('changes nothing when a poll fails, and goes on with the next', async () => {
		const { simulator, engine, clock } = await open();
		const poller = engine.poller(trigger());
		await poller.poll('activate');
		clock.jump(MINUTE_MS);
		const fax = simulator.world.addFax({ createdAt: clock.now() });
		const state = JSON.stringify(poller.memory);
		const restore = simulator.faults.add({ do: { status: { status: 403, errorCode: 'CMN-408' } } });
		await expect(poller.poll()).rejects.toMatchObject({
			description: expect.stringMatching(/lacks the permission/) as unknown as string,
		});
		expect(JSON.stringify(poller.memory)).toBe(state);
		restore();
		expect(idsOf(await poller.poll())).toEqual([String(fax.id)]);
	});

	it('returns nothing while another poll of it is under way, and not before that has ended', async () => {
		const { simulator, engine, clock } = await open({ isRealTime: true });
		const poller = engine.poller(trigger());
		await poller.poll('activate');
		const fax = simulator.world.addFax({ createdAt: clock.now() });
		simulator.faults.add({ times: 1, on: { path: /message-store/ }, do: { delayHeaders: { ms: 200 } } });
		const ended: string[] = [];
		const [first, second] = await Promise.all([
			poller.poll().finally(() => ended.push('first')),
			poller.poll().finally(() => ended.push('second')),
		]);
		expect([idsOf(first), second]).toEqual([[String(fax.id)], null]);
		expect(ended).toEqual(['first', 'second']);
	});

	it('covers a company over several polls, each mailbox in its turn', async () => {
		const { simulator, engine, clock } = await open();
		const others = Array.from({ length: 100 }, (_, index) =>
			simulator.world.addExtension({ name: `User ${index}` }),
		);
		const poller = engine.poller(trigger({ mailboxes: 'all', triggerOn: ['voicemail', 'callRecording'] }));
		await poller.poll('activate');
		clock.jump(MINUTE_MS);
		const made = others.map(({ id }) =>
			String(simulator.world.addVoicemail({ extensionId: id, createdAt: clock.now() }).id),
		);
		const { recording } = simulator.world.addCall({
			extensionId: others[7]?.id ?? 0,
			startedAt: clock.now() - MINUTE_MS,
			recording: true,
		});
		const got: unknown[] = [];
		for (let tick = 0; tick < 4; tick += 1) {
			clock.jump(MINUTE_MS);
			got.push(...idsOf(await poller.poll()));
		}
		expect(got.sort()).toEqual([...made, recording?.id].sort());
	});

	it('reaches the mailboxes of a company behind many that are out of reach, and tells of each once', async () => {
		const { simulator, engine, clock } = await open({ env: { N8N_LOG_LEVEL: 'error' } });
		const others = Array.from({ length: 60 }, (_, index) =>
			simulator.world.addExtension({ name: `User ${index}` }),
		);
		const lastOne = others.at(-1)?.id ?? 0;
		simulator.faults.add({
			on: { path: new RegExp(`extension/(?!${lastOne}/).*message-store`) },
			do: { status: { status: 403, errorCode: 'CMN-408' } },
		});
		const poller = engine.poller(trigger({ mailboxes: 'all', triggerOn: ['voicemail'] }));
		await poller.poll('activate');
		clock.jump(MINUTE_MS);
		const voicemail = simulator.world.addVoicemail({ extensionId: lastOne, createdAt: clock.now() });
		const got: unknown[] = [];
		for (let tick = 0; tick < 6; tick += 1) {
			clock.jump(MINUTE_MS);
			got.push(...idsOf(await poller.poll()));
		}
		expect(got).toEqual([String(voicemail.id)]);
		const warnings = engine.said.log.filter(({ level }) => level === 'warn').map(({ line }) => line);
		expect(warnings.length).toBeGreaterThan(59);
		expect(new Set(warnings).size).toBe(warnings.length);
		expect(warnings[0]).toMatch(
			/^RingCentral Media: left out the messages of extension \d+, which could not be read: /,
		);
	});

	it('says that none of the mailboxes of a company can be read', async () => {
		const { simulator, engine, clock } = await open({ env: { N8N_LOG_LEVEL: 'error' } });
		for (let index = 0; index < 60; index += 1) simulator.world.addExtension({ name: `User ${index}` });
		const poller = engine.poller(trigger({ mailboxes: 'all', triggerOn: ['voicemail'] }));
		simulator.faults.add({
			on: { path: /message-store/ },
			do: { status: { status: 403, errorCode: 'CMN-408' } },
		});
		await poller.poll('activate');
		clock.jump(MINUTE_MS);
		await expect(poller.poll()).rejects.toMatchObject({
			description: expect.stringMatching(/lacks the permission/) as unknown as string,
		});
	});

	it('marks what it hands over as read when asked', async () => {
		const { simulator, engine, clock } = await open();
		const poller = engine.poller(trigger({ options: { markAsRead: true } }));
		await poller.poll('activate');
		clock.jump(MINUTE_MS);
		const fax = simulator.world.addFax({ createdAt: clock.now(), readStatus: 'Unread' });
		expect(idsOf(await poller.poll())).toEqual([String(fax.id)]);
		expect(simulator.world.messages.find(({ id }) => id === fax.id)?.readStatus).toBe('Read');
	});

	it('downloads files when asked, and tries again when one is not there yet', async () => {
		const { simulator, engine, clock } = await open();
		const poller = engine.poller(trigger({ triggerOn: ['callRecording'], options: { downloadFiles: true } }));
		await poller.poll('activate');
		clock.jump(10 * MINUTE_MS);
		const { recording } = simulator.world.addCall({
			startedAt: clock.now() - MINUTE_MS,
			recording: { readyAt: clock.now() + 3 * MINUTE_MS },
		});
		expect(await poller.poll()).toBeNull();
		clock.jump(4 * MINUTE_MS);
		const items = await poller.poll();
		const data = items?.[0]?.[0]?.binary?.['data'];
		expect(data && (await engine.sha256Of(data))).toBe(recording?.content.sha256);
		clock.jump(MINUTE_MS);
		expect(await poller.poll()).toBeNull();
	});

	it('keeps its state small when much passes through', async () => {
		const { simulator, engine, clock } = await open();
		const poller = engine.poller(trigger({ triggerOn: ['fax'], options: { maxItems: 5_000 } }));
		await poller.poll('activate');
		let count = 0;
		for (let tick = 0; tick < 10; tick += 1) {
			clock.jump(5 * MINUTE_MS);
			for (let made = 0; made < 1_000; made += 1) simulator.world.addFax({ createdAt: clock.now() });
			clock.jump(1_000);
			count += idsOf(await poller.poll()).length;
		}
		expect(count).toBe(10_000);
		expect(JSON.stringify(poller.saved).length).toBeLessThan(64_000);
	});
});

describe('bad input of the trigger', () => {
	it('says so when the filters cannot match', async () => {
		const { engine, simulator } = await open();
		const poller = engine.poller(
			trigger({ triggerOn: ['callRecording'], filters: { readStatus: 'Unread' } }),
		);
		await expect(poller.poll('activate')).rejects.toThrow(/'Read Status' cannot match/);
		expect(simulator.requests).toEqual([]);
	});

	it('says so when the extension is gone', async () => {
		const { engine } = await open();
		const poller = engine.poller(trigger({ mailboxes: 'chosen', extension: byId('999999999') }));
		await expect(poller.poll('activate')).rejects.toThrow(/has nothing at/);
		expect(poller.memory).toEqual({});
	});

	it('shows that one of two lists cannot be read, and still hands over the news of the other', async () => {
		const { engine, simulator, clock } = await open();
		const poller = engine.poller(trigger({ triggerOn: ['fax', 'callRecording'] }));
		await poller.poll('activate');
		clock.jump(MINUTE_MS);
		const fax = simulator.world.addFax({ createdAt: clock.now() });
		simulator.faults.add({ on: { path: /call-log/ }, do: { status: { status: 403, errorCode: 'CMN-408' } } });
		expect(idsOf(await poller.poll())).toEqual([String(fax.id)]);
		expect(JSON.stringify(poller.memory)).toMatch(/calls:~":{"why":"RingCentral does not allow this/);
		clock.jump(MINUTE_MS);
		await expect(poller.poll()).rejects.toThrow(/does not allow this/);
	});

	it('hands over what is there when the time is up, and goes on next time', async () => {
		const { engine, simulator, clock } = await open();
		const start = clock.now() - 60 * 24 * HOUR_MS;
		const made = Array.from({ length: 8 }, (_, week) =>
			simulator.world.addFax({ createdAt: start + (week * 7 + 1) * 24 * HOUR_MS }),
		);
		const parameters = trigger({ options: { startFrom: new Date(start).toISOString() } });
		const poller = engine.poller(parameters, { budgetMs: 30_000 });
		// Each call is answered with a penalty first, which takes most of the time a poll has.
		simulator.faults.add({
			on: { path: /message-store/ },
			times: 8,
			do: { status: { status: 429, retryAfter: 12 } },
		});
		const got: unknown[] = [];
		for (let polls = 0; polls < 12 && got.length < made.length; polls += 1) {
			got.push(...idsOf(await poller.poll(polls === 0 ? 'activate' : 'update').catch(() => null)));
			clock.jump(MINUTE_MS);
		}
		expect(got).toEqual(made.map(({ id }) => String(id)));
		expect(simulator.requests.filter(({ insidePenalty }) => insidePenalty)).toEqual([]);
	});
});

describe('the test step in the editor', () => {
	it('shows the newest match and touches no state', async () => {
		const { simulator, engine, clock } = await open();
		simulator.world.addFax({ createdAt: clock.now() - 5 * HOUR_MS });
		const newest = simulator.world.addFax({ createdAt: clock.now() - 2 * HOUR_MS });
		const poller = engine.poller(trigger(), { mode: 'manual' });
		expect(idsOf(await poller.poll())).toEqual([String(newest.id)]);
		expect(poller.memory).toEqual({});
	});

	it('says what it looked for when there is nothing', async () => {
		const { engine } = await open();
		const poller = engine.poller(trigger({ triggerOn: ['fax'] }), { mode: 'manual' });
		await expect(poller.poll()).rejects.toMatchObject({
			message: expect.stringMatching(/no example of the last 30 days/) as unknown as string,
			description: expect.stringMatching(/New Fax/) as unknown as string,
		});
	});
});
