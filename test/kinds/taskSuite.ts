import { describe, expect, it } from '@jest/globals';
import type { Kind } from '../../nodes/RingCentralMedia/media/kind';
import type { VerbReach } from '../../nodes/RingCentralMedia/operations/verb';
import { exampleOf } from './examples';
import {
	manifestOf,
	NOW,
	recordedSaves,
	run,
	scriptedExchanges,
	strictReach,
	type Exchange,
	type Given,
} from './fakes';

const MINUTE_MS = 60_000;

/** A reach with a clock that jumps. */
function jumping(exchanges: readonly Exchange[]) {
	const waitedMs: number[] = [];
	const { saveFile, saves } = recordedSaves();
	const { api, left } = scriptedExchanges(exchanges);
	const world: Partial<VerbReach> = {
		api,
		saveFile,
		now: () => NOW + waitedMs.reduce((sum, ms) => sum + ms, 0),
		onWait: () => undefined,
		sleep: (ms) => {
			waitedMs.push(ms);
			return Promise.resolve();
		},
	};
	return { reach: strictReach(world), saves, left, waitedMs };
}

export function describeTask(kind: Kind): void {
	describe.each(exampleOf(kind, 'task'))('is created $what', (example) => {
		const { given, start, running, ready, summary, files } = example;
		const create = (more: Given, reach: VerbReach) => run(kind, 'create', { ...given, ...more }, reach);
		const shown = { options: {} };

		it('and given at once', async () => {
			const { reach, left, waitedMs } = jumping([start]);
			const [output] = await create({ afterwards: 'return' }, reach);

			expect(output?.json).toMatchObject({ id: summary['id'], resource: kind.key });
			expect(output?.files).toBeUndefined();
			expect([left(), waitedMs]).toEqual([0, []]);
		});

		it('and waited for, with ever longer rests', async () => {
			const { reach, left, waitedMs, saves } = jumping([start, ...running, ...ready]);

			expect(await create({ afterwards: 'wait' }, reach)).toEqual([{ json: summary }]);
			expect(left()).toBe(0);
			expect(saves).toEqual([]);
			expect(waitedMs).toEqual([10_000, 15_000, 30_000, MINUTE_MS, MINUTE_MS].slice(0, running.length + 1));
		});

		it('and downloaded, each archive by itself', async () => {
			const { reach, saves } = jumping([start, ...ready]);
			const outputs = await create({ filesAs: 'items' }, reach);

			expect(saves.map(([file]) => file)).toEqual(files);
			expect(outputs.map(({ json }) => json)).toEqual(
				files.map((file) => ({ ...summary, ...manifestOf(file) })),
			);
		});

		it('and downloaded into one item with a field for each archive', async () => {
			const { reach, saves } = jumping([start, ...ready]);
			const [output, ...others] = await create(shown, reach);

			expect(others).toEqual([]);
			expect(Object.keys(output?.files ?? {})).toEqual(['data', 'data_1']);
			// What is missing of a finished task will not come.
			expect(saves.map(([, , , { readyWithinMs }]) => readyWithinMs)).toEqual(files.map(() => 0));
		});

		it('and no longer waited for than the user wants', async () => {
			const still = Array.from({ length: 5 }, () => running[0] ?? start);
			const { reach, waitedMs } = jumping([start, ...still]);
			const work = create({ waitMinutes: 2 }, reach);

			await expect(work).rejects.toMatchObject({
				code: 'notReady',
				message: expect.stringContaining(String(summary['id'])) as unknown,
			});
			expect(waitedMs).toEqual([10_000, 15_000, 30_000, MINUTE_MS]);
		});

		it.each(example.failures)('and told of when it ends $what', async ({ exchanges, code }) => {
			const { reach, waitedMs } = jumping([start, ...exchanges]);

			await expect(create({}, reach)).rejects.toMatchObject({ code, hint: expect.any(String) as unknown });
			expect(waitedMs).toEqual([10_000]);
		});

		it('only with options that can be used, and nothing is made before', async () => {
			for (const more of [
				{ options: { fileName: '{noSuchField}' } },
				{ binaryPropertyName: ' ' },
				{ afterwards: 'later' },
				{ dateFrom: '2026-09-02T00:00:00Z', dateTo: '2026-09-01T00:00:00Z' },
			]) {
				await expect(create(more, strictReach())).rejects.toMatchObject({ code: 'badInput' });
			}
		});
	});
}
