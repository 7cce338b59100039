import { asError, MediaError, notReady } from '../errors';
import type { Kind, MediaItem } from '../media/kind';
import { readyStepMs } from '../transfer/readySteps';
import type { VerbReach } from './verb';

/** How something in the making is watched. */
export interface Watch {
	kind: Kind;
	look: () => Promise<MediaItem>;
	isUnfinished: (item: MediaItem) => boolean;
	/** Milliseconds since 1970. */
	untilAt: number;
	/** What is known of it already, so that the first look waits. */
	known?: MediaItem;
}

/** Looks until it is ready. When the time is up, gives it as it is, or throws what the last look did. */
export async function whenReady(
	{ kind, look, isUnfinished, untilAt, known }: Watch,
	reach: VerbReach,
): Promise<MediaItem> {
	let found: MediaItem | MediaError = known ?? (await attempt(look));
	for (let looks = 0; isAwaited(found, isUnfinished); looks += 1) {
		const stepMs = readyStepMs(looks);
		const restMs = untilAt - reach.now();
		if (stepMs > restMs) break;
		const id = found instanceof MediaError ? undefined : found.id;
		reach.onWait({ is: 'notReady', noun: kind.noun, id, restMs });
		await reach.sleep(stepMs);
		found = await attempt(look);
	}
	if (found instanceof MediaError) throw found;
	return found;
}

/** A 404 of the service may come too early. What is known to have ended will not come. */
function isAwaited(found: MediaItem | MediaError, isUnfinished: Watch['isUnfinished']): boolean {
	if (!(found instanceof MediaError)) return isUnfinished(found);
	return found.code === 'notReady' || (found.code === 'gone' && found.status !== undefined);
}

async function attempt(look: Watch['look']): Promise<MediaItem | MediaError> {
	let failure: Error;
	try {
		return await look();
	} catch (cause) {
		failure = asError(cause);
	}
	if (failure instanceof MediaError) return failure;
	throw failure;
}

export const stillMaking = ({ noun }: Kind, { id }: MediaItem): MediaError =>
	notReady(`The ${noun} ${id} is still being made`, {
		hint: 'RingCentral goes on with it. Download it later by its ID, or let this run wait longer.',
	});
