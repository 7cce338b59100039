/** Tokens and keys are longer than this, and what people can read without a space is shorter. */
const LONG_RUN = /[\w.~+=%-]{40,}/g;

const AFTER_SCHEME = /\b(Bearer|Basic)(\s+|%20|\+)[^\s"',;&]+/gi;

const NAMED =
	/\b(access_token|refresh_token|id_token|assertion|client_secret|code)(["']?\s*(?:[=:]|%3D)\s*["']?)[^\s"',;&]+/gi;

/** The words of a server without secrets: a proxy or a gateway may repeat what it was sent. */
export const scrub = (text: string): string =>
	text.replace(AFTER_SCHEME, '$1 …').replace(NAMED, '$1$2…').replace(LONG_RUN, '…').slice(0, 500);
