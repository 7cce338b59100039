import { beforeEach, describe, expect, it } from '@jest/globals';
import { createReport, type Report } from '../../../nodes/RingCentralMedia/n8n/report';
import { createGate } from '../../../nodes/RingCentralMedia/ringcentral/quota';
import { createVirtualClock, type VirtualClock } from '../../support/virtualClock';

const MB = 1024 * 1024;

let said: string[];
let nowAt: number;
let report: Report;

beforeEach(() => {
	said = [];
	nowAt = 0;
	report = createReport(
		(line) => said.push(line),
		() => nowAt,
	);
});

/** Plays a transfer of so many bytes a second, one piece a second. */
const play = (totalBytes: number, bytesPerSecond: number): void => {
	const { tell, done } = report.download('fax 1');
	for (let offset = 0; offset < totalBytes;) {
		offset = Math.min(totalBytes, offset + bytesPerSecond);
		nowAt += 1_000;
		tell({ is: 'moving', offset, totalBytes, nowAt });
	}
	done(totalBytes, 0);
};

describe('the report on downloads', () => {
	it('says nothing of one that is small and quick', () => {
		play(20 * MB, MB);

		expect(said).toEqual([]);
		expect(report.hint()).toBeUndefined();
	});

	it('says of a slow one every 30 s how far it is', () => {
		play(70 * MB, MB);

		expect(said).toEqual([
			'Downloading fax 1: 30 MB of 70 MB (1 MB/s)',
			'Downloading fax 1: 60 MB of 70 MB (1 MB/s)',
			'Downloaded fax 1: 70 MB in 1 min 10 s (1 MB/s)',
		]);
	});

	it('tells of a big one before it comes', () => {
		play(100 * MB, 50 * MB);

		expect(said).toEqual(['Downloading fax 1: 100 MB', 'Downloaded fax 1: 100 MB in 2 s (50 MB/s)']);
	});

	it('says where a file goes on, and counts that for the hint', () => {
		const { tell, done } = report.download('fax 1');
		tell({ is: 'moving', offset: MB, totalBytes: 2 * MB, nowAt });
		tell({ is: 'continuing', offset: MB, totalBytes: 2 * MB, waitMs: 1_000 });
		done(2 * MB, 1);

		expect(said[0]).toBe('Download of fax 1 was interrupted at 1 MB of 2 MB; going on there in 1 s');
		expect(report.hint()).toBe('A download was interrupted once and went on at the last byte.');
	});

	it('says only now and then that something is not ready', () => {
		const { tell } = report.download('fax 1');
		for (; nowAt <= 45_000; nowAt += 5_000) tell({ is: 'notReady', restMs: 60_000 - nowAt });

		expect(said).toEqual([
			'Waiting until the fax 1 is ready, for 1 min more at most',
			'Waiting until the fax 1 is ready, for 30 s more at most',
		]);
	});
});

describe('the report on the quota', () => {
	let clock: VirtualClock;
	const heavy = (name: string): string | undefined =>
		({
			'x-rate-limit-group': 'heavy',
			'x-rate-limit-limit': '2',
			'x-rate-limit-remaining': '1',
			'x-rate-limit-window': '60',
		})[name];

	/** Calls through one gate, each as soon as it may. */
	const callTimes = async (times: number, status = 200): Promise<void> => {
		clock = createVirtualClock();
		report = createReport((line) => said.push(line), clock.now);
		const gate = report.watch(createGate(clock));
		const work = async (): Promise<void> => {
			for (let call = 0; call < times; call += 1) {
				const pass = await gate.admit('GET /content', { deadlineAt: Infinity });
				pass.settle({ status, header: status === 200 ? heavy : () => undefined });
			}
		};
		await clock.run(work());
	};

	it('says nothing while there is room', async () => {
		await callTimes(2);

		expect(said).toEqual([]);
		expect(report.hint()).toBeUndefined();
	});

	it('says once how long a call waits and why, and adds up', async () => {
		await callTimes(5);

		expect(said).toEqual([
			"Waiting 1 min for RingCentral's rate limit: the 2 calls of group Heavy in 1 min are used",
			"Waiting 1 min for RingCentral's rate limit: the 2 calls of group Heavy in 1 min are used",
		]);
		expect(report.hint()).toBe("RingCentral's rate limit held this run for 2 min in total.");
	});

	it('says that RingCentral asked for rest', async () => {
		await callTimes(2, 429);

		expect(said).toEqual(["Waiting 1 min 1 s for RingCentral's rate limit: RingCentral asked for this rest"]);
	});

	it('counts the wait of a call that gave up', async () => {
		clock = createVirtualClock();
		report = createReport((line) => said.push(line), clock.now);
		const inner = createGate(clock);
		const other = await inner.admit('GET /other', { deadlineAt: Infinity });
		const first = await inner.admit('GET /content', { deadlineAt: Infinity });
		first.settle({ status: 429, header: () => undefined });
		const asked = report.watch(inner).admit('GET /content', { deadlineAt: clock.now() + 90_000 });
		const late = clock.run(
			(async () => {
				await clock.sleep(30_000);
				// Another rest: there is no hope before the deadline any more.
				other.settle({ status: 429, header: () => '120' });
				await asked;
			})(),
		);

		await expect(late).rejects.toMatchObject({ code: 'throttled' });
		expect(said).toHaveLength(1);
		expect(report.hint()).toBe("RingCentral's rate limit held this run for 30 s in total.");
	});
});
