import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { startSimulator } from '../../../simulator';
import { BEYOND } from '../../support/examples';
import { startRecorder, type RecordedAnswer, type RecordedCall } from '../../support/thirdParties/recorder';
import { pdf } from '../../support/uploadItems';
import type { Report } from '../report';
import { sha256Of } from '../sha256';
import { AMPLE_LIMITS, type ExampleBench } from './bench';

const SEND = 'Weekdays at Nine';
const LOOK = 'Every Ten Minutes';
const ADA = '+14155550132';
const BEN = '+14155550133';
const BUSY = '+14155550144';
const SLOW_TO_WRITE = '+14155550155';
/** The documented number of faxes, in a shorter minute. */
const PACE = { limit: 2, windowMs: 4_000, penaltyMs: 60_000 };

type Row = Record<string, string | number>;

const documents: Record<string, ReturnType<typeof pdf>> = {
	letter: pdf('letter.pdf', 80_000),
	offer: pdf('offer.pdf', 15_000),
};

const rowsToSend = (): Row[] =>
	[
		{ Number: ADA, Document: 'letter' },
		{ Number: '0800 FLOWERS', Document: 'letter' },
		{ Number: 14155550166, Document: 'letter' },
		{ Number: BUSY, Document: 'offer' },
		{ Number: BEN, Document: 'lost' },
		{ Number: ADA, Document: 'offer', Status: 'delivered' },
		{ Number: ADA, Document: 'offer', Status: 'sending' },
		{ Number: BEN, Document: 'offer' },
		{ Number: SLOW_TO_WRITE, Document: 'offer' },
		{ Number: '', Document: '' },
	].map((row, at) => ({ Status: '', Result: '', 'Fax ID': '', Changed: '', ...row, row_number: at + 2 }));

/** A sheet in memory, as the nodes for Google see it. */
const answerFor =
	(rows: Row[], failing: Set<string>) =>
	({ node, fields }: RecordedCall): RecordedAnswer => {
		if (node.startsWith('Get Rows')) return { json: rows };
		if (node === 'Get Document') {
			const found = documents[fields['fileId.value'] ?? ''];
			if (!found) return { status: 404, json: { message: 'File not found' } };
			return { file: { bytes: found.bytes, name: found.fileName, type: found.mimeType } };
		}
		const values = Object.fromEntries(
			Object.entries(fields).flatMap(([path, value]) =>
				path.startsWith('columns.value.') ? [[path.slice('columns.value.'.length), value]] : [],
			),
		);
		const row = rows.find(({ row_number: number }) => String(number) === values['row_number']);
		if (!row) return { status: 400, json: { message: 'No such row' } };
		if (node === 'Write Sent' && failing.delete(String(row['Number']))) {
			return { status: 503, json: { message: 'The service is unavailable' } };
		}
		Object.assign(row, { ...values, row_number: row['row_number'] });
		return { json: values };
	};

