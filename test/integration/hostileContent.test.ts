import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { IDataObject } from 'n8n-workflow';
import { selfSignedCertificate } from '../support/certificate';
import {
	answerWith,
	growthMiB,
	startRawServer,
	writeWithoutEnd,
	type Conduct,
	type RawServer,
} from '../support/rawServer';
import { startStation, type Station } from '../support/station';

/** How much the memory may grow in any of these, however much the server sends. */
const MOST_GROWTH_MIB = 160;

/** How long any of these may take: the time-outs below, once for each of two tries, and some more. */
const MOST_MS = 8_000;

let station: Station;
const servers: RawServer[] = [];

const start = async (...args: Parameters<typeof startRawServer>): Promise<RawServer> => {
	const server = await startRawServer(...args);
	servers.push(server);
	return server;
};

beforeAll(async () => {
	station = await startStation({
		connections: {
			headersTimeoutMs: 400,
			idleTimeoutMs: 400,
			slowestPace: { leastBytes: 10_000, windowMs: 300 },
		},
	});
});

afterEach(async () => {
	await Promise.all(servers.splice(0).map((server) => server.close()));
});

afterAll(() => station.close());

interface Outcome {
	code: unknown;
	error: unknown;
	hint: unknown;
}

/** Downloads from there; whatever comes, nothing is kept and nothing stays open. */
async function download(url: string, item: IDataObject = {}, options: IDataObject = {}): Promise<Outcome> {
	const { run, engine } = station;
	const before = await engine.storedFiles();
	const parameters = {
		resource: 'media',
		operation: 'download',
		contentUri: url,
		options: { maxRetries: 1, ...options },
	};
	let outcome: Outcome | undefined;
	const began = Date.now();
	const grownMiB = await growthMiB(async () => {
		const { outputs } = await run(parameters, [{ json: { contentUri: url, ...item } }], {
			onError: 'continueRegularOutput',
		});
		const json = outputs[0]?.[0]?.json ?? {};
		const details = json['details'] as IDataObject | undefined;
		outcome = { code: details?.['code'], error: json['error'], hint: details?.['hint'] };
	});
	expect(grownMiB).toBeLessThan(MOST_GROWTH_MIB);
	expect(Date.now() - began).toBeLessThan(MOST_MS);
	expect(await engine.storedFiles()).toEqual(before);
	if (!outcome) throw new Error('The run gave nothing');
	return outcome;
}

const MIB = Buffer.alloc(1024 * 1024, 7);
const OK = 'HTTP/1.1 200 OK\r\n';
const AUDIO = 'Content-Type: audio/mpeg\r\n';

/** A first part of 10 bytes that says this of itself. */
const part =
	(contentRange: string, more: Record<string, string> = {}, body = '0123456789'): Conduct =>
	(socket) =>
		answerWith(socket, 206, { 'Content-Range': contentRange, ...more }, body);

const whole =
	(headers: Record<string, string>, body = '0123456789', status = 200): Conduct =>
	(socket) =>
		answerWith(socket, status, headers, body);

const endless =
	(head: string, piece: Buffer | string = MIB, everyMs = 0): Conduct =>
	(socket: Socket) => {
		socket.write(head);
		return writeWithoutEnd(socket, piece, everyMs);
	};

const CHUNK = Buffer.concat([Buffer.from('100000\r\n'), MIB, Buffer.from('\r\n')]);

type Case = [
	what: string,
	conduct: Conduct,
	code: string,
	error: RegExp,
	more?: { item?: IDataObject; options?: IDataObject },
];

/** By name; the rest in one, since jest takes a parameter without a value for a callback. */
const named = (cases: readonly Case[]) => cases.map(([what, ...rest]): [string, typeof rest] => [what, rest]);

