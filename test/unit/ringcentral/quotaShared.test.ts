import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createGate } from '../../../nodes/RingCentralMedia/ringcentral/quota';
import { createQuotaServer, type QuotaServer } from '../../support/quotaServer';
import { createVirtualClock, type VirtualClock } from '../../support/virtualClock';

const heavy = { group: 'heavy', limit: 10, windowMs: 60_000, penaltyMs: 60_000 };

/** A process of n8n with a gate of its own. */
interface Worker {
	beginsMs: number;
	calls: number;
	/** How many runs it has at once. */
	runs: number;
	thereMs: number;
	backMs: number;
}

const worker = (mostRuns: number): fc.Arbitrary<Worker> =>
	fc.record({
		beginsMs: fc.integer({ min: 0, max: 200 }),
		calls: fc.integer({ min: 10, max: 40 }),
		runs: fc.integer({ min: 1, max: mostRuns }),
		thereMs: fc.integer({ min: 40, max: 100 }),
		backMs: fc.integer({ min: 40, max: 100 }),
	});

const work = async (clock: VirtualClock, server: QuotaServer, worker: Worker): Promise<void> => {
	const gate = createGate(clock);
	let left = worker.calls;
	const run = async (): Promise<void> => {
		while (left > 0) {
			left -= 1;
			for (let status = 429; status === 429;) {
				const pass = await gate.admit('GET /content', { deadlineAt: Infinity });
				await clock.sleep(worker.thereMs);
				const charged = server.charge();
				await clock.sleep(worker.backMs);
				pass.settle(charged);
				({ status } = charged);
			}
		}
	};
	await clock.sleep(worker.beginsMs);
	await Promise.all(Array.from({ length: worker.runs }, run));
};

const scene = () => {
	const clock = createVirtualClock();
	return { clock, server: createQuotaServer(heavy, clock) };
};

describe('two processes that know nothing of each other', () => {
	it('never meet a 429 when they begin together', async () => {
		await fc.assert(
			fc.asyncProperty(worker(5), worker(5), async (one, other) => {
				const { clock, server } = scene();
				await clock.run(Promise.all([one, other].map((each) => work(clock, server, each))));
				expect(server.calls.filter(({ status }) => status !== 200)).toEqual([]);
			}),
			{ numRuns: 60 },
		);
	});

	it('meet one penalty, begun anew once, when one of them comes late to a limit used up', async () => {
		await fc.assert(
			fc.asyncProperty(worker(1), worker(1), fc.integer({ min: 10, max: 50 }), async (one, other, lateS) => {
				const { clock, server } = scene();
				const late = { ...other, beginsMs: lateS * 1_000 };
				await clock.run(Promise.all([{ ...one, calls: 40 }, late].map((each) => work(clock, server, each))));
				const refused = server.calls.filter(({ status }) => status === 429);
				expect(refused.map(({ isInPenalty }) => isInPenalty)).toEqual([false, true]);
			}),
			{ numRuns: 60 },
		);
	});

	it('together make three quarters of what the limit allows, at least', async () => {
		const { clock, server } = scene();
		const each = { beginsMs: 0, calls: 40, runs: 3, thereMs: 50, backMs: 50 };
		const startedAt = clock.now();
		await clock.run(Promise.all([each, { ...each, thereMs: 70 }].map((one) => work(clock, server, one))));
		expect((80 * 60_000) / (clock.now() - startedAt)).toBeGreaterThan(7.5);
	});
});
