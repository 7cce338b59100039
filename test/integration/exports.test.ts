import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import type { Export, ExportPlan } from '../../simulator/library';
import { jsonsOf } from '../support/jsons';
import { byId, startStation, type Station } from '../support/station';

let station: Station;

beforeEach(async () => {
	station = await startStation();
});

afterEach(async () => {
	await station.close();
});

const sources = ['messageStore', 'teamMessaging'] as const;

const create = (exportOf: string, more: IDataObject = {}) =>
	station.run({ resource: 'complianceExport', operation: 'create', exportOf, ...more });
const plan = (facts: Partial<ExportPlan>): void => {
	const { library } = station.simulator.world;
	library.exportPlan = { ...library.exportPlan, ...facts };
};
const digestsOf = ({ archives }: Export): string[] => archives.map(({ content }) => content.sha256);
const theExport = (): Export => {
	const [made] = station.simulator.world.library.exports;
	if (!made) throw new Error('No export was created');
	return made;
};

describe.each(sources)('an export of %s', (exportOf) => {
	it('is created, waited for and downloaded in one go', async () => {
		plan({ ms: 20 * 60_000, archives: [{ sizeBytes: 40_000 }, { sizeBytes: 5_000_000 }] });
		const [item] = jsonsOf(await create(exportOf, { dateFrom: '2026-08-01T00:00:00Z' }));
		const { requests } = station.simulator;

		expect((item?.['files'] as IDataObject[]).map(({ sha256 }) => sha256)).toEqual(digestsOf(theExport()));
		expect(item).toMatchObject({ id: theExport().id, status: 'Completed', exportOf, fileCount: 2 });
		expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(2);
		// Twenty minutes of waiting leave most of the scarce quota to others.
		expect(requests.filter(({ path }) => path.endsWith(theExport().id)).length).toBeLessThan(26);
		expect(requests.filter(({ status }) => status === 429)).toEqual([]);
	});

	it('is downloaded without a wait when it is ready at once', async () => {
		plan({ ms: 0 });
		const [item] = jsonsOf(await create(exportOf));

		expect((item?.['files'] as IDataObject[]).map(({ sha256 }) => sha256)).toEqual(digestsOf(theExport()));
		expect(station.clock.waitedMs).toEqual([]);
	});

	it('gives an item for each archive', async () => {
		const items = jsonsOf(await create(exportOf, { filesAs: 'items' }));

		expect(items.map(({ sha256 }) => sha256)).toEqual(digestsOf(theExport()));
		expect(items.map(({ mimeType }) => mimeType)).toEqual(['application/zip', 'application/zip']);
		expect(new Set(items.map(({ fileName }) => fileName)).size).toBe(2);
	});

	it('is created now and downloaded later by its ID', async () => {
		const [started] = jsonsOf(await create(exportOf, { afterwards: 'return' }));
		expect(started).toMatchObject({ status: 'Accepted' });
		const task = { resource: 'complianceExport', exportOf, taskId: byId(theExport().id) };
		const early = await station.run({ ...task, operation: 'download' });
		expect(early.error).toMatchObject({
			message: expect.stringContaining('still being made') as unknown,
			description: expect.stringContaining('later by its ID') as unknown,
		});

		const waiting = { ...task, operation: 'download', options: { waitUntilReadyMinutes: 5 } };
		const [item] = jsonsOf(await station.run(waiting));
		expect((item?.['files'] as IDataObject[]).map(({ sha256 }) => sha256)).toEqual(digestsOf(theExport()));
		const [got] = jsonsOf(await station.run({ ...task, operation: 'get' }));
		expect(got).toMatchObject({ id: started?.['id'], status: 'Completed' });
	});

	it.each(['Failed', 'AttemptFailed', 'Cancelled', 'Expired'])('that ends as %s says so', async (endsAs) => {
		plan({ endsAs });
		const { error } = await create(exportOf);

		expect(error?.message).toBe(
			`The compliance export ${theExport().id} has no files: its status is ${endsAs}`,
		);
		expect(error).toMatchObject({ description: expect.stringContaining('Create a new one') as unknown });
		const task = { resource: 'complianceExport', exportOf, taskId: byId(theExport().id) };
		const calls = station.simulator.requests.length;
		const again = await station.run({
			...task,
			operation: 'download',
			options: { waitUntilReadyMinutes: 600 },
		});
		expect(again.error?.message).toBe(error?.message);
		// What has ended is not waited for.
		expect(station.simulator.requests.length - calls).toBe(1);
		expect(jsonsOf(await station.run({ ...task, operation: 'get' }))).toMatchObject([{ status: endsAs }]);
	});

	it('that found nothing says so', async () => {
		plan({ archives: [] });
		const { error } = await create(exportOf);

		expect(error?.message).toMatch(/has no archives/);
	});

	it('of which an archive disappears says so, and does not wait for it', async () => {
		await create(exportOf, { afterwards: 'wait' });
		const [, second] = theExport().archives;
		if (second) second.deleted = true;
		const { error } = await station.run({
			resource: 'complianceExport',
			operation: 'download',
			exportOf,
			taskId: byId(theExport().id),
			options: { waitUntilReadyMinutes: 600 },
		});

		expect(error?.message).toMatch(/has nothing at .*(archive|datasets)\/[12]/);
		expect(station.clock.waitedMs.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(10 * 60_000);
	});

	it('that was left by an impatient run is not made twice', async () => {
		plan({ ms: 60 * 60_000 });
		const { error } = await create(exportOf, { waitMinutes: 3 });

		expect(error?.message).toBe(`The compliance export ${theExport().id} is still being made`);
		expect(station.simulator.world.library.exports).toHaveLength(1);
	});

	it('needs an administrator', async () => {
		station.simulator.world.owner.admin = false;
		const { error } = await create(exportOf);

		expect(error?.message).toMatch(/RingCentral does not allow this/);
	});
});

describe('exports', () => {
	it('of Team Messaging are listed, newest first, by status', async () => {
		const { library } = station.simulator.world;
		const old = library.addExport('teamMessaging', {}, { ms: 0, endsAs: 'Failed' });
		station.clock.jump(1_000);
		const done = library.addExport('teamMessaging', {}, { ms: 0 });
		const list = async (filters: IDataObject) =>
			jsonsOf(
				await station.run({ resource: 'complianceExport', operation: 'getMany', returnAll: true, filters }),
			).map(({ id }) => id);

		expect(await list({})).toEqual([done.id, old.id]);
		expect(await list({ status: 'Failed' })).toEqual([old.id]);
	});

	it('of the message store have no list, and the error says what to do', async () => {
		const { error } = await station.run({
			resource: 'complianceExport',
			operation: 'getMany',
			exportOf: 'messageStore',
		});

		expect(error?.message).toMatch(/no list of exports of the message store/);
		expect(station.simulator.requests).toEqual([]);
	});

	it('of Team Messaging are not longer than six months', async () => {
		const { error } = await create('teamMessaging', {
			dateFrom: '2026-01-01T00:00:00Z',
			dateTo: '2026-09-01T00:00:00Z',
		});

		expect(error?.message).toMatch(/six months/);
		expect(station.simulator.requests).toEqual([]);
	});

	it('do not take the whole scarce quota while they are waited for', async () => {
		plan({ ms: 30 * 60_000 });
		const both = await station.run(
			{
				resource: 'complianceExport',
				operation: 'create',
				exportOf: 'messageStore',
				messageTypes: '={{ [$json.type] }}',
				afterwards: 'return',
			},
			['Fax', 'VoiceMail'].map((type) => ({ json: { type } })),
		);

		expect(jsonsOf(both)).toHaveLength(2);
		expect(station.simulator.world.library.exports.map(({ asked }) => asked['messageTypes'])).toEqual([
			['Fax'],
			['VoiceMail'],
		]);
	});
});