describe('a server that has no end', () => {
	const toMiB = { options: { maxFileSizeMb: 30 } };
	const ofRecord = { item: { size: 5_000_000 } };
	const cases: Case[] = [
		[
			'headers, as fast as we read',
			endless(OK, `X-More: ${'x'.repeat(2000)}\r\n`),
			'interrupted',
			/headers of the answer are too long/,
		],
		['headers, one at a time', endless(OK, 'X-More: x\r\n', 40), 'interrupted', /no answer came in time/],
		[
			'answers that announce an answer',
			endless('', 'HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n', 20),
			'interrupted',
			/no answer came in time/,
		],
		['no answer at all', () => undefined, 'interrupted', /no answer came in time/],
		[
			'a body without a length, past the limit',
			endless(`${OK}${AUDIO}Connection: close\r\n\r\n`),
			'tooLarge',
			/limit is 31457280/,
			toMiB,
		],
		[
			'a body without a length, past the record',
			endless(`${OK}${AUDIO}Connection: close\r\n\r\n`),
			'changed',
			/more than the 5000000 bytes/,
			ofRecord,
		],
		[
			'a chunked body, past the limit',
			endless(`${OK}${AUDIO}Transfer-Encoding: chunked\r\n\r\n`, CHUNK),
			'tooLarge',
			/limit is 31457280/,
			toMiB,
		],
		[
			'a chunked body, past the record',
			endless(`${OK}${AUDIO}Transfer-Encoding: chunked\r\n\r\n`, CHUNK),
			'changed',
			/more than the 5000000 bytes/,
			ofRecord,
		],
		[
			'a body, byte by byte',
			endless(`${OK}${AUDIO}Content-Length: 5000\r\n\r\n`, 'x', 30),
			'interrupted',
			/too slowly/,
		],
		[
			'a chunk extension',
			endless(`${OK}${AUDIO}Transfer-Encoding: chunked\r\n\r\n`, ';a=b'),
			'interrupted',
			/failed|no byte came/,
		],
		[
			'an error in JSON',
			endless('HTTP/1.1 400 Bad\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{"a":"', MIB),
			'badInput',
			/does not accept/,
		],
		[
			'an error, byte by byte',
			endless('HTTP/1.1 404 No\r\nConnection: close\r\n\r\n', ' ', 30),
			'gone',
			/has nothing at/,
		],
	];
	it.each(named(cases))('%s', async (_what, [conduct, code, error, more]) => {
		const server = await start(conduct);
		const outcome = await download(`${server.origin}/file`, more?.item, more?.options);
		expect(outcome).toMatchObject({ code, error: expect.stringMatching(error) as unknown });
		await server.allClosed();
	});
});

