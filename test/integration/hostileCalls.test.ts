import { afterEach, describe, expect, it } from '@jest/globals';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { IDataObject } from 'n8n-workflow';
import {
	answerWith,
	growthMiB,
	startRawServer,
	writeWithoutEnd,
	type Conduct,
	type RawServer,
} from '../support/rawServer';
import { byId, startStation, type Station } from '../support/station';

/** An answer is read up to 16 MiB; twice for a second try, as bytes and as text. */
const MOST_GROWTH_MIB = 250;

let station: Station;
let server: RawServer;

afterEach(async () => {
	await station.close();
	await server.close();
});

const JSON_TYPE = { 'Content-Type': 'application/json' };
const sendJson = (socket: Socket, body: unknown): void =>
	answerWith(socket, 200, JSON_TYPE, JSON.stringify(body));

/** A RingCentral that logs in as it should and then does this. */
async function startHostile(conduct: Conduct, logIn?: Conduct): Promise<void> {
	server = await startRawServer((socket, head) => {
		if (head.includes('fax-cover-page')) sendJson(socket, { records: [] });
		else if (!head.includes('/oauth/token')) conduct(socket, head);
		else if (logIn) logIn(socket, head);
		else sendJson(socket, { access_token: 'issued', token_type: 'bearer', expires_in: 3600 });
	});
	station = await startStation({ credential: { serverUrl: server.origin } });
}

async function run(parameters: IDataObject): Promise<IDataObject> {
	let json: IDataObject = {};
	const grownMiB = await growthMiB(async () => {
		const { outputs } = await station.run(parameters, undefined, { onError: 'continueRegularOutput' });
		json = outputs[0]?.[0]?.json ?? {};
	});
	expect(grownMiB).toBeLessThan(MOST_GROWTH_MIB);
	return { code: (json['details'] as IDataObject | undefined)?.['code'], error: json['error'] };
}

const list = { resource: 'fax', operation: 'getMany', returnAll: true };
const remove = { resource: 'fax', operation: 'delete', messageId: byId('1'), deleteMode: 'trash' };

const MIB = Buffer.alloc(1024 * 1024, 'a');
const endless =
	(head: string): Conduct =>
	(socket) => {
		socket.write(head);
		return writeWithoutEnd(socket, MIB);
	};
