/** Every way a piece of work on media can end badly. The set is closed: README explains each code. */
export type MediaErrorCode =
	| 'badInput'
	| 'changed'
	| 'empty'
	| 'gone'
	| 'interrupted'
	| 'notReady'
	| 'refused'
	| 'throttled'
	| 'tooLarge'
	| 'truncated'
	| 'unexpected'
	| 'unknownOutcome'
	| 'wrongType';

export interface MediaErrorDetails {
	/** What the user can do about it. */
	hint?: string | undefined;
	/** How long to wait before another try makes sense. */
	waitMs?: number | undefined;
	/** HTTP status of the answer. */
	status?: number | undefined;
	/** RingCentral's own code, such as `CMN-102`. */
	errorCode?: string | undefined;
	/** RingCentral's `RCRequestId`, which its support asks for. */
	requestId?: string | undefined;
	cause?: unknown;
}

/** What to do where nobody knows better. A message on a value says by itself what to change. */
const usualHints: Record<Exclude<MediaErrorCode, 'badInput'>, string> = {
	changed: 'Run again to get the file as it is now. Nothing of the old one was kept.',
	empty: 'Look at the item in RingCentral.',
	gone: 'Check the ID. The item may have been deleted.',
	interrupted: 'Run again later. Check the network between n8n and RingCentral if it happens often.',
	notReady: "Run again later, or set 'Wait Until Ready'.",
	refused: 'Check the credential, and the permissions of its app and user.',
	throttled: 'Run again later. Other workflows on this credential share the limit.',
	tooLarge: "Raise or clear 'Max File Size', or use a smaller file.",
	truncated: "Run again. If it stays so, tell RingCentral's support.",
	unexpected: 'Look for a proxy between n8n and RingCentral that changes answers, then run again.',
	unknownOutcome: 'Look in RingCentral before you send it again.',
	wrongType: 'Check the file, or the address that it comes from.',
};

/** What went wrong, for people: `message` says what happened, `hint` what to do. Carries no secret. */
export class MediaError extends Error {
	readonly hint: string | undefined;
	readonly waitMs: number | undefined;
	readonly status: number | undefined;
	readonly errorCode: string | undefined;
	readonly requestId: string | undefined;

	constructor(
		readonly code: MediaErrorCode,
		message: string,
		details: MediaErrorDetails = {},
	) {
		super(message, { cause: details.cause });
		this.name = 'MediaError';
		this.hint = details.hint ?? (code === 'badInput' ? undefined : usualHints[code]);
		this.waitMs = details.waitMs;
		this.status = details.status;
		this.errorCode = details.errorCode;
		this.requestId = details.requestId;
	}
}

/** A caught value as an Error. Node's own errors may come from another realm, where `instanceof` fails. */
export function asError(cause: unknown): Error {
	return isError(cause) ? cause : new Error(String(cause));
}

function isError(cause: unknown): cause is Error {
	return typeof cause === 'object' && cause !== null && 'message' in cause && 'name' in cause;
}

const factory =
	(code: MediaErrorCode) =>
	(message: string, details?: MediaErrorDetails): MediaError =>
		new MediaError(code, message, details);

/** The values a user gave cannot work; nothing was sent. */
export const badInput = factory('badInput');
/** The content is another one than when the transfer began. */
export const changed = factory('changed');
/** There is not a single byte. */
export const empty = factory('empty');
/** It does not exist, or no longer. */
export const gone = factory('gone');
/** The line failed; another try may work. */
export const interrupted = factory('interrupted');
/** It will exist, but not yet. */
export const notReady = factory('notReady');
/** The service or this package will not do it: no permission, wrong secret, forbidden redirect. */
export const refused = factory('refused');
/** The quota is used up for longer than the user wants to wait. */
export const throttled = factory('throttled');
export const tooLarge = factory('tooLarge');
/** Fewer bytes than promised, and no more to be had. */
export const truncated = factory('truncated');
/** An answer that breaks HTTP or the service's own description. */
export const unexpected = factory('unexpected');
/** A request was sent whole, and nobody said what became of it. */
export const unknownOutcome = factory('unknownOutcome');
/** The bytes are not of a type that belongs here. */
export const wrongType = factory('wrongType');