describe('a server that says one thing and does another', () => {
	const audio = { 'Content-Type': 'audio/mpeg' };
	const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024)).toString('latin1');
	const cases: Case[] = [
		[
			'more than its Content-Length',
			(socket) => socket.write(`${OK}${AUDIO}Content-Length: 5\r\n\r\n0123456789`),
			'truncated',
			/record says 10/,
			{ item: { size: 10 } },
		],
		['more than its Content-Range', part('bytes 0-4/10'), 'unexpected', /promised 5 bytes and 10 bytes/],
		[
			'more than its Content-Range, chunked',
			(socket) =>
				socket.write(
					'HTTP/1.1 206 P\r\nContent-Range: bytes 0-4/5\r\nTransfer-Encoding: chunked\r\n\r\na\r\n0123456789\r\n0\r\n\r\n',
				),
			'unexpected',
			/more than the 5 bytes/,
		],
		[
			'another total than the record',
			part('bytes 0-9/10'),
			'changed',
			/record says 9/,
			{ item: { size: 9 } },
		],
		['fewer than the record', part('bytes 0-9/10'), 'truncated', /record says 11/, { item: { size: 11 } }],
		['another start', part('bytes 1-10/20'), 'unexpected', /from 1 when asked/],
		['a negative start', part('bytes -1-8/20'), 'unexpected', /not which/],
		['a start past the end', part('bytes 9-0/20'), 'unexpected', /not which/],
		['a start that is no number', part('bytes zero-9/20'), 'unexpected', /not which/],
		['an end past the total', part('bytes 0-9/9'), 'unexpected', /not which/],
		['a negative end', part('bytes 0--9/20'), 'unexpected', /not which/],
		['an end past 2^53', part('bytes 0-9007199254740993/*', {}), 'unexpected', /not which/],
		['a total past 2^53', part('bytes 0-9/9007199254740993'), 'unexpected', /not which/],
		['a negative total', part('bytes 0-9/-20'), 'unexpected', /not which/],
		['a total that is no number', part('bytes 0-9/lots'), 'unexpected', /not which/],
		['stars everywhere', part('bytes */*'), 'unexpected', /not which/],
		[
			'a total that no byte follows',
			(socket, head) =>
				answerWith(
					socket,
					head.includes('bytes=0-') ? 206 : 416,
					{ 'Content-Range': head.includes('bytes=0-') ? 'bytes 0-9/30' : 'bytes */30' },
					head.includes('bytes=0-') ? '0123456789' : '',
				),
			'changed',
			/now has 30 bytes/,
		],
		[
			'several parts',
			whole({ 'Content-Type': 'multipart/byteranges; boundary=x' }, '--x\r\n', 206),
			'unexpected',
			/not which/,
		],
		['gzip', whole({ ...audio, 'Content-Encoding': 'gzip' }), 'unexpected', /gzip encoding/],
		['deflate', whole({ ...audio, 'Content-Encoding': 'deflate' }), 'unexpected', /deflate encoding/],
		['br', whole({ ...audio, 'Content-Encoding': 'br' }), 'unexpected', /br encoding/],
		['a gzip bomb', whole({ ...audio, 'Content-Encoding': 'gzip' }, bomb), 'unexpected', /gzip encoding/],
		[
			'a web page',
			whole({ 'Content-Type': 'text/html' }, '<html>log in</html>'),
			'wrongType',
			/web page/,
			{ item: { contentType: 'audio/mpeg', resource: 'callRecording' } },
		],
		['a web page called audio', whole(audio, '<!DOCTYPE html><html>log in</html>'), 'wrongType', /web page/],
		[
			'JSON',
			whole({ 'Content-Type': 'application/json' }, '{"message":"not today"}'),
			'wrongType',
			/application\/json/,
		],
		['204', whole({}, '', 204), 'unexpected', /answered 204/],
		['205', whole({}, '', 205), 'unexpected', /answered 205/],
		['304', whole({}, '', 304), 'unexpected', /answered 304/],
		['no status', (socket) => socket.write('HELLO\r\n\r\n'), 'interrupted', /failed/],
		['a status of 999', whole({}, '', 999), 'interrupted', /999/],
		[
			'two lengths',
			(socket) => socket.write(`${OK}Content-Length: 5\r\nContent-Length: 6\r\n\r\n012345`),
			'interrupted',
			/failed/,
		],
		[
			'a length of no sense',
			(socket) => socket.write(`${OK}Content-Length: many\r\n\r\n012345`),
			'interrupted',
			/failed/,
		],
		[
			'100 without being asked',
			(socket) => socket.write('HTTP/1.1 100 Continue\r\n\r\n'),
			'interrupted',
			/failed/,
		],
		[
			'another protocol',
			(socket) =>
				socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'),
			'interrupted',
			/failed/,
		],
	];
	it.each(named(cases))('%s', async (_what, [conduct, code, error, more]) => {
		const server = await start(conduct);
		const outcome = await download(`${server.origin}/file`, more?.item, more?.options);
		expect(outcome).toMatchObject({ code, error: expect.stringMatching(error) as unknown });
	});
});

describe('a server that gives crumbs', () => {
	it.each<[string, Conduct]>([
		[
			'resets after every byte',
			(socket, head) => {
				const at = Number(/bytes=(\d+)-/.exec(head)?.[1]);
				const range = { 'Content-Range': `bytes ${at}-99999/100000`, 'Content-Length': String(100_000 - at) };
				answerWith(socket, 206, range, 'x');
				setTimeout(() => socket.resetAndDestroy(), 5);
			},
		],
		[
			'gives a byte at a time',
			(socket, head) => {
				const at = Number(/bytes=(\d+)-/.exec(head)?.[1]);
				answerWith(socket, 206, { 'Content-Range': `bytes ${at}-${at}/100000` }, 'x');
			},
		],
	])('%s', async (_what, conduct) => {
		const server = await start(conduct);
		const outcome = await download(`${server.origin}/file`);
		expect(outcome).toMatchObject({
			code: 'interrupted',
			error: expect.stringMatching(/a few bytes at a time/) as unknown,
		});
		expect(server.heads).toHaveLength(25);
	});
});

