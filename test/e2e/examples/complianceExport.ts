import assert from 'node:assert/strict';
import { startSimulator } from '../../../simulator';
import { makeFile } from '../../../simulator/fileHeads';
import { BEYOND } from '../../support/examples';
import { startS3 } from '../../support/thirdParties/s3';
import type { Report } from '../report';
import { AMPLE_LIMITS, type ExampleBench } from './bench';

const BUCKET = 'compliance';

/** Last month's archives in a bucket, with a manifest. */
export const checkComplianceExport = async (report: Report, bench: ExampleBench): Promise<void> => {
	report.say('Monthly compliance export: n8n’s own S3 node');
	const simulator = await startSimulator({ limits: AMPLE_LIMITS });
	const s3 = await startS3(BUCKET);
	const { library } = simulator.world;
	const archives = [26_000, 3_100_000].map((sizeBytes, at) =>
		makeFile(`archive ${at}`, 'application/zip', sizeBytes),
	);
	library.exportPlan = { ms: 0, endsAs: 'Completed', archives: archives.map((content) => ({ content })) };
	const workflow = await bench.install(BEYOND.complianceExport, {
		simulator,
		credentials: { s3: s3.credential },
	});
	const monthStart = (now: Date, monthsAgo: number) =>
		new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsAgo, 1)).toISOString();
	// A run that passes midnight on the last of a month has two right answers; it is looked at from before it.
	const now = new Date();
	const month = monthStart(now, 1).slice(0, 7);

	await report.check('asks for the whole of last month', async () => {
		const { status, error } = await bench.run(workflow, 'First of the Month');
		assert.deepEqual([status, error], ['success', '']);
		const asked = library.exports.map(({ asked: { dateFrom, dateTo } }) =>
			[dateFrom, dateTo].map((date) => new Date(String(date)).toISOString()),
		);
		assert.deepEqual(asked, [[monthStart(now, 1), monthStart(now, 0)]]);
	});
	await report.check('puts every archive whole into the folder of its month', () => {
		const stored = [...s3.objects].filter(([name]) =>
			name.startsWith(`${BUCKET}/${month}/messages_${month}_`),
		);
		assert.deepEqual(
			stored.map(([, { sha256 }]) => sha256).sort(),
			archives.map(({ sha256 }) => sha256).sort(),
		);
		assert.equal(s3.uploads.length, 3);
	});
	await report.check('lists them in a manifest with size and SHA-256', () => {
		const manifest = s3.objects.get(`${BUCKET}/${month}/manifest.csv`)?.bytes.toString() ?? '';
		const lines = manifest.trim().split('\n');
		assert.equal(lines.length, 1 + archives.length);
		for (const { sizeBytes, sha256 } of archives) {
			const named =
				[...s3.objects]
					.find(([, object]) => object.sha256 === sha256)?.[0]
					.split('/')
					.at(-1) ?? '-';
			const has = (line: string) => [named, String(sizeBytes), sha256].every((each) => line.includes(each));
			assert.equal(lines.filter(has).length, 1);
		}
	});
	await Promise.all([s3.close(), simulator.close()]);
};
