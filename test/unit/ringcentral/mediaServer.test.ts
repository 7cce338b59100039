import { describe, expect, it } from '@jest/globals';
import { mediaServer } from '../../../nodes/RingCentralMedia/ringcentral/hosts';

describe('where the content of a server is', () => {
	it.each([
		['https://platform.ringcentral.com', 'https://media.ringcentral.com/'],
		['https://platform.ringcentral.biz', 'https://media.ringcentral.biz/'],
		['http://127.0.0.1:8080', 'http://127.0.0.1:8080/'],
		['https://ringcentral.example.com', 'https://ringcentral.example.com/'],
	])('of %s is %s', (server, media) => {
		expect(mediaServer(new URL(server)).href).toBe(media);
	});
});
