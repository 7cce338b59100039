import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startSimulator, type Simulator } from '../../simulator';
import { ACCOUNT, logIn } from '../support/simulatorClient';
import { rawGet, type RawAnswer } from '../support/rawGet';

const SIZE_BYTES = 300_000;

describe('ranges of the simulator', () => {
	let simulator: Simulator;
	let whole: Buffer;
	let url: string;
	let token: Record<string, string>;

	beforeEach(async () => {
		simulator = await startSimulator({ limits: 'off' });
		token = (await logIn(simulator)).headers;
		const { recording } = simulator.world.addCall({ recording: { sizeBytes: SIZE_BYTES } });
		url = `${simulator.mediaUrl}${ACCOUNT}/recording/${recording?.id ?? ''}/content`;
		whole = recording?.content.read(0, SIZE_BYTES) ?? Buffer.alloc(0);
	});
	afterEach(() => simulator.close());

	const ask = (headers: Record<string, string> = {}, query = ''): Promise<RawAnswer> =>
		rawGet(`${url}${query}`, { ...token, ...headers });

	it('gives everything without a range', async () => {
		const { status, headers, body } = await ask();

		expect(status).toBe(200);
		expect(headers).toMatchObject({ 'accept-ranges': 'bytes', 'content-length': String(SIZE_BYTES) });
		expect(body.equals(whole)).toBe(true);
	});

	it.each([
		['bytes=0-0', 0, 1],
		['bytes=65530-65550', 65_530, 65_551],
		['bytes=299999-', 299_999, 300_000],
		['bytes=-5', 299_995, 300_000],
		['bytes=299990-999999', 299_990, 300_000],
	])('gives %s', async (Range, start, end) => {
		const { status, headers, body } = await ask({ Range });

		expect(status).toBe(206);
		expect(headers['content-range']).toBe(`bytes ${start}-${end - 1}/${SIZE_BYTES}`);
		expect(body.equals(whole.subarray(start, end))).toBe(true);
	});

	it('refuses what lies beyond the end', async () => {
		const { status, headers, body } = await ask({ Range: `bytes=${SIZE_BYTES}-` });

		expect(status).toBe(416);
		expect(headers['content-range']).toBe(`bytes */${SIZE_BYTES}`);
		expect(JSON.parse(body.toString())).toMatchObject({ errors: [{ errorCode: 'CMN-107' }] });
	});

	it.each(['bytes=5-2', 'bytes=-', 'lines=1-2', 'bytes=0-1,4-5'])('ignores %s', async (Range) => {
		expect((await ask({ Range })).status).toBe(200);
	});

	it('lets a range stand only for the file it began with', async () => {
		const { headers } = await ask({ Range: 'bytes=0-9' });
		const { etag = '', 'last-modified': modified = '' } = headers;
		const statusFor = async (validator: string): Promise<number> =>
			(await ask({ Range: 'bytes=10-19', 'If-Range': validator })).status;

		expect(await statusFor(etag)).toBe(206);
		expect(await statusFor(modified)).toBe(206);
		expect(await statusFor('"another"')).toBe(200);
		expect(await statusFor(`W/${etag}`)).toBe(200);
		expect(await statusFor(new Date(0).toUTCString())).toBe(200);
	});

	it('names the file when asked, without quotes', async () => {
		const { headers } = await ask({}, '?contentDisposition=Attachment&contentDispositionFilename=call.mp3');

		expect(headers['content-disposition']).toBe('attachment;filename=call.mp3');
	});

	it('takes the token from the address on the media host', async () => {
		const value = token['Authorization']?.replace('Bearer ', '') ?? '';

		expect((await rawGet(`${url}?access_token=${value}`)).status).toBe(200);
		expect((await rawGet(`${simulator.serverUrl}${ACCOUNT}?access_token=${value}`)).status).toBe(401);
	});
});