/** Rows that can be sent, that cannot, that were sent already, and one whose outcome could not be written. */
export const checkSheetToFaxes = async (report: Report, bench: ExampleBench): Promise<void> => {
	report.say('Rows of a sheet to faxes: a recorder stands in for Google Sheets and Drive');
	const simulator = await startSimulator({
		limits: { groups: { ...AMPLE_LIMITS.groups, Heavy: PACE } },
	});
	const { world } = simulator;
	world.deliveryMs = 500;
	world.unreachable.set(BUSY, 'LineBusy');
	const rows = rowsToSend();
	const failing = new Set([SLOW_TO_WRITE]);
	const google = await startRecorder(answerFor(rows, failing));
	const instead = google.insteadOf();
	const workflow = await bench.install(BEYOND.sheetToFaxes, {
		simulator,
		nodes: {
			'Get Rows': instead,
			'Get Document': google.insteadOf({ file: true }),
			'Claim Row': instead,
			'Write Sent': instead,
			'Write Error': instead,
			'Get Rows Again': instead,
			'Write Outcome': instead,
		},
	});
	const column = (name: string): unknown[] => rows.map((row) => row[name]);
	const numbersSent = () =>
		world.sent.map(({ envelope }) => /\+\d+/.exec(JSON.stringify(envelope['to']))?.[0]);

	await report.check('faxes each row that is new, and goes on after rows that cannot be sent', async () => {
		const { status, error } = await bench.run(workflow, SEND);
		assert.equal(status, 'error', 'The last row could not be written');
		assert.match(error, /503|unavailable/);
		assert.deepEqual(numbersSent(), [ADA, BUSY, BEN, SLOW_TO_WRITE]);
		assert.deepEqual(
			world.sent.flatMap(({ files }) => files.map(({ sha256 }) => sha256)),
			['letter', 'offer', 'offer', 'offer'].map((name) =>
				sha256Of(documents[name]?.bytes ?? Buffer.alloc(0)),
			),
		);
	});
	await report.check('writes into each row what became of it', () => {
		assert.deepEqual(column('Status'), [
			'sent',
			'error',
			'error',
			'sent',
			'error',
			'delivered',
			'sending',
			'sent',
			'sending',
			'',
		]);
		assert.deepEqual(
			[0, 3, 7].map((at) => rows[at]?.['Fax ID']),
			world.sent.slice(0, 3).map(({ id }) => id),
		);
		assert.match(String(rows[1]?.['Result']), /'To' has a number with letters: 0800 FLOWERS/);
		assert.match(String(rows[2]?.['Result']), /'To' has no complete phone number: 14155550166/);
		assert.match(String(rows[4]?.['Result']), /404|not found/i);
	});
	await report.check('claims a row before its fax goes out', () => {
		const claims = google.calls.filter(({ node }) => node === 'Claim Row');
		assert.deepEqual(
			claims.map(({ fields }) => fields['columns.value.Status']),
			claims.map(() => 'sending'),
		);
		assert.equal(claims.length, 7);
	});
	await report.check('keeps to the pace that RingCentral allows', () => {
		const posts = simulator.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/fax'));
		assert.equal(posts.length, 4);
		assert.deepEqual(
			posts.map(({ status }) => status),
			posts.map(() => 200),
		);
		const tookMs = (posts.at(-1)?.at ?? 0) - (posts[0]?.at ?? 0);
		assert.ok(tookMs >= PACE.windowMs / 2, `Four faxes went out in ${tookMs} ms`);
	});
	await report.check('sends no row twice, not even one whose outcome could not be written', async () => {
		const { status } = await bench.run(workflow, SEND);
		assert.equal(status, 'success');
		assert.equal(world.sent.length, 4);
		assert.equal(rows[8]?.['Status'], 'sending');
	});
	await report.check('sends a row that was corrected', async () => {
		Object.assign(rows[1] ?? {}, { Number: '+1 (415) 555-0177', Status: '' });
		const { status } = await bench.run(workflow, SEND);
		assert.equal(status, 'success');
		assert.deepEqual(numbersSent().slice(4), ['+14155550177']);
		assert.deepEqual([rows[1]?.['Status'], rows[1]?.['Result']], ['sent', '']);
	});
	await report.check('writes the outcome of what was sent, and looks at nothing else', async () => {
		// By then the fax that was sent last has arrived, too.
		await delay(world.deliveryMs);
		const { status } = await bench.run(workflow, LOOK);
		assert.equal(status, 'success');
		assert.deepEqual(
			[0, 1, 3, 7].map((at) => [rows[at]?.['Status'], rows[at]?.['Result']]),
			[
				['delivered', 'It was sent'],
				['delivered', 'It was sent'],
				['failed', 'The line was busy'],
				['delivered', 'It was sent'],
			],
		);
		assert.equal(world.sent.length, 5);
		assert.equal(google.calls.filter(({ node }) => node === 'Write Outcome').length, 4);
	});
	await Promise.all([google.close(), simulator.close()]);
};
