import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { kinds } from '../../../nodes/RingCentralMedia/media/kinds';
import { hasNews } from '../../../nodes/RingCentralMedia/media/sources';
import type { Desk } from '../../../nodes/RingCentralMedia/n8n/handOver';
import { pollOnce } from '../../../nodes/RingCentralMedia/n8n/poll';
import type { TriggerSettings } from '../../../nodes/RingCentralMedia/n8n/triggerFields';
import { checkContent, fakeService, type Piece } from './fakeService';

const RUNS = process.env['CI'] ? 300 : 60;

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const BEGIN = Date.UTC(2026, 5, 1, 8);

/** Around the start either answer is right: clocks differ, and a margin makes up for it. */
const MARGIN_MS = 6 * MINUTE_MS;

const settings = (maxItems: number, transcriptMs: number, downloadFiles: boolean): TriggerSettings => ({
	kinds: kinds.filter(hasNews),
	extensionId: '~',
	perFile: true,
	isSimple: true,
	patience: { transcriptMs },
	lookBackMs: 4 * HOUR_MS,
	downloadFiles,
	markAsRead: false,
	maxItems,
	startFrom: undefined,
});

const pieceFacts = fc.record({
	kind: fc.constantFrom('fax', 'voicemail', 'message', 'callRecording'),
	/** Many share a second, or come close together. */
	createdAfterMs: fc.oneof(
		fc.integer({ min: -2 * HOUR_MS, max: 5 * HOUR_MS }),
		fc.integer({ min: 0, max: 20 }).map((step) => step * 15 * MINUTE_MS),
	),
	lateMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 50 * MINUTE_MS })),
	readyAfterMs: fc.integer({ min: 0, max: 40 * MINUTE_MS }),
	durationSeconds: fc.integer({ min: 0, max: 5_400 }),
});

const tick = fc.record({
	afterMs: fc.integer({ min: SECOND_MS, max: 25 * MINUTE_MS }),
	/** How far n8n's clock is from the service's. */
	skewMs: fc.integer({ min: -5 * SECOND_MS, max: 5 * SECOND_MS }),
	restarts: fc.boolean(),
	/** Which of the calls of this poll fail; none mostly. */
	failsAtCall: fc.option(fc.integer({ min: 0, max: 4 }), { freq: 2 }),
});

const history = fc.record({
	pieces: fc.array(pieceFacts, { minLength: 1, maxLength: 60, size: 'max' }),
	ticks: fc.array(tick, { minLength: 3, maxLength: 25, size: 'max' }),
	maxItems: fc.constantFrom(3, 100),
	transcriptMs: fc.constantFrom(0, 20 * MINUTE_MS),
	downloadFiles: fc.boolean(),
});

const makePieces = (
	facts: readonly (typeof pieceFacts extends fc.Arbitrary<infer F> ? F : never)[],
): Piece[] =>
	facts.map(({ kind, createdAfterMs, lateMs, readyAfterMs, durationSeconds }, index) => {
		const createdAt = BEGIN + createdAfterMs;
		const endsAt = createdAt + (kind === 'callRecording' ? durationSeconds * SECOND_MS : 0);
		const visibleAt = endsAt + lateMs;
		// Ids are not in the order of time.
		const id = 1_000_000 + ((index * 7_919) % 9_973) * 10;
		return { id, kind, createdAt, visibleAt, readyAt: visibleAt + readyAfterMs, durationSeconds };
	});

