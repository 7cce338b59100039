import { asError, MediaError, unknownOutcome } from '../errors';
import type { Composed, ReadyFile, Sending } from '../media/upload';
import { findSent } from '../media/uploads/findSent';
import { asRecord, textAt } from '../read';
import type { VerbReach } from './verb';

/** Only those of the last minute matter. */
const MOST_SENT_IDS = 1_000;

/** A message that went out. */
export interface Sent {
	record: Record<string, unknown>;
	/** The answer was lost; the record was found among the sent ones. */
	isFound: boolean;
}

/**
 * Sends once. When nobody said what became of it, the message store knows.
 * @throws unknownOutcome when it does not know either; else nothing was sent
 */
export async function sendOnce(
	{ request, trace }: Composed,
	files: readonly ReadyFile[],
	noun: string,
	reach: VerbReach,
): Promise<Sent> {
	const startedAt = reach.now();
	let failure: Error;
	try {
		return noted({ record: asRecord(await reach.upload(request(files))), isFound: false }, reach);
	} catch (cause) {
		failure = asError(cause);
	}
	if (!trace || !(failure instanceof MediaError) || failure.code !== 'unknownOutcome') throw failure;
	let lookFailure: Error | undefined;
	try {
		const record = await findSent(trace(files), startedAt, reach);
		if (record) return noted({ record, isFound: true }, reach);
	} catch (cause) {
		lookFailure = asError(cause);
	}
	// A canceled run says so itself.
	if (lookFailure && !(lookFailure instanceof MediaError)) throw lookFailure;
	throw notFound(noun, failure, lookFailure);
}

function noted(sent: Sent, { sentIds }: VerbReach): Sent {
	const id = textAt(sent.record, 'id');
	if (id !== undefined) sentIds.add(id);
	const [oldest = ''] = sentIds;
	if (sentIds.size > MOST_SENT_IDS) sentIds.delete(oldest);
	return sent;
}

function notFound(noun: string, failure: MediaError, lookFailure: Error | undefined): MediaError {
	const why = lookFailure
		? `and the sent messages could not be listed: ${lookFailure.message}`
		: 'and it is not among the sent messages';
	return unknownOutcome(`RingCentral did not say whether it took the ${noun}, ${why}`, {
		hint: `It may still go out. Look among the sent messages in RingCentral in a few minutes, before you send the ${noun} again.`,
		status: failure.status,
		errorCode: failure.errorCode,
		requestId: failure.requestId,
		cause: failure,
	});
}

/** What the output tells of a message that went out. */
export const summaryOf = ({ read }: Sending, { record, isFound }: Sent): Record<string, unknown> => ({
	...read(record).summary,
	...(isFound && { answerLost: true }),
});
