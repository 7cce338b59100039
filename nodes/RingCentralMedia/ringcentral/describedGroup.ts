/**
 * Endpoints that RingCentral describes as Heavy, the scarcest group: ten calls a minute.
 * @see https://developers.ringcentral.com/api-reference
 */
const HEAVY =
	/\/call-log$|\/recording\/:id(\/content)?$|^POST .*\/fax$|\/call-recordings$|\/message-store-report\b|\/(greeting|ivr-prompts)\/:id\/content$/;

/**
 * The group that an endpoint probably belongs to, for its first call; after that its own answers tell.
 * A wrong guess makes that one call wait for room that it does not need.
 */
export const describedGroup = (endpoint: string): string | undefined =>
	HEAVY.test(endpoint) ? 'heavy' : undefined;
