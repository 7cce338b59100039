/** The own account, where paths begin. */
export const ACCOUNT = '/restapi/v1.0/account/~';

/** Files of sound, and what servers call files they do not know. */
export const acceptsAudio = (contentType: string): boolean =>
	/^(audio\/|application\/octet-stream)/.test(contentType);
