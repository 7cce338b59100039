import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { startStation, type Station } from '../support/station';

let station: Station;
let proxy: Server | undefined;

afterEach(async () => {
	await station.close();
	delete process.env['HTTP_PROXY'];
	delete process.env['NO_PROXY'];
	await new Promise((resolve) => (proxy ? proxy.close(resolve) : resolve(undefined)));
	proxy = undefined;
});

const mediaDownload = (contentUri: string) => ({ resource: 'media', operation: 'download', contentUri });

/** A proxy that tunnels, and remembers to where. */
async function startProxy(): Promise<{ url: string; tunnels: string[] }> {
	const tunnels: string[] = [];
	proxy = createServer();
	proxy.on('connect', (request, client: Socket) => {
		const target = request.url ?? '';
		tunnels.push(target);
		const [host, port] = target.split(':');
		const upstream = connect(Number(port), host, () => {
			client.write('HTTP/1.1 200 Connection established\r\n\r\n');
			upstream.pipe(client).pipe(upstream);
		});
		client.on('error', () => upstream.destroy());
		upstream.on('error', () => client.destroy());
		client.on('close', () => upstream.destroy());
	});
	await new Promise<void>((resolve) => proxy?.listen(0, '127.0.0.1', resolve));
	return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, tunnels };
}

describe('the network settings of n8n', () => {
	it('apply to downloads: a proxy from the environment is used', async () => {
		const { url, tunnels } = await startProxy();
		process.env['HTTP_PROXY'] = url;
		station = await startStation();
		// n8n's own calls are n8n's own affair.
		process.env['NO_PROXY'] = new URL(station.simulator.serverUrl).host;
		const { recording } = station.simulator.world.addCall({ recording: { sizeBytes: 300_000 } });
		const media = new URL(station.simulator.mediaUrl);
		const { outputs } = await station.run(
			mediaDownload(`${media.origin}/restapi/v1.0/account/~/recording/${recording?.id ?? ''}/content`),
		);
		expect(outputs[0]?.[0]?.json['sha256']).toBe(recording?.content.sha256);
		expect(tunnels).toContain(media.host);
	});

	it('apply to downloads: an address that they forbid is not reached', async () => {
		station = await startStation({ env: { N8N_SSRF_PROTECTION_ENABLED: 'true' } });
		const { error } = await station.run(mediaDownload('http://127.0.0.2:9/secret'));
		expect(error).toMatchObject({
			message: expect.stringMatching(
				/network rules of this n8n do not allow 127\.0\.0\.2/,
			) as unknown as string,
		});
	});

	it('apply to calls: a server that they forbid is refused with a sentence', async () => {
		station = await startStation({ env: { N8N_SSRF_PROTECTION_ENABLED: 'true' } });
		const { error } = await station.run({ resource: 'fax', operation: 'getMany' });
		expect(error?.message).toMatch(/restricted IP address/);
	});
});