describe('a redirect', () => {
	const cases: [location: string, code: string, error: RegExp][] = [
		['/again', 'unexpected', /more than 5 redirects/],
		['file:///etc/passwd', 'refused', /not safe/],
		['data:audio/mpeg,0123456789', 'refused', /not safe/],
		['ftp://127.0.0.1/x', 'refused', /not safe/],
		['http://', 'refused', /not safe/],
		['http://[::1', 'refused', /not safe/],
		['', 'unexpected', /more than 5 redirects/],
		['javascript:alert(1)', 'refused', /not safe/],
	];
	it.each(cases)('to %j', async (location, code, error) => {
		const server = await start(whole({ Location: location }, '', 302));
		const outcome = await download(`${server.origin}/file`);
		expect(outcome).toMatchObject({ code, error: expect.stringMatching(error) as unknown });
	});

	it('with a name and password of its own gets neither these nor the token', async () => {
		const target = await start(whole({}, 'no', 403));
		const server = await start(whole({ Location: `http://name:word@127.0.0.1:${target.port}/x` }, '', 302));
		expect(await download(`${server.origin}/file`)).toMatchObject({ code: 'refused' });
		expect(target.heads.join()).not.toMatch(/authorization/i);
	});
});

describe('an address that is not RingCentral', () => {
	it.each(['http://localhost:PORT/x', 'http://127.0.0.1.nip.example:PORT/x', 'http://127.1.1.1:PORT/x'])(
		'gets no token: %s',
		async (template) => {
			const server = await start(whole({}, '', 403));
			await download(template.replace('PORT', String(server.port)));
			expect(server.heads.join()).not.toMatch(/authorization/i);
		},
	);

	it.each(['file:///etc/passwd', 'data:audio/mpeg,x', 'gopher://127.0.0.1/', 'ws://127.0.0.1/'])(
		'is not asked: %s',
		async (url) => expect(await download(url)).toMatchObject({ code: 'badInput' }),
	);
});

describe('a certificate', () => {
	let certificate: Awaited<ReturnType<typeof selfSignedCertificate>>;
	beforeAll(async () => {
		certificate = await selfSignedCertificate();
	});

	it('that nobody signed ends it at once, and the server learns nothing', async () => {
		const server = await start(whole({}), certificate);
		const outcome = await download(`${server.origin}/file`, {}, { maxRetries: 5 });
		expect(outcome).toMatchObject({
			code: 'refused',
			error: expect.stringMatching(/certificate of .* not trusted/) as unknown,
		});
		expect(server.heads).toEqual([]);
	});
});

describe('a name for the file', () => {
	it.each([
		['../../etc/passwd', '_.._etc_passwd.mp3'],
		['C:\\Windows\\system.ini', 'C_Windows_system.mp3'],
		['/etc/passwd', '_etc_passwd.mp3'],
		['a\u0000b\u0007c', 'a_b_c.mp3'],
		['CON', '_CON.mp3'],
		['..', 'file.mp3'],
		['x'.repeat(10_000), `${'x'.repeat(196)}.mp3`],
	])('%j', async (given, expected) => {
		const header = `attachment; filename*=UTF-8''${encodeURIComponent(given)}`;
		const server = await start(whole({ 'Content-Type': 'audio/mpeg', 'Content-Disposition': header }));
		const { run, engine } = station;
		const { outputs } = await run({
			resource: 'media',
			operation: 'download',
			contentUri: `${server.origin}/f`,
		});
		expect(outputs[0]?.[0]?.binary?.['data']?.fileName).toBe(expected);
		expect(outputs[0]?.[0]?.json['fileName']).toBe(expected);
		// The name goes into no path: the store has made one of its own.
		for (const file of await engine.storedFiles()) expect(file.path).not.toMatch(/passwd|\.\.|CON|xxx/);
	});

	it.each(["UTF-8''%zz%", "UTF-8''%ff", 'filename', "UTF-8''", "UTF-8''%e2%80%aegpj.exe"])(
		'that is broken or tricks the eye: %s',
		async (value) => {
			const header = `attachment; filename*=${value}`;
			const server = await start(whole({ 'Content-Type': 'audio/mpeg', 'Content-Disposition': header }));
			const { run } = station;
			const { outputs } = await run({
				resource: 'media',
				operation: 'download',
				contentUri: `${server.origin}/f`,
			});
			expect(outputs[0]?.[0]?.binary?.['data']?.fileName).toMatch(/^[\w.\-' ]+\.mp3$/);
		},
	);
});
