import { badInput } from '../errors';

/** Hosts of RingCentral's own platforms, in every region and for every brand. */
const RINGCENTRAL_DOMAINS = ['.ringcentral.com', '.ringcentral.biz'];

/**
 * Reads the credential's server URL. Plain http is for a server on this machine only.
 * @throws badInput
 */
export function parseServerUrl(text: string): URL {
	const trimmed = text.trim();
	const url = URL.canParse(trimmed) ? new URL(trimmed) : undefined;
	const isUsable = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url));
	if (url && isUsable) return url;
	throw badInput(
		`The server URL in the credential is not usable: ${trimmed === '' ? 'it is empty' : withoutSecrets(trimmed)}`,
		{
			hint: 'Enter an https address, usually https://platform.ringcentral.com.',
		},
	);
}

/**
 * Reads a content URL from an earlier node or an answer. RingCentral sometimes leaves out host or scheme.
 * @throws badInput
 */
export function parseContentUrl(text: string, server: URL): URL {
	const trimmed = text.trim();
	const whole = /^media\.[a-z.]+\//i.test(trimmed) ? `https://${trimmed}` : trimmed;
	const base = whole.startsWith('/') ? server : undefined;
	const url = URL.canParse(whole, base?.href) ? new URL(whole, base?.href) : undefined;
	if (url?.protocol === 'https:' || url?.protocol === 'http:') return url;
	throw badInput(
		trimmed === ''
			? 'The content URL is empty'
			: `This is not an http or https URL: ${withoutSecrets(trimmed)}`,
		{
			hint: "Give the 'contentUri' of a recording or the 'uri' of an attachment, as an earlier node returned it.",
		},
	);
}

/**
 * Whether the access token may go to this URL: over https to RingCentral and to the credential's own
 * server with its media twin, and nowhere else. Content URLs come from data and may point anywhere.
 */
export function mayCarryToken(url: URL, server: URL): boolean {
	// A name and password in a URL would go out in place of the token.
	if (url.username !== '' || url.password !== '') return false;
	if (isLoopback(server)) return url.hostname === server.hostname;
	if (url.protocol !== 'https:') return false;
	const host = url.hostname.toLowerCase();
	const own = server.hostname.toLowerCase();
	// A port other than the server's own belongs to another program, whose word is not RingCentral's.
	if (host === own) return url.port === server.port;
	if (url.port !== '') return false;
	return host === mediaTwin(own) || RINGCENTRAL_DOMAINS.some((domain) => host.endsWith(domain));
}

/** A query may hold a token, and a name with its password stands before the host. */
const withoutSecrets = (address: string): string =>
	address
		.replace(/[?#].*$/s, '')
		.replace(/\/\/[^/]*@/, '//')
		.slice(0, 100);

/** Where the server's content is: on its media twin, where it has one. */
export function mediaServer(server: URL): URL {
	const twin = new URL(server);
	twin.hostname = mediaTwin(server.hostname);
	return twin;
}

const mediaTwin = (host: string): string => host.replace(/^platform\./, 'media.');

function isLoopback({ hostname }: URL): boolean {
	return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
