import { describe, expect, it } from '@jest/globals';
import { MediaError } from '../../../nodes/RingCentralMedia/errors';
import {
	mayCarryToken,
	parseContentUrl,
	parseServerUrl,
} from '../../../nodes/RingCentralMedia/ringcentral/hosts';

const platform = new URL('https://platform.ringcentral.com');

describe('the token', () => {
	it.each([
		'https://platform.ringcentral.com/restapi/v1.0/x',
		'https://media.ringcentral.com/restapi/v1.0/x',
		'https://media.devtest.ringcentral.com/x',
		'https://platform.ringcentral.biz/x',
		'https://media.ringcentral.biz/x',
		'https://PLATFORM.RingCentral.COM/x',
		'https://platform.ringcentral.com:443/x',
	])('goes to %s', (url) => {
		expect(mayCarryToken(new URL(url), platform)).toBe(true);
	});

	it.each([
		'https://evil.com@media.ringcentral.com/x',
		'https://name:word@platform.ringcentral.com/x',
		'http://platform.ringcentral.com/x',
		'http://media.ringcentral.com/x',
		'https://evilringcentral.com/x',
		'https://ringcentral.com.evil.com/x',
		'https://media.ringcentral.com.evil.com/x',
		'https://media.ringcentral.com@evil.com/x',
		'https://media.ringcentral.com:pass@evil.com/x',
		'https://evil.com/media.ringcentral.com/',
		'https://evil.com#media.ringcentral.com',
		'https://evil.com\\@media.ringcentral.com/x',
		'https://media.ringcentral.com.:443/x',
		'https://media.ringcentral.co/x',
		'https://media.ringcentral.biz.evil.biz/x',
		'https://media.ringcentral.com:8443/x',
		'https://platform.ringcentral.com:8443/x',
		'https://bucket.s3.amazonaws.com/x',
		'https://127.0.0.1/x',
		'ftp://media.ringcentral.com/x',
	])('does not go to %s', (url) => {
		expect(mayCarryToken(new URL(url), platform)).toBe(false);
	});

	it.each([
		['https://platform.partner.example', 'https://platform.partner.example/x', true],
		['https://platform.partner.example', 'https://media.partner.example/x', true],
		['https://platform.partner.example', 'https://other.partner.example/x', false],
		['https://platform.partner.example', 'http://media.partner.example/x', false],
		['https://partner.example', 'https://media.partner.example/x', false],
		['https://platform.partner.example:8443', 'https://platform.partner.example:8443/x', true],
		['https://platform.partner.example:8443', 'https://platform.partner.example/x', false],
		['https://platform.partner.example:8443', 'https://media.partner.example:8443/x', false],
		['https://platform.partner.example', 'https://media.ringcentral.com/x', true],
	])('of %s goes to %s: %s', (server, url, goes) => {
		expect(mayCarryToken(new URL(url), new URL(server))).toBe(goes);
	});

	it.each([
		['http://127.0.0.1:3000', 'http://127.0.0.1:3001/x', true],
		['http://localhost:3000', 'http://localhost:3001/x', true],
		['http://[::1]:3000', 'http://[::1]:3001/x', true],
		['http://127.0.0.1:3000', 'http://localhost:3000/x', false],
		['http://127.0.0.1:3000', 'http://127.0.0.2:3000/x', false],
		['http://127.0.0.1:3000', 'https://media.ringcentral.com/x', false],
		['http://127.0.0.1:3000', 'http://evil.example/x', false],
	])('of a simulator at %s goes to %s: %s', (server, url, goes) => {
		expect(mayCarryToken(new URL(url), new URL(server))).toBe(goes);
	});
});

describe('the server URL', () => {
	it.each([
		'https://platform.ringcentral.com',
		'  https://x.example/  ',
		'http://127.0.0.1:3000',
		'http://localhost',
	])('may be %s', (text) => {
		expect(parseServerUrl(text).href).toBe(new URL(text.trim()).href);
	});

	it.each([
		'',
		'   ',
		'platform.ringcentral.com',
		'http://platform.ringcentral.com',
		'http://localhost.evil.com',
		'http://127.0.0.1.evil.com',
		'ftp://x.example',
	])('may not be "%s"', (text) => {
		expect(() => parseServerUrl(text)).toThrow(MediaError);
	});
});

describe('a content URL', () => {
	it.each([
		['https://media.ringcentral.com/a?b=1', 'https://media.ringcentral.com/a?b=1'],
		['  https://media.ringcentral.com/a ', 'https://media.ringcentral.com/a'],
		['media.ringcentral.com/a', 'https://media.ringcentral.com/a'],
		['/restapi/v1.0/a', 'https://platform.ringcentral.com/restapi/v1.0/a'],
		['http://elsewhere.example/a', 'http://elsewhere.example/a'],
	])('%s is read as %s', (text, href) => {
		expect(parseContentUrl(text, platform).href).toBe(href);
	});

	it.each(['//evil.com/a', '/\\evil.com/a', 'media.evil.com/a'])('%s gets no token', (text) => {
		expect(mayCarryToken(parseContentUrl(text, platform), platform)).toBe(false);
	});

	it.each(['', ' ', 'recording', 'javascript:alert(1)', 'file:///etc/passwd', 'data:,x'])(
		'"%s" is none',
		(text) => {
			expect(() => parseContentUrl(text, platform)).toThrow(expect.objectContaining({ code: 'badInput' }));
		},
	);
});
