import { describe, expect, it } from '@jest/globals';
import { explainFault, type Fault } from '../../../nodes/RingCentralMedia/ringcentral/faults';

const url = new URL('https://platform.ringcentral.com/restapi/v1.0/x?access_token=secret');

const explain = (status: number, body?: unknown, more: Partial<Fault> = {}) =>
	explainFault({ status, header: () => undefined, body, url, ...more }, 0);

/** As the service writes it: the first error again at the top. */
const told = (errorCode: string, more: Record<string, string> = {}) => {
	const error = { errorCode, message: `About ${errorCode}`, ...more };
	return { ...error, errors: [error] };
};

describe('what an error answer means', () => {
	it.each([
		[400, 'badInput'],
		[401, 'refused'],
		[403, 'refused'],
		[404, 'gone'],
		[408, 'interrupted'],
		[410, 'gone'],
		[418, 'unexpected'],
		[429, 'throttled'],
		[500, 'interrupted'],
		[502, 'interrupted'],
		[503, 'interrupted'],
		[504, 'interrupted'],
	])('status %d is %s', (status, code) => {
		expect(explain(status)).toMatchObject({ code, status });
	});

	it.each([200, 400, 404, 409, 503])(
		'a fax that is still rendered is not ready, with status %d too',
		(status) => {
			expect(explain(status, told('MSG-368'))).toMatchObject({ code: 'notReady', errorCode: 'MSG-368' });
		},
	);

	it.each([
		['CMN-401', { permissionName: 'ReadCallRecording' }, /scope ReadCallRecording/],
		['CMN-401', {}, /scope for this/],
		['CMN-402', {}, /administrator/],
		['CMN-404', {}, /may not see this extension/],
		['CMN-408', { permissionName: 'ReadCallLog' }, /permission ReadCallLog/],
		['CMN-419', {}, /may not see this extension/],
		['ANY-1', {}, /scopes of the app and the role/],
	])('%s with %j says who can help', (errorCode, more, hint) => {
		expect(explain(403, told(errorCode, more)).hint).toMatch(hint);
	});

	it('names the parameter that does not fit', () => {
		const failure = explain(400, told('CMN-101', { parameterName: 'dateFrom' }));
		expect(failure).toMatchObject({ code: 'badInput', errorCode: 'CMN-101' });
		expect(failure.hint).toContain("'dateFrom'");
		expect(failure.message).toContain('About CMN-101');
	});
});

describe('where an error answer says it', () => {
	it.each([
		['in the list', { errors: [{ errorCode: 'CMN-102', message: 'no' }] }],
		['at the top, beside an empty list', { errorCode: 'CMN-102', message: 'no', errors: [] }],
		['at the top only', { errorCode: 'CMN-102', message: 'no' }],
		[
			'in a list with something else before it',
			{ errors: [null, 'x', { errorCode: 'CMN-102', message: 'no' }] },
		],
		['as OAuth does', { error: 'CMN-102', error_description: 'no' }],
	])('%s', (_where, body) => {
		const failure = explain(404, body);
		expect(failure.errorCode).toBe('CMN-102');
		expect(failure.message).toMatch(/: no$/);
	});

	it('prefers the list, which names the parameter', () => {
		const body = { errorCode: 'A', message: 'top', errors: [{ errorCode: 'B', message: 'listed' }] };
		expect(explain(400, body)).toMatchObject({ errorCode: 'B' });
	});

	it.each([undefined, null, '', '<html>', 5, [], { errors: 'x' }])('nowhere: %j', (body) => {
		const failure = explain(404, body);
		expect(failure).toMatchObject({ code: 'gone', errorCode: undefined });
		expect(failure.message).toMatch(/restapi\/v1\.0\/x$/);
	});

	it('keeps request id and Retry-After', () => {
		const headers: Record<string, string> = { rcrequestid: 'abc', 'retry-after': '7' };
		const failure = explain(503, undefined, { header: (name) => headers[name] });
		expect(failure).toMatchObject({ requestId: 'abc', waitMs: 7_000 });
	});

	it('never shows the query', () => {
		const shown = [200, 400, 401, 403, 404, 418, 429, 500].map((status) => {
			const failure = explain(status);
			return [failure.message, failure.hint, JSON.stringify(failure)];
		});
		expect(JSON.stringify(shown)).not.toContain('secret');
	});
});

describe('an error answer of another host', () => {
	const foreign = { url: new URL('https://bucket.example/file?sig=secret'), isForeign: true };

	it.each([401, 403])('%d is not blamed on the credential', (status) => {
		const failure = explain(status, undefined, foreign);
		expect(failure.code).toBe('refused');
		expect(failure.message).toContain('bucket.example');
		expect(failure.message).not.toContain('RingCentral');
		expect(failure.hint).toContain('expired');
	});

	it('names the host that is out of order', () => {
		expect(explain(503, undefined, foreign).message).toContain('bucket.example');
	});
});