const whole =
	(body: string | (() => string), status = 200, headers: Record<string, string> = JSON_TYPE): Conduct =>
	(socket) =>
		answerWith(socket, status, headers, typeof body === 'string' ? body : body());

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n[{"a":"';
const deep = (): string => `{"records":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;

describe('a call whose answer', () => {
	it.each<[string, Conduct, string, RegExp]>([
		['has no end', endless(HEAD), 'unexpected', /more than 16777216 bytes/],
		['is an error without end', endless(HEAD.replace('200 OK', '400 Bad')), 'badInput', /does not accept/],
		['is an error of 50 MB', whole(() => 'x'.repeat(50_000_000), 403), 'refused', /does not allow this/],
		[
			'is a web page',
			whole('<html>log in</html>', 200, { 'Content-Type': 'text/html' }),
			'unexpected',
			/cannot be read as JSON/,
		],
		['is nested 100,000 deep', whole(deep), 'unexpected', /cannot be read as JSON/],
		['is an error nested 100,000 deep', whole(deep, 400), 'badInput', /does not accept/],
		[
			'is cut',
			(socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"rec'),
			'interrupted',
			/broke off/,
		],
		['is a redirect', whole('', 302, { Location: 'http://localhost:9/x' }), 'unexpected', /answered 302/],
		[
			'names another host for the next page',
			whole('{"records":[],"navigation":{"nextPage":{"uri":"http://169.254.169.254/x"}}}'),
			'refused',
			/169\.254\.169\.254, which is not RingCentral/,
		],
		[
			'names a file for the next page',
			whole('{"records":[],"navigation":{"nextPage":{"uri":"file:///etc/passwd"}}}'),
			'refused',
			/not RingCentral/,
		],
		[
			'names the same next page again',
			whole('{"records":[],"navigation":{"nextPage":{"uri":"/restapi/next"}}}'),
			'unexpected',
			/same page twice/,
		],
		[
			'wants a rest of a year',
			whole('{}', 429, { 'Retry-After': '31536000' }),
			'throttled',
			/no room|rate limit/,
		],
		[
			'counts to a quadrillion',
			whole('{"records":[]}', 200, {
				...JSON_TYPE,
				'X-Rate-Limit-Group': 'light',
				'X-Rate-Limit-Limit': '999999999999999',
				'X-Rate-Limit-Remaining': '0',
				'X-Rate-Limit-Window': '60',
			}),
			'none',
			/none/,
		],
		[
			'counts below nothing',
			whole('{"records":[]}', 200, {
				...JSON_TYPE,
				'X-Rate-Limit-Group': 'light',
				'X-Rate-Limit-Limit': '-5',
				'X-Rate-Limit-Remaining': 'NaN',
				'X-Rate-Limit-Window': '-1',
			}),
			'none',
			/none/,
		],
	])('%s', async (_what, conduct, code, error) => {
		await startHostile(conduct);
		const outcome = await run(list);
		if (code === 'none') expect(outcome).toEqual({});
		else expect(outcome).toMatchObject({ code, error: expect.stringMatching(error) as unknown });
		expect(await station.engine.storedFiles()).toEqual([]);
	});

	it('is a packed bomb', async () => {
		const bomb = gzipSync(Buffer.alloc(300 * 1024 * 1024, ' '));
		await startHostile((socket) => {
			socket.write(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`);
			socket.write(bomb);
		});
		expect(await run(list)).toMatchObject({
			code: 'unexpected',
			error: expect.stringMatching(/more than/) as unknown,
		});
	});

	it('carries another prototype changes nothing', async () => {
		await startHostile(
			whole('{"records":[{"id":1,"type":"Fax","__proto__":{"isAdmin":true},"from":{"__proto__":{"x":1}}}]}'),
		);
		const { outputs } = await station.run({ ...list, simplify: false });
		expect(Object.prototype).not.toHaveProperty('isAdmin');
		expect(JSON.stringify(outputs)).not.toContain('isAdmin');
	});

	it('cannot be read leaves in doubt what was asked for once', async () => {
		await startHostile((socket, head) =>
			head.startsWith('DELETE')
				? answerWith(socket, 200, {}, '<html>')
				: sendJson(socket, { id: 1, type: 'Fax', availability: 'Alive' }),
		);
		expect(await run(remove)).toMatchObject({ code: 'unknownOutcome' });
		expect(server.heads.filter((head) => head.startsWith('DELETE'))).toHaveLength(1);
	});
});

describe('a year of rest', () => {
	it('shuts the gate for an hour, and then one call finds out', async () => {
		let isMad = true;
		await startHostile((socket) => {
			if (isMad) answerWith(socket, 429, { 'Retry-After': '31536000' }, '{}');
			else sendJson(socket, { records: [] });
		});
		expect(await run(list)).toMatchObject({ code: 'throttled' });
		isMad = false;
		expect(await run(list)).toMatchObject({ code: 'throttled' });
		station.clock.jump(3_605_000);
		expect(await run(list)).toEqual({});
	});
});

describe('a log-in whose answer', () => {
	it.each<[string, Conduct, RegExp]>([
		['has no end', endless(HEAD), /more than 262144 bytes/],
		['is an error without end', endless(HEAD.replace('200 OK', '400 Bad')), /more than 262144 bytes/],
		['is nested 100,000 deep', whole(deep), /status 200|more than/],
		['is a web page', whole('<html>', 200), /status 200/],
		['redirects', whole('', 302, { Location: 'http://localhost:9/x' }), /status 302/],
	])('%s', async (_what, logIn, error) => {
		await startHostile(whole('{}'), logIn);
		expect(await run(list)).toMatchObject({ error: expect.stringMatching(error) as unknown });
	});
});
