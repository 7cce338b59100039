import { describe, expect, it } from '@jest/globals';
import {
	awaitedLine,
	beginLine,
	continuingLine,
	doneLine,
	durationText,
	hintText,
	movingLine,
	quotaLine,
	sizeText,
} from '../../../nodes/RingCentralMedia/n8n/progressWords';

const MB = 1024 * 1024;

describe('figures in a line', () => {
	it.each([
		[0, '0 s'],
		[1, '1 s'],
		[59_000, '59 s'],
		[60_000, '1 min'],
		[200_000, '3 min 20 s'],
		[3_600_000, '1 h'],
		[3_900_000, '1 h 5 min'],
		[36_000_000, '10 h'],
	])('say %d ms as %s', (ms, text) => {
		expect(durationText(ms)).toBe(text);
	});

	it.each([
		[0, '0 MB'],
		[MB / 2, '0.5 MB'],
		[12.34 * MB, '12.3 MB'],
		[512.4 * MB, '512 MB'],
	])('say %d bytes as %s', (bytes, text) => {
		expect(sizeText(bytes)).toBe(text);
	});
});

describe('lines on a download', () => {
	it('say how far it is, and how fast', () => {
		expect(beginLine('fax 4711', 512 * MB)).toBe('Downloading fax 4711: 512 MB');
		expect(movingLine('fax 4711', 120 * MB, 512 * MB, { bytes: 60 * MB, ms: 30_000 })).toBe(
			'Downloading fax 4711: 120 MB of 512 MB (2 MB/s)',
		);
		expect(movingLine('fax 4711', 120 * MB, undefined, { bytes: 60 * MB, ms: 30_000 })).toBe(
			'Downloading fax 4711: 120 MB (2 MB/s)',
		);
		expect(doneLine('fax 4711', 512 * MB, 256_000)).toBe(
			'Downloaded fax 4711: 512 MB in 4 min 16 s (2 MB/s)',
		);
		expect(doneLine('fax 4711', MB, 0)).toBe('Downloaded fax 4711: 1 MB in 0 s');
	});

	it('say where it goes on, and when', () => {
		expect(continuingLine('fax 4711', 120 * MB, 512 * MB, 1_500)).toBe(
			'Download of fax 4711 was interrupted at 120 MB of 512 MB; going on there in 2 s',
		);
		expect(continuingLine('fax 4711', 0, undefined, 8_000)).toBe(
			'Download of fax 4711 could not begin; trying again in 8 s',
		);
	});
});

describe('lines on a wait', () => {
	const wait = { waitMs: 42_000, isPenalty: false, group: 'heavy', limit: 10, windowMs: 60_000 };

	it('say what is used up, or that RingCentral wants a rest', () => {
		expect(quotaLine(wait)).toBe(
			"Waiting 42 s for RingCentral's rate limit: the 10 calls of group Heavy in 1 min are used",
		);
		expect(quotaLine({ ...wait, group: undefined })).toBe(
			"Waiting 42 s for RingCentral's rate limit: the 10 calls in 1 min are used",
		);
		expect(quotaLine({ ...wait, isPenalty: true })).toBe(
			"Waiting 42 s for RingCentral's rate limit: RingCentral asked for this rest",
		);
	});

	it('say what is not there yet', () => {
		const awaited = { is: 'notReady', noun: 'compliance export', id: '7', restMs: 3_600_000 } as const;
		expect(awaitedLine(awaited)).toBe('Waiting until the compliance export 7 is ready, for 1 h more at most');
		expect(awaitedLine({ ...awaited, is: 'notDelivered', noun: 'fax', id: undefined })).toBe(
			'Waiting for the delivery of the fax, for 1 h more at most',
		);
	});
});

describe('the hint after a run', () => {
	it('says nothing about a day like any other', () => {
		expect(hintText(0, 0)).toBeUndefined();
		expect(hintText(9_999, 0)).toBeUndefined();
	});

	it('says how long the rate limit held it, and how often downloads went on', () => {
		expect(hintText(200_000, 0)).toBe("RingCentral's rate limit held this run for 3 min 20 s in total.");
		expect(hintText(0, 1)).toBe('A download was interrupted once and went on at the last byte.');
		expect(hintText(10_000, 3)).toBe(
			"RingCentral's rate limit held this run for 10 s in total. Downloads were interrupted 3 times and went on at the last byte.",
		);
	});
});