describe('whatever happens, each piece', () => {
	it('is handed over once, or is still waiting with a reason', async () => {
		const seed = Number(process.env['FC_SEED'] ?? Date.now() % 2 ** 31);
		let handedOverCount = 0;
		let failedPolls = 0;
		let restarts = 0;

		await fc.assert(
			fc.asyncProperty(history, async ({ pieces: facts, ticks, maxItems, transcriptMs, downloadFiles }) => {
				const pieces = makePieces(facts);
				let serviceAt = BEGIN;
				let skewMs = 0;
				let callsLeft = Infinity;
				const fails = (): boolean => {
					// Time goes on while pages are read.
					serviceAt += 200;
					callsLeft -= 1;
					return callsLeft < 0;
				};
				const api = fakeService(pieces, () => serviceAt, fails);
				const desk = (): Desk => ({
					settings: settings(maxItems, transcriptMs, downloadFiles),
					untilAt: Infinity,
					logger: { debug: () => undefined, warn: () => undefined } as never,
					reach: {
						api,
						now: () => serviceAt + skewMs,
						input: {},
						sleep: () => Promise.reject(new Error('Nothing is waited for here')),
						mediaUrl: (path) => new URL(path, 'https://media.ringcentral.com'),
						contentUrl: (text) => new URL(text),
						inputFiles: () => Promise.resolve([]),
						onWait: () => undefined,
						upload: () => Promise.reject(new Error('Nothing is sent here')),
						boundary: () => 'none',
						serverSkewMs: () => 0,
						sentIds: new Set(),
						tokenFor: () => Promise.reject(new Error('No link is made here')),
						readText: () => Promise.resolve('text'),
						saveFile: ({ uri }) => {
							checkContent(pieces, uri, serviceAt);
							const stored = { data: 'filesystem-v2', mimeType: 'audio/mpeg' };
							const manifest = { fileName: 'f', mimeType: 'm', sizeBytes: 1, requests: 1, resumed: 0 };
							return Promise.resolve({ stored, manifest: { ...manifest, sourceUri: uri } });
						},
					},
				});

				let memory: IDataObject = {};
				let saved: IDataObject = {};
				const handedOver: string[] = [];
				const poll = async (isActivation = false): Promise<void> => {
					const before = JSON.stringify(memory);
					try {
						const items = await pollOnce(memory, desk());
						handedOver.push(...items.map(({ json }) => json['attachmentId'] as string));
						// As n8n does: only a poll with items, or that of the activation, reaches the database.
						if (items.length > 0 || isActivation) saved = JSON.parse(JSON.stringify(memory)) as IDataObject;
					} catch {
						failedPolls += 1;
						expect(JSON.stringify(memory)).toBe(before);
					}
				};

				await poll(true);
				const activatedAt = serviceAt;
				for (const each of ticks) {
					serviceAt += each.afterMs;
					skewMs = each.skewMs;
					callsLeft = each.failsAtCall ?? Infinity;
					if (each.restarts) {
						restarts += 1;
						memory = JSON.parse(JSON.stringify(saved)) as IDataObject;
					}
					await poll();
				}
				// Then the line is good, and time passes until nothing has a reason to wait any more.
				callsLeft = Infinity;
				skewMs = 0;
				for (let round = 0; round < 30; round += 1) {
					serviceAt += 20 * MINUTE_MS;
					await poll();
				}

				expect(new Set(handedOver).size).toBe(handedOver.length);
				const waiting = Object.values(
					memory['feeds'] as Record<string, { waiting: Record<string, { reason: string }> }>,
				)
					.flatMap((feed) => Object.entries(feed.waiting))
					.filter(([, { reason }]) => reason !== '')
					.map(([id]) => id);
				for (const piece of pieces) {
					const id = String(piece.id);
					const endsAt =
						piece.createdAt + (piece.kind === 'callRecording' ? piece.durationSeconds * SECOND_MS : 0);
					const isDone = handedOver.includes(id) || waiting.includes(id);
					if (endsAt > activatedAt + MARGIN_MS) expect([piece, isDone]).toEqual([piece, true]);
					if (piece.visibleAt < activatedAt - MARGIN_MS) expect([piece, isDone]).toEqual([piece, false]);
				}
				handedOverCount += handedOver.length;
			}),
			{ numRuns: RUNS, seed },
		);

		process.stdout.write(
			`histories: ${RUNS} with seed ${seed}: ${handedOverCount} pieces, ${failedPolls} failed polls, ${restarts} restarts\n`,
		);
		// The histories must really have had something to go wrong.
		expect(handedOverCount).toBeGreaterThan(RUNS * 5);
		expect(failedPolls).toBeGreaterThan(RUNS / 2);
		expect(restarts).toBeGreaterThan(RUNS);
	});
});
