import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { stringify } from 'flatted';
import type { Socket } from 'node:net';
import { inspect } from 'node:util';
import { NodeOperationError, type IDataObject } from 'n8n-workflow';
import { kinds } from '../../nodes/RingCentralMedia/media/kinds';
import { verbs } from '../../nodes/RingCentralMedia/operations';
import { answerWith, startRawServer, type RawServer } from '../support/rawServer';
import { byId, startStation, TRIGGER_NODE, type Station } from '../support/station';
import { itemWith, pdf } from '../support/uploadItems';

const ACCESS = `SJC11P01PAS00${'aB3xYz9'.repeat(9)}_access`;
const REFRESH = `SJC11P01PAS00${'kL5mNp7'.repeat(9)}_refresh`;
const JWT = `eyJraWQiOiI4.${'eyJhdWQiOiJodHRw'.repeat(4)}.s1gn4tur3-of-the-jwt`;
const SECRET = 'cL1entS3cretcL1entS3cretcL1entS3cretcL1entS3cret';
const BASIC = Buffer.from(`client:${SECRET}`).toString('base64');
const secrets = [ACCESS, REFRESH, JWT, SECRET, BASIC].flatMap((secret) => [
	secret,
	encodeURIComponent(secret),
]);

/** Which secrets a text holds. */
const leaked = (text: string): string[] => secrets.filter((secret) => text.includes(secret));

let station: Station;
let server: RawServer;
let conduct: (socket: Socket, head: string, isLogIn: boolean) => unknown;
const printed: string[] = [];

/** A body that gives back all it was sent, in every place that a message is taken from. */
const echo = (socket: Socket, head: string, status: number): void => {
	const said = `Cannot do: ${head} access_token=${ACCESS}&refresh_token=${REFRESH} assertion=${JWT} ${BASIC} ${SECRET}`;
	const body = { errorCode: 'CMN-1', error: 'invalid_grant', message: said, error_description: said };
	const errors = [{ ...body, parameterName: said, permissionName: said }];
	const headers = { 'Content-Type': 'application/json', RCRequestId: ACCESS };
	answerWith(socket, status, headers, JSON.stringify({ ...body, errors }));
};

const tokens = (socket: Socket): void =>
	answerWith(
		socket,
		200,
		{},
		JSON.stringify({ access_token: ACCESS, refresh_token: REFRESH, expires_in: 3600 }),
	);

beforeAll(async () => {
	server = await startRawServer((socket, head) => conduct(socket, head, head.includes('/oauth/token')));
	station = await startStation({
		credential: { serverUrl: server.origin, clientId: 'client', clientSecret: SECRET, jwtToken: JWT },
		env: { N8N_LOG_LEVEL: 'debug' },
		connections: { headersTimeoutMs: 400, idleTimeoutMs: 400 },
	});
	station.engine.credentials.store({
		id: 'oauth2',
		type: 'ringCentralOAuth2Api',
		data: {
			serverUrl: server.origin,
			grantType: 'authorizationCode',
			clientId: 'client',
			clientSecret: SECRET,
			oauthTokenData: { access_token: ACCESS, refresh_token: REFRESH },
		},
	});
	const record = (...args: unknown[]) =>
		void printed.push(args.map((arg) => inspect(arg, { depth: 8 })).join(' '));
	for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const)
		jest.spyOn(console, name).mockImplementation(record);
	for (const stream of [process.stdout, process.stderr]) {
		jest.spyOn(stream, 'write').mockImplementation((text) => (record(String(text)), true));
	}
});

afterEach(() => void printed.splice(0));

afterAll(async () => {
	jest.restoreAllMocks();
	await station.close();
	await server.close();
});

/** All that can be seen of an error. */
const seen = (error: unknown): string =>
	[
		inspect(error, { depth: null, showHidden: true }),
		JSON.stringify(error),
		String((error as Error | undefined)?.stack),
	].join('\n');

const failures: [what: string, conduct: typeof conduct][] = [
	...[400, 401, 403, 404, 429, 500].map((status): [string, typeof conduct] => [
		`${status} that gives back what it was sent`,
		(socket, head, isLogIn) => (isLogIn ? tokens(socket) : echo(socket, head, status)),
	]),
	['a log-in that gives back what it was sent', (socket, head) => echo(socket, head, 400)],
	['a line that is cut', (socket, _head, isLogIn) => (isLogIn ? tokens(socket) : socket.resetAndDestroy())],
	['a log-in that is cut', (socket) => socket.resetAndDestroy()],
	[
		'a redirect elsewhere',
		(socket, _head, isLogIn) =>
			isLogIn
				? tokens(socket)
				: answerWith(socket, 302, { Location: `http://localhost:9/?access_token=${ACCESS}` }),
	],
];

