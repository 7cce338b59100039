import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Simulator } from '../../simulator';
import type { N8nHome } from './n8nHome';
import type { N8nServer } from './n8nServer';
import type { Report } from './report';

/** Larger ones are media, which hold no text of n8n's. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * What n8n has written after many runs holds no secret in clear: its database with all executions, its
 * settings and logs, and what it printed. `storedId` is part of an execution, so it must be found.
 */
export const checkSecrets = async (
	report: Report,
	home: N8nHome,
	server: N8nServer,
	{ credentials, oauth }: Simulator,
	storedId: string,
): Promise<void> => {
	const written = await writtenBy(home);
	const everything = new Map([...written, ['what it printed', Buffer.from(server.output())]]);
	const placesOf = (text: string): string[] =>
		[...everything].filter(([, content]) => content.includes(text)).map(([place]) => place);

	report.say('What n8n has written by now');
	await report.check('has its executions in it, as far as this can see', () => {
		assert.ok(placesOf(storedId).some((place) => place.includes('database.sqlite')));
		assert.ok(placesOf('Editor is now accessible').includes('what it printed'));
	});
	await report.check('has no token, client secret or JWT in it', () => {
		const tokens = oauth.sessions.flatMap(({ accessToken, refreshToken }) => [accessToken, refreshToken]);
		assert.ok(tokens.length > 0);
		const { clientId, clientSecret, jwt } = credentials;
		const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
		const places = [...tokens, clientSecret, jwt, basic].flatMap((secret) =>
			secret === undefined ? [] : placesOf(secret),
		);
		assert.deepEqual(places, []);
	});
};

const writtenBy = async ({ folder }: N8nHome): Promise<Map<string, Buffer>> => {
	const names = await readdir(path.join(folder, '.n8n'), { recursive: true });
	const found = new Map<string, Buffer>();
	for (const name of names) {
		// The package itself, as it was installed.
		if (name.startsWith('nodes/')) continue;
		const file = path.join(folder, '.n8n', name);
		const stats = await stat(file);
		if (stats.isFile() && stats.size <= MOST_BYTES) found.set(name, await readFile(file));
	}
	return found;
};
