import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SDK } from '@ringcentral/sdk';
import { startSimulator, type Simulator } from '../../simulator';
import { contractPath } from '../support/openapi';

interface Listing {
	records: {
		attachments?: { uri: string; type: string }[];
		recording?: { contentUri: string };
	}[];
}

const digestOf = (bytes: ArrayBuffer): string =>
	createHash('sha256').update(Buffer.from(bytes)).digest('hex');

(contractPath === undefined ? describe.skip : describe)('the official SDK', () => {
	let simulator: Simulator;

	beforeEach(async () => {
		simulator = await startSimulator();
	});
	afterEach(() => simulator.close());

	function platformOf(): ReturnType<SDK['platform']> {
		const { clientId, clientSecret } = simulator.credentials;
		return new SDK({ server: simulator.serverUrl, clientId, clientSecret }).platform();
	}

	it('logs in, lists messages and fetches a fax', async () => {
		const fax = simulator.world.addFax({ document: { sizeBytes: 300_000 } });
		const platform = platformOf();
		await platform.login({ jwt: simulator.credentials.jwt });

		const listed = await platform.get('/restapi/v1.0/account/~/extension/~/message-store', {
			messageType: 'Fax',
		});
		const { records } = (await listed.json()) as Listing;
		const content = await platform.get(records[0]?.attachments?.[0]?.uri ?? '');

		expect(digestOf(await content.arrayBuffer())).toBe(fax.attachments[0]?.sha256);
	});

	it('lists the call log and fetches a recording', async () => {
		const call = simulator.world.addCall({ recording: { sizeBytes: 2_000_000 } });
		const platform = platformOf();
		await platform.login({ jwt: simulator.credentials.jwt });

		const listed = await platform.get('/restapi/v1.0/account/~/call-log', { recordingType: 'All' });
		const { records } = (await listed.json()) as Listing;
		const content = await platform.get(records[0]?.recording?.contentUri ?? '');

		expect(content.headers.get('content-type')).toBe('audio/mpeg');
		expect(digestOf(await content.arrayBuffer())).toBe(call.recording?.sha256);
	});

	it('refreshes its token by itself', async () => {
		const platform = platformOf();
		await platform.login({ jwt: simulator.credentials.jwt });
		await platform.refresh();

		const answer = await platform.get('/restapi/v1.0/account/~/extension/~');

		expect(answer.status).toBe(200);
		expect(simulator.requests.map(({ path }) => path)).toEqual([
			'/restapi/oauth/token',
			'/restapi/oauth/token',
			'/restapi/v1.0/account/~/extension/~',
		]);
	});

	it('is told that a JWT is wrong', async () => {
		await expect(platformOf().login({ jwt: 'not a JWT' })).rejects.toThrow(/credentials/);
	});

	it('logs out', async () => {
		const platform = platformOf();
		await platform.login({ jwt: simulator.credentials.jwt });
		await platform.logout();

		expect(simulator.oauth.sessions).toEqual([]);
	});
});
