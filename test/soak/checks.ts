import assert from 'node:assert/strict';
import type { Report } from '../e2e/report';
import { findingKinds, type FindingKind } from './ledger';
import { recipes } from './uploads';
import { libraryWorks } from './downloads';
import type { SoakResult } from './soak';

/** What the code itself and n8n's caches take while they settle. */
const HEAP_TOLERANCE_MIB = 24;

/** The system gives memory back late, and in pieces. */
const RSS_TOLERANCE_MIB = 160;

/** Everything the soak promises, one check each. */
export async function checkSoak(report: Report, result: SoakResult): Promise<void> {
	const { ledger, faults, before, after, serverSockets, leftFiles, watchers, penalties } = result;
	for (const [kind, claim] of Object.entries(findingKinds)) {
		await report.check(claim, () => {
			const found = ledger.findings.get(kind as FindingKind) ?? [];
			assert.equal(found.length, 0, `${found.length} or more, the first:\n${found[0] ?? ''}`);
		});
	}
	await report.check('every kind of fault was met', () => {
		const missing = [...faults].filter(([, count]) => count === 0).map(([name]) => name);
		if (penalties === 0) missing.push('429 with a penalty');
		assert.deepEqual(missing, []);
	});
	await report.check('every kind of work was done', () => {
		const works = [
			...['fax', 'voicemail', 'message', 'callRecording', 'media', ...libraryWorks].map(
				(name) => `download ${name}`,
			),
			...Object.keys(recipes),
			...watchers.map(({ name }) => `poll ${name}`),
		];
		assert.deepEqual(
			works.filter((work) => !ledger.worked.has(work)),
			[],
		);
		assert.ok(ledger.restarts > 0, 'n8n never restarted');
		assert.ok(ledger.delivered > 0, 'the triggers delivered nothing');
	});
	await report.check('sockets are closed as at the start', () => {
		assert.equal(serverSockets, 0, `${serverSockets} are open at the simulator`);
		assert.ok(after.sockets <= before.sockets, `${before.sockets} at the start, ${after.sockets} now`);
	});
	await report.check(`memory is as at the start, give or take ${HEAP_TOLERANCE_MIB} MiB`, () => {
		const grownMiB = after.heapMiB - before.heapMiB;
		const rssMiB = after.rssMiB - before.rssMiB;
		report.say(`    grown by ${grownMiB.toFixed(1)} MiB, resident by ${rssMiB.toFixed(1)} MiB`);
		assert.ok(grownMiB <= HEAP_TOLERANCE_MIB, `${grownMiB.toFixed(1)} MiB more`);
		assert.ok(rssMiB <= RSS_TOLERANCE_MIB, `${rssMiB.toFixed(1)} MiB more are resident`);
	});
	await report.check('no file is left behind', () => {
		assert.deepEqual(leftFiles, []);
		const grown = (after.descriptors ?? 0) - (before.descriptors ?? 0);
		assert.ok(grown <= 0, `${grown} more files are open than at the start`);
	});
}

/** The figures, as a table. */
export function describeSoak({ ledger, faults, penalties }: SoakResult): string {
	const rows: [string, number][] = [
		...[...ledger.worked].sort().map(([name, count]): [string, number] => [name, count]),
		...[...ledger.refusedBy].sort().map(([code, count]): [string, number] => [`refused: ${code}`, count]),
		['penalties met', penalties],
		...[...faults].map(([name, count]): [string, number] => [`fault: ${name}`, count]),
	];
	return rows.map(([name, count]) => `  ${name.padEnd(42)}${String(count).padStart(6)}`).join('\n');
}
