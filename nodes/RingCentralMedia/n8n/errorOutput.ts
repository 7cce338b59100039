import { version } from 'n8n-workflow/package.json';

/**
 * n8n before 2.36 sends an item to a node's error output only if it has `error` and nothing else, or
 * `error` and `message`; anything more makes it a success.
 */
const FIRST_WITH_DETAILS = { major: 2, minor: 36 };

export function errorOutputTakesDetails(ofVersion: string = version): boolean {
	const [major = 0, minor = 0] = ofVersion.split('.').map(Number);
	if (major !== FIRST_WITH_DETAILS.major) return major > FIRST_WITH_DETAILS.major;
	return minor >= FIRST_WITH_DETAILS.minor;
}
