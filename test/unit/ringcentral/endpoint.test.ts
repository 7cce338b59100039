import { describe, expect, it } from '@jest/globals';
import { endpointOf } from '../../../nodes/RingCentralMedia/ringcentral/endpoint';

const nameOf = (path: string): string => endpointOf('GET', new URL(path, 'https://platform.ringcentral.com'));

describe('what a call is charged as', () => {
	it('leaves ids out, and keeps the version', () => {
		expect(nameOf('/restapi/v1.0/account/400/extension/~/message-store/77/content/88?x=1')).toBe(
			'GET /restapi/v1.0/account/:id/extension/:id/message-store/:id/content/:id',
		);
	});

	it.each([
		['/restapi/v1.0/account/~/recording/1/content', '/restapi/v1.0/account/123/recording/99/content'],
		['/restapi/v1.0/account/~/recording/a1b2/content', '/restapi/v1.0/account/~/recording/Z9/content'],
		['/list?page=1', '/list?page=2'],
	])('is the same for %s and %s', (one, other) => {
		expect(nameOf(one)).toBe(nameOf(other));
	});

	it.each([
		['/restapi/v1.0/account/~/recording/1', '/restapi/v1.0/account/~/recording/1/content'],
		['/restapi/v1.0/account/~', '/restapi/v2/account/~'],
	])('differs for %s and %s', (one, other) => {
		expect(nameOf(one)).not.toBe(nameOf(other));
	});

	it('differs by method', () => {
		const url = new URL('https://platform.ringcentral.com/x');
		expect(endpointOf('GET', url)).not.toBe(endpointOf('DELETE', url));
	});
});
