import { afterEach, describe, expect, it } from '@jest/globals';
import type { INodeExecutionData, NodeExecutionHint } from 'n8n-workflow';
import type { NodeRun } from '../support/engine';
import { byId, startStation, type Station, type StationOptions } from '../support/station';

let station: Station;

const open = async (options: StationOptions = {}): Promise<Station> => {
	station = await startStation(options);
	return station;
};

afterEach(async () => {
	await station.close();
});

const MB = 1024 * 1024;

const download = (id: string) => ({
	resource: 'callRecording',
	operation: 'download',
	recordingId: byId(id),
});

const addRecording = (sizeBytes: number): string => {
	const { recording } = station.simulator.world.addCall({ recording: { sizeBytes } });
	if (!recording) throw new Error('The simulator made no recording');
	return recording.id;
};

/** Lines of the node in n8n's log. */
const logged = (): string[] =>
	station.engine.said.log
		.filter(({ line }) => line.startsWith('RingCentral Media: '))
		.map(({ line }) => line.replace('RingCentral Media: ', ''));

const hintsOf = ({ raw }: NodeRun): NodeExecutionHint[] =>
	raw.data.resultData.runData['Node']?.flatMap(({ hints = [] }) => hints) ?? [];

describe('a run in the editor', () => {
	it('says nothing when it is quick', async () => {
		const { run, engine } = await open();
		const result = await run(download(addRecording(3_000_000)));

		expect(result.outputs[0]).toHaveLength(1);
		expect(logged()).toEqual([]);
		expect(engine.said.editor).toEqual([]);
		expect(hintsOf(result)).toEqual([]);
	});

	it('says where a file goes on after a cut, and shows it after the run', async () => {
		const { run, engine, simulator } = await open();
		const id = addRecording(3 * MB);
		simulator.faults.add({ on: { path: /content/ }, times: 2, do: { cut: { afterBytes: MB } } });
		const result = await run(download(id));

		expect(logged()).toEqual([
			expect.stringMatching(
				new RegExp(`^Download of call recording ${id} was interrupted at 1 MB of 3 MB; going on there in`),
			),
			expect.stringMatching(/interrupted at 2 MB of 3 MB/),
			expect.stringMatching(new RegExp(`^Downloaded call recording ${id}: 3 MB in \\d+ s`)),
		]);
		expect(engine.said.editor).toEqual(logged());
		expect(hintsOf(result)).toEqual([
			{
				message: 'Downloads were interrupted 2 times and went on at the last byte.',
				type: 'info',
				location: 'outputPane',
			},
		]);
	});

	it('says how long it waits for the rate limit, and how long that took in all', async () => {
		const { run, engine } = await open();
		const items: INodeExecutionData[] = Array.from({ length: 12 }, () => ({
			json: { id: addRecording(1_000) },
		}));
		const result = await run(download('={{ $json.id }}'), items);

		expect(result.outputs[0]).toHaveLength(12);
		expect(logged().length).toBeGreaterThan(0);
		for (const line of logged()) {
			expect(line).toMatch(
				/^Waiting (\d+ s|1 min|1 min 1 s) for RingCentral's rate limit: the 10 calls of group Heavy in 1 min are used$/,
			);
		}
		expect(engine.said.editor).toEqual(logged());
		expect(hintsOf(result)).toMatchObject([
			{
				message: expect.stringMatching(
					/^RingCentral's rate limit held this run for \d+ min .*in total\.$/,
				) as unknown,
			},
		]);
	});

	it('tells of a big file before it comes', async () => {
		const { run } = await open();
		const id = addRecording(100 * MB);
		await run(download(id));

		expect(logged()[0]).toBe(`Downloading call recording ${id}: 100 MB`);
		expect(logged().at(-1)).toMatch(new RegExp(`^Downloaded call recording ${id}: 100 MB in \\d+ s \\(`));
	});

	it('says what it waits for while an export is made', async () => {
		const { run } = await open();
		const { outputs } = await run({
			resource: 'complianceExport',
			operation: 'create',
			exportOf: 'messageStore',
			dateFrom: '2026-01-01',
			dateTo: '2026-01-31',
			afterwards: 'wait',
		});
		const [id] = (outputs[0] ?? []).map(({ json }) => json['id'] as string);

		expect(logged()[0]).toBe(`Waiting until the compliance export ${id} is ready, for 1 h more at most`);
	});

	it('says neither a token nor an address', async () => {
		const { run, engine, simulator } = await open();
		const id = addRecording(3 * MB);
		simulator.faults.add({ on: { path: /content/ }, times: 2, do: { cut: { afterBytes: MB } } });
		const link = simulator.world.addCall({ recording: { sizeBytes: 2 * MB } }).recording;
		const uri = `${simulator.mediaUrl}/restapi/v1.0/account/~/recording/${link?.id ?? ''}/content?secret=12345`;
		simulator.faults.add({ on: { path: /content/ }, skip: 3, times: 1, do: { cut: { afterBytes: MB } } });
		await run(download(id));
		await run({ resource: 'media', operation: 'download' }, [
			{ json: { contentUri: uri, id: 'a secret: 12345' } },
		]);

		expect(engine.said.editor.length).toBeGreaterThan(3);
		const token = engine.credentials.read('ringcentral')['sessionToken'] as string;
		for (const text of [JSON.stringify(engine.said.log), JSON.stringify(engine.said.editor)]) {
			expect(text).not.toMatch(/https?:|12345/);
			expect(text).not.toContain(token);
		}
	});
});
