/** The access token as n8n holds it, and how to have n8n fetch a new one. */
export interface TokenSource {
	current: () => Promise<string>;
	/** Told when an answer shows that the token is good. */
	accepted: () => void;
	/** Replaces the token that was just refused. */
	renew: (refusedToken: string) => Promise<void>;
}

/** The token to send now. Without any a call would be refused for nothing, so one is fetched first. */
export async function heldToken(token: TokenSource): Promise<string> {
	const held = await token.current();
	if (held !== '') return held;
	await token.renew('');
	return await token.current();
}
