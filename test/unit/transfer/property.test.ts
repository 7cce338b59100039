import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MediaError } from '../../../nodes/RingCentralMedia/errors';
import { createOpen } from '../../../nodes/RingCentralMedia/transfer/http';
import { createLine, fetchFile, type Fetched } from '../../support/scriptedDownload';
import { digest } from '../../support/scriptedFile';
import { startScriptedServer, type Script, type ScriptedServer } from '../../support/scriptedServer';
import { createFaultyServer, scenario, type FaultKind, type Scenario } from './faultyServer';

/** Set `PROPERTY_SEED` and, from a failure's report, `PROPERTY_PATH` to run the same again. */
const seed = Number(process.env['PROPERTY_SEED'] ?? Date.now() % 2 ** 31);
const path = process.env['PROPERTY_PATH'];
const numRuns = process.env['CI'] ? 200 : 60;

/** undici looks at its clocks every half second. */
const IDLE_TIMEOUT_MS = 100;

let server: ScriptedServer;
let script: Script = () => 'hangUp';
const open = createOpen({ idleTimeoutMs: IDLE_TIMEOUT_MS });

beforeAll(async () => {
	server = await startScriptedServer((asked) => script(asked));
});

afterAll(() => server.close());

async function download({ chunkBytes, sha256 }: Scenario): Promise<Fetched | MediaError> {
	try {
		return await fetchFile(server.url, { chunkBytes, sha256 }, createLine(server.url, open));
	} catch (cause) {
		if (cause instanceof MediaError) return cause;
		throw cause;
	}
}

/** Each fault costs a request at most, and so do each chunk, the proof of an open end, and the last answer. */
const mostRequests = ({ faults, sizeBytes, chunkBytes }: Scenario): number =>
	faults.length + Math.ceil((sizeBytes + faults.length) / (chunkBytes ?? Infinity)) + 3;

describe('any file over any line', () => {
	it('comes whole, or fails with a reason', async () => {
		process.stdout.write(`property of the download: ${numRuns} runs, PROPERTY_SEED=${seed}\n`);
		const seen = new Map<FaultKind, number>();
		const outcomes = { whole: 0, afterFaults: 0, failed: 0 };
		await fc.assert(
			fc.asyncProperty(scenario, async (plan) => {
				const faulty = createFaultyServer(plan);
				const requestsBefore = server.requests.length;
				script = faulty.answer;
				const outcome = await download(plan);
				const requests = server.requests.length - requestsBefore;
				for (const kind of faulty.happened) seen.set(kind, (seen.get(kind) ?? 0) + 1);
				expect(requests).toBeLessThanOrEqual(mostRequests(plan));
				if (outcome instanceof MediaError) {
					outcomes.failed += 1;
					expect(faulty.happened).not.toEqual([]);
					return;
				}
				outcomes.whole += 1;
				if (faulty.happened.length > 0) outcomes.afterFaults += 1;
				expect(faulty.versions.map(({ bytes }) => digest(bytes))).toContain(outcome.digest);
				expect(outcome.sha256).toBe(plan.sha256 ? outcome.digest : undefined);
			}),
			{ numRuns, seed, ...(path !== undefined && { path }) },
		);
		process.stdout.write(`${JSON.stringify({ outcomes, faults: Object.fromEntries(seen) })}\n`);
		if (path !== undefined) return;
		expect(outcomes.whole).toBeGreaterThan(numRuns * 0.3);
		expect(outcomes.afterFaults).toBeGreaterThan(numRuns * 0.2);
		expect(outcomes.failed).toBeGreaterThan(numRuns * 0.05);
		expect(seen.size).toBeGreaterThan(12);
	});
});