/** Something for every field that an operation may ask for. */
const parametersFor = (fields: object): IDataObject =>
	Object.fromEntries(
		Object.keys(fields).flatMap((name): [string, IDataObject | string][] => {
			if (/Id$|^extension$/.test(name)) return [[name, byId('12345')]];
			if (name === 'contentUri')
				return [[name, `${server.origin}/restapi/v1.0/account/~/recording/1/content`]];
			if (name === 'inputDataFieldName') return [[name, 'data']];
			return [];
		}),
	);

/** Both credentials, and both ways in which an error leaves the node. */
const settings = [
	['ringCentralApi', undefined],
	['ringCentralOAuth2Api', 'continueRegularOutput'],
] as const;

const operations = kinds.flatMap((kind) =>
	verbs
		.filter((verb) => verb.fits(kind))
		.map((verb): [string, IDataObject] => [
			`${kind.key} ${verb.key}`,
			{ resource: kind.key, operation: verb.key },
		]),
);

describe.each(failures)('%s', (_what, failing) => {
	it.each(operations)('is told without a secret: %s', async (_name, chosen) => {
		conduct = failing;
		const verb = verbs.find(({ key, fits }) => key === chosen['operation'] && fits(kindOf(chosen)));
		for (const [authentication, onError] of settings) {
			const parameters = {
				...parametersFor(verb?.fields(kindOf(chosen)) ?? {}),
				...chosen,
				authentication,
			};
			const work = station.run(parameters, [itemWith({ data: pdf() })], { ...(onError && { onError }) });
			// n8n itself stops a run whose required fields are empty.
			const done = await work.catch((cause: unknown) => ({ error: cause, outputs: [], raw: {} }));
			const all = [seen(done.error), JSON.stringify(done.outputs), stringify(done.raw), ...printed].join(
				'\n',
			);
			expect(leaked(all)).toEqual([]);
		}
	});

	it.each(['trigger', 'manual'] as const)('is told without a secret by the trigger (%s)', async (mode) => {
		conduct = failing;
		for (const authentication of ['ringCentralApi', 'ringCentralOAuth2Api']) {
			const parameters = { authentication, triggerOn: ['voicemail', 'callRecording'] };
			const poller = station.engine.poller({ type: TRIGGER_NODE, parameters }, { mode });
			let error: unknown;
			try {
				await poller.poll();
			} catch (cause) {
				error = cause;
			}
			const all = [seen(error), JSON.stringify([poller.memory, poller.saved]), ...printed].join('\n');
			expect(leaked(all)).toEqual([]);
		}
	});
});

const kindOf = ({ resource }: IDataObject) => {
	const kind = kinds.find(({ key }) => key === resource);
	if (!kind) throw new Error('There is no such kind');
	return kind;
};

describe('the check itself sees a secret', () => {
	it('in errors, however deep, and in what is printed and stored', () => {
		const node = {
			id: '1',
			name: 'N',
			type: 't',
			typeVersion: 1,
			position: [0, 0] as [number, number],
			parameters: {},
		};
		const deep = new Error('outer', { cause: new Error('inner', { cause: { request: { token: ACCESS } } }) });
		expect(leaked(seen(deep))).toContain(ACCESS);
		expect(leaked(seen(new NodeOperationError(node, 'x', { description: JWT })))).toContain(JWT);
		expect(leaked(stringify({ runData: { N: [{ error: { context: { data: REFRESH } } }] } }))).toContain(
			REFRESH,
		);
		console.warn('printed', { meta: SECRET });
		process.stdout.write(`written ${encodeURIComponent(BASIC)}`);
		station.engine.credentials.read('oauth2');
		expect(leaked(printed.join())).toEqual(expect.arrayContaining([SECRET, encodeURIComponent(BASIC)]));
	});

	it('where the node gives one because the user asked for it', async () => {
		conduct = (socket, _head, isLogIn) =>
			isLogIn ? tokens(socket) : answerWith(socket, 200, {}, '{"records":[]}');
		const contentUri = `${server.origin}/restapi/v1.0/account/~/recording/1/content`;
		const asked = { resource: 'media', operation: 'getLink', contentUri, includeAccessToken: true };
		const { outputs, raw } = await station.run(asked);
		expect(leaked(JSON.stringify(outputs))).toContain(ACCESS);
		expect(leaked(stringify(raw))).toContain(ACCESS);
	});
});
