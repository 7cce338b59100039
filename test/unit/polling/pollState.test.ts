import { describe, expect, it } from '@jest/globals';
import { kinds } from '../../../nodes/RingCentralMedia/media/kinds';
import { hasNews } from '../../../nodes/RingCentralMedia/media/sources';
import { readPollState, writePollState } from '../../../nodes/RingCentralMedia/n8n/pollState';
import type { TriggerSettings } from '../../../nodes/RingCentralMedia/n8n/triggerFields';

const NOW = Date.UTC(2026, 5, 1);
const DAY_MS = 24 * 3_600_000;

const settings: TriggerSettings = {
	kinds: kinds.filter(hasNews),
	extensionId: '~',
	perFile: true,
	isSimple: true,
	patience: { transcriptMs: 0 },
	lookBackMs: 4 * 3_600_000,
	downloadFiles: false,
	markAsRead: false,
	maxItems: 100,
	startFrom: undefined,
};

const feeds = { 'messages:~': { from: NOW - 1_000, seen: { abc: '1 2' }, waiting: {}, visitedAt: NOW } };

const stored = (changed: Partial<TriggerSettings> = {}) => {
	const { state } = readPollState({}, { ...settings, ...changed }, NOW - DAY_MS);
	return writePollState({ ...state, feeds, polledAt: NOW - 60_000 });
};

describe('the state of the trigger', () => {
	it('comes back as it was written', () => {
		const { state, isFirst } = readPollState(stored(), settings, NOW);
		expect(isFirst).toBe(false);
		expect(state.feeds).toEqual(feeds);
		expect(state.polledAt).toBe(NOW - 60_000);
	});

	it.each([
		['nothing', {}],
		['another version', { ...stored(), version: 99 }],
		['something else', { version: 1, polledAt: 'yesterday' }],
	])('begins anew on %s', (_what, given) => {
		const { state, isFirst } = readPollState(given, settings, NOW);
		expect([isFirst, state.feeds]).toEqual([true, {}]);
	});

	it('goes on from the last poll when the parameters change, and remembers what was handed over', () => {
		const { state, isFirst } = readPollState(stored(), { ...settings, direction: 'Inbound' }, NOW);
		expect(isFirst).toBe(false);
		expect(state.feeds).toEqual(feeds);
		expect(state.startAt).toBeLessThanOrEqual(NOW - 60_000);
		expect(state.startAt).toBeGreaterThan(NOW - DAY_MS / 2);
	});

	it('does not change with how items are handed over', () => {
		const other = { ...settings, isSimple: false, downloadFiles: true, markAsRead: true, maxItems: 5 };
		expect(readPollState(stored(), other, NOW).state.startAt).toBe(
			readPollState(stored(), settings, NOW).state.startAt,
		);
	});

	it('begins at a Start From that was changed, and not again at one that stayed', () => {
		const startFrom = NOW - 30 * DAY_MS;
		const changed = readPollState(stored(), { ...settings, startFrom }, NOW);
		expect([changed.isFirst, changed.state.startAt]).toEqual([true, startFrom]);
		const kept = readPollState(stored({ startFrom }), { ...settings, startFrom, direction: 'any' }, NOW);
		expect(kept.state.startAt).toBeGreaterThan(startFrom);
	});

	it('survives damage to a part of it', () => {
		const damaged = {
			...stored(),
			feeds: { a: { from: 'x' }, b: { from: 5, seen: { k: 7 }, waiting: 'no' } },
		};
		const { state } = readPollState(damaged, settings, NOW);
		expect(state.feeds).toEqual({ b: { from: 5, seen: { k: '' }, waiting: {}, visitedAt: 0 } });
	});
});
