import { numberAt, textAt } from '../read';

/**
 * How long after its call a recording may not be there yet.
 * @see https://developers.ringcentral.com/guide/voice/call-log/recordings
 */
const FRESH_MS = 15 * 60_000;

/** How long to wait for a call's recording: some time when the call just ended, else not at all. */
export function freshCallPatienceMs(call: Record<string, unknown>, nowAt: number): number {
	const endedAt = Date.parse(textAt(call, 'startTime') ?? '') + (numberAt(call, 'duration') ?? 0) * 1_000;
	return nowAt - endedAt < FRESH_MS ? FRESH_MS : 0;
}
