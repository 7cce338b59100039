import type { Awaited } from '../operations/verb';
import type { QuotaWait } from '../ringcentral/rateGroup';

const MB_BYTES = 1024 * 1024;

/** `12.5 MB`; from 100 MB on without a fraction. */
export function sizeText(bytes: number): string {
	const mb = bytes / MB_BYTES;
	return `${mb < 100 ? Math.round(mb * 10) / 10 : Math.round(mb)} MB`;
}

/** `8 s`, `3 min 20 s`, `1 h 5 min`; parts of a second count as one. */
export function durationText(ms: number): string {
	const seconds = Math.ceil(ms / 1_000);
	const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60)];
	const parts = hours > 0 ? [`${hours} h`, `${minutes} min`] : [`${minutes} min`, `${seconds % 60} s`];
	return parts.filter((part) => !part.startsWith('0 ')).join(' ') || '0 s';
}

/** `120 of 512 MB`; without a total as far as it is. */
export const placeText = (offset: number, totalBytes: number | undefined): string =>
	totalBytes === undefined ? sizeText(offset) : `${sizeText(offset)} of ${sizeText(totalBytes)}`;

/** `11.3 MB/s`; nothing where no time has passed. */
const speedText = (bytes: number, ms: number): string =>
	ms > 0 ? ` (${sizeText((bytes / ms) * 1_000)}/s)` : '';

export const beginLine = (name: string, totalBytes: number): string =>
	`Downloading ${name}: ${sizeText(totalBytes)}`;

export const movingLine = (
	name: string,
	offset: number,
	totalBytes: number | undefined,
	sinceLast: { bytes: number; ms: number },
): string =>
	`Downloading ${name}: ${placeText(offset, totalBytes)}${speedText(sinceLast.bytes, sinceLast.ms)}`;

export const doneLine = (name: string, bytes: number, ms: number): string =>
	`Downloaded ${name}: ${sizeText(bytes)} in ${durationText(ms)}${speedText(bytes, ms)}`;

export const continuingLine = (
	name: string,
	offset: number,
	totalBytes: number | undefined,
	waitMs: number,
): string =>
	offset === 0
		? `Download of ${name} could not begin; trying again in ${durationText(waitMs)}`
		: `Download of ${name} was interrupted at ${placeText(offset, totalBytes)}; going on there in ${durationText(waitMs)}`;

export function quotaLine({ waitMs, isPenalty, group, limit, windowMs }: QuotaWait): string {
	const waiting = `Waiting ${durationText(waitMs)} for RingCentral's rate limit`;
	const calls = group === undefined ? 'calls' : `calls of group ${group[0]?.toUpperCase()}${group.slice(1)}`;
	if (isPenalty) return `${waiting}: RingCentral asked for this rest`;
	return `${waiting}: the ${limit} ${calls} in ${durationText(windowMs)} are used`;
}

export function awaitedLine({ is, noun, id, restMs }: Awaited): string {
	const what = id === undefined || id === '' ? `the ${noun}` : `the ${noun} ${id}`;
	const rest = `for ${durationText(restMs)} more at most`;
	return is === 'notReady'
		? `Waiting until ${what} is ready, ${rest}`
		: `Waiting for the delivery of ${what}, ${rest}`;
}

/** What n8n shows above the output of a run; nothing where nothing is worth it. */
export function hintText(heldMs: number, resumed: number): string | undefined {
	const held = `RingCentral's rate limit held this run for ${durationText(heldMs)} in total.`;
	const times = resumed === 1 ? 'was interrupted once' : `were interrupted ${resumed} times`;
	const cut = `${resumed === 1 ? 'A download' : 'Downloads'} ${times} and went on at the last byte.`;
	const parts = [...(heldMs >= HELD_WORTH_A_WORD_MS ? [held] : []), ...(resumed > 0 ? [cut] : [])];
	return parts.length > 0 ? parts.join(' ') : undefined;
}

/** Shorter waits are part of any day. */
const HELD_WORTH_A_WORD_MS = 10_000;
