import { asError, MediaError } from '../errors';

/** What came, wrapped so that an empty answer counts; `undefined` where the service has nothing. */
export async function unlessGone<T>(work: Promise<T>): Promise<{ came: T } | undefined> {
	let failure: Error;
	try {
		return { came: await work };
	} catch (cause) {
		failure = asError(cause);
	}
	if (failure instanceof MediaError && failure.code === 'gone') return undefined;
	throw failure;
}
