import { afterEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { byId, byUrl, startStation, type Station, type StationOptions } from '../support/station';

let station: Station;

const open = async (options: StationOptions = {}): Promise<Station> => {
	station = await startStation(options);
	return station;
};

afterEach(async () => {
	await station.close();
});

const matching = (pattern: RegExp): string => expect.stringMatching(pattern) as unknown as string;

const recordingById = (id: string, more: IDataObject = {}): IDataObject => ({
	resource: 'callRecording',
	operation: 'download',
	recordingId: byId(id),
	...more,
});

const mediaAt = (contentUri: string, more: IDataObject = {}): IDataObject => ({
	resource: 'media',
	operation: 'download',
	contentUri,
	...more,
});

describe('values that cannot work are refused before anything is sent', () => {
	const cases: [what: string, parameters: IDataObject, message: RegExp, hint: RegExp][] = [
		['no recording', recordingById('={{ $json.missing }}'), /'Recording' is empty/, /expression/],
		['letters for a recording', recordingById('abc'), /not a recording ID: abc/, /list/],
		[
			'a URL of something else',
			{ ...recordingById(''), recordingId: byUrl('https://example.com/x') },
			/not a recording ID/,
			/list/,
		],
		[
			'a path for a message',
			{ resource: 'fax', operation: 'download', messageId: byId('../../x') },
			/'Fax' is not a message ID/,
			/list/,
		],
		['no URL', mediaAt('={{ $json.missing }}'), /'Content URL' is empty/, /expression/],
		['a URL that is none', mediaAt('recording 17'), /not an http or https URL/, /contentUri/],
		['a file URL', mediaAt('file:///etc/passwd'), /not an http or https URL/, /contentUri/],
		[
			'an unknown field in the template',
			recordingById('1', { options: { fileName: '{date}_{color}' } }),
			/\{color\}, which does not exist/,
			/\{date\}, .*\{to\}/,
		],
		[
			'a chunk size of 0',
			recordingById('1', { options: { chunkSizeMb: 0 } }),
			/'Chunk Size \(MB\)' is 0/,
			/0\.001 or more/,
		],
		[
			'a chunk size below 0',
			recordingById('1', { options: { chunkSizeMb: -4 } }),
			/'Chunk Size \(MB\)' is -4/,
			/0\.001 or more/,
		],
		[
			'a field name that is empty',
			recordingById('1', { binaryPropertyName: '={{ $json.none }}' }),
			/'Put Output File in Field' is empty/,
			/Fill it in/,
		],
		[
			'a date whose expression gives nothing',
			{ resource: 'fax', operation: 'getMany', filters: { dateFrom: '={{ $json.lastRun }}' } },
			/'After' is not a date: nothing/,
			/2026-01-31/,
		],
		[
			'a date that is none',
			{ resource: 'fax', operation: 'getMany', filters: { dateFrom: 'yesterday-ish' } },
			/'After' is not a date: yesterday-ish/,
			/2026-01-31/,
		],
		[
			'dates in the wrong order',
			{
				resource: 'fax',
				operation: 'getMany',
				filters: { dateFrom: '2026-02-01T00:00:00Z', dateTo: '2026-01-01T00:00:00Z' },
			},
			/'After' is not before 'Before'/,
			/Exchange/,
		],
		[
			'two filters that exclude each other',
			{
				resource: 'callRecording',
				operation: 'getMany',
				filters: { phoneNumber: '+16505550100', extensionNumber: '101' },
			},
			/cannot be used together/,
			/Remove/,
		],
	];

	it.each(cases)('%s', async (_what, parameters, message, hint) => {
		const { run, simulator } = await open();
		const { error } = await run(parameters);
		expect(error).toMatchObject({
			message: matching(message),
			description: matching(hint),
			context: { itemIndex: 0 },
		});
		expect(simulator.requests).toEqual([]);
	});
});

describe('under continue on fail', () => {
	it('each item has its own outcome, and the others go on', async () => {
		const { run, simulator, engine } = await open();
		const { recording } = simulator.world.addCall({ recording: { sizeBytes: 30_000 } });
		const ids = [recording?.id, '999999', 'abc', recording?.id];
		const { outputs, error } = await run(
			recordingById('={{ $json.id }}'),
			ids.map((id) => ({ json: { id } })),
			{ onError: 'continueErrorOutput' },
		);
		expect(error).toBeUndefined();
		expect(outputs[0]?.map(({ json, pairedItem }) => [json['sha256'], pairedItem])).toEqual([
			[recording?.content.sha256, { item: 0 }],
			[recording?.content.sha256, { item: 3 }],
		]);
		expect(outputs[1]?.map(({ json }) => json)).toMatchObject([
			{ error: matching(/has nothing at/), details: { code: 'gone', status: 404, errorCode: 'CMN-102' } },
			{ error: matching(/not a recording ID/), details: { code: 'badInput' } },
		]);
		expect((await engine.storedFiles()).filter(({ path }) => !path.endsWith('.metadata'))).toHaveLength(2);
	});
});

describe('the service refuses', () => {
	it('an attachment that is gone', async () => {
		const { run, simulator, engine } = await open();
		const url = `${simulator.mediaUrl}/restapi/v1.0/account/~/recording/424242/content`;
		const { error } = await run(mediaAt(url));
		expect(error).toMatchObject({ message: matching(/has nothing at/), description: matching(/deleted/) });
		expect(await engine.storedFiles()).toEqual([]);
	});

	it('a call for which the app lacks the scope, and the scope is named', async () => {
		const { run } = await open({ simulator: { scopes: ['ReadAccounts'] } });
		const { error } = await run({ resource: 'callRecording', operation: 'getMany' });
		expect(error?.message).toMatch(/does not allow/);
		expect(error).toMatchObject({ description: matching(/lacks the scope ReadCallLog/) });
	});

	it("another user's mailbox, and says which role would help", async () => {
		const { run, simulator } = await open();
		simulator.world.owner.admin = false;
		const other = simulator.world.addExtension({ name: 'Other' });
		const { error } = await run({ resource: 'fax', operation: 'getMany', extension: byId(String(other.id)) });
		expect(error).toMatchObject({ description: matching(/role that covers other extensions/) });
	});

	it('a voicemail where a fax was meant', async () => {
		const { run, simulator } = await open();
		const { id } = simulator.world.addVoicemail({});
		const { error } = await run({ resource: 'fax', operation: 'download', messageId: byId(String(id)) });
		expect(error).toMatchObject({
			message: matching(/VoiceMail, not a fax/),
			description: matching(/Resource/),
		});
	});

	it('a message without files', async () => {
		const { run, simulator } = await open();
		const { id } = simulator.world.addSms({ text: 'no file here' });
		const { error } = await run({ resource: 'message', operation: 'download', messageId: byId(String(id)) });
		expect(error?.message).toMatch(/no file in message/);
	});
});

describe('a log-in that is refused says which field is wrong', () => {
	const cases: [what: string, credential: IDataObject, message: RegExp][] = [
		['the client ID', { clientId: 'someone-else' }, /does not know this Client ID/],
		['the client secret', { clientSecret: 'guessed' }, /Client Secret does not belong/],
		['the JWT', { jwtToken: 'made-up' }, /does not accept this JWT/],
		['no JWT at all', { jwtToken: '' }, /JWT in the credential is empty/],
		['no server URL', { serverUrl: '' }, /server URL in the credential is not usable: it is empty/],
		[
			'a server URL without https',
			{ serverUrl: 'http://example.com' },
			/server URL in the credential is not usable/,
		],
		[
			'a server that is not there',
			{ serverUrl: 'http://127.0.0.1:9' },
			/n8n cannot reach 127\.0\.0\.1:9\. Check the Server URL/,
		],
	];

	it.each(cases)('%s', async (_what, credential, message) => {
		const { run, simulator } = await open({ credential });
		const items = Array.from({ length: 7 }, () => ({ json: {} }));
		const { outputs } = await run(recordingById('1'), items, { onError: 'continueRegularOutput' });
		expect(outputs[0]?.map(({ json }) => json['error'])).toEqual(items.map(() => matching(message)));
		// Seven items must not become seven log-ins: five a minute are allowed.
		expect(simulator.requests.filter(({ status }) => status === 429)).toEqual([]);
	});

	it('an expired JWT', async () => {
		const { run, simulator } = await open();
		const expired = simulator.oauth.addJwt(simulator.world.owner, station.clock.now() - 1_000);
		station.engine.credentials.store({
			id: 'ringcentral',
			type: 'ringCentralApi',
			data: { ...station.engine.credentials.read('ringcentral'), jwtToken: expired },
		});
		const { error } = await run(recordingById('1'));
		expect(error?.message).toMatch(/JWT has expired/);
	});
});
