import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createGate, type Gate } from '../../../nodes/RingCentralMedia/ringcentral/quota';
import { createQuotaServer, type QuotaFacts, type QuotaServer } from '../../support/quotaServer';
import { createVirtualClock, type VirtualClock } from '../../support/virtualClock';

const heavy: QuotaFacts = { group: 'heavy', limit: 10, windowMs: 60_000, penaltyMs: 60_000 };

interface Timing {
	arrivesMs: number;
	/** From the gate to the server, and back. */
	thereMs: number;
	backMs: number;
}

interface Scene {
	clock: VirtualClock;
	gate: Gate;
	server: QuotaServer;
}

const createScene = (facts = heavy): Scene => {
	const clock = createVirtualClock();
	return { clock, gate: createGate(clock), server: createQuotaServer(facts, clock) };
};

/** One call as a run makes it, with 429s tried again. */
async function call({ clock, gate, server }: Scene, { arrivesMs, thereMs, backMs }: Timing): Promise<void> {
	await clock.sleep(arrivesMs);
	for (let status = 429; status === 429;) {
		const pass = await gate.admit('GET /content', { deadlineAt: Infinity });
		await clock.sleep(thereMs);
		const charged = server.charge();
		await clock.sleep(backMs);
		pass.settle(charged);
		({ status } = charged);
	}
}

const timing = fc.record({
	arrivesMs: fc.integer({ min: 0, max: 300_000 }),
	thereMs: fc.integer({ min: 1, max: 2_000 }),
	backMs: fc.integer({ min: 1, max: 2_000 }),
});

const facts: fc.Arbitrary<QuotaFacts> = fc.record({
	group: fc.constant('heavy'),
	limit: fc.integer({ min: 1, max: 12 }),
	windowMs: fc.constantFrom(1_000, 10_000, 60_000),
	penaltyMs: fc.constantFrom(30_000, 60_000),
});

describe('many runs on one gate', () => {
	it('never get a 429 while nobody else uses the credential', async () => {
		await fc.assert(
			fc.asyncProperty(facts, fc.array(timing, { minLength: 1, maxLength: 60 }), async (limits, timings) => {
				const scene = createScene(limits);
				await scene.clock.run(Promise.all(timings.map((each) => call(scene, each))));
				expect(scene.server.calls.map(({ status }) => status)).toEqual(timings.map(() => 200));
			}),
			{ numRuns: 100 },
		);
	});

	it('make no call inside a penalty that others brought about, but those under way', async () => {
		const others = fc.array(fc.integer({ min: 0, max: 300_000 }), { minLength: 20, maxLength: 80 });
		let penalties = 0;
		await fc.assert(
			fc.asyncProperty(
				others,
				fc.array(timing, { minLength: 5, maxLength: 40 }),
				async (strangers, timings) => {
					const scene = createScene();
					const { clock, server } = scene;
					const told: number[] = [];
					const gate: Gate = {
						admit: async (endpoint, limits) => {
							const pass = await scene.gate.admit(endpoint, limits);
							for (const until of told) expect(clock.now()).toBeGreaterThanOrEqual(until);
							return {
								settle: (charged) => {
									if (charged?.status === 429) told.push(clock.now() + heavy.penaltyMs);
									pass.settle(charged);
								},
							};
						},
					};
					const strange = strangers.map(async (ms) => {
						await clock.sleep(ms);
						server.charge();
					});
					const own = timings.map((each) => call({ ...scene, gate }, each));
					await clock.run(Promise.all([...strange, ...own]));
					penalties += told.length;
				},
			),
			{ numRuns: 100 },
		);
		expect(penalties).toBeGreaterThan(10);
	});

	it('takes hardly longer than the quota itself does', async () => {
		const scene = createScene();
		const startedAt = scene.clock.now();
		const timings = Array.from({ length: 100 }, (_, index) => ({
			arrivesMs: 0,
			thereMs: 20 + (index % 7) * 15,
			backMs: 20 + (index % 5) * 40,
		}));
		await scene.clock.run(Promise.all(timings.map((each) => call(scene, each))));
		const idealMs = 9 * 60_000;
		expect(scene.server.calls.every(({ status }) => status === 200)).toBe(true);
		expect(scene.clock.now() - startedAt).toBeLessThan(idealMs * 1.05);
	});

	it('come through a server that tells nothing but 429, without starting its penalty anew', async () => {
		const scene = createScene({ ...heavy, isSilent: true });
		const timings = Array.from({ length: 40 }, () => ({ arrivesMs: 0, thereMs: 50, backMs: 50 }));
		await scene.clock.run(Promise.all(timings.map((each) => call(scene, each))));
		const { calls } = scene.server;
		expect(calls.filter(({ status }) => status === 200)).toHaveLength(40);
		expect(calls.filter(({ isInPenalty }) => isInPenalty)).toEqual([]);
	});
});
