import { describe, expect, it } from '@jest/globals';
import { describedGroup } from '../../../nodes/RingCentralMedia/ringcentral/describedGroup';
import { endpointOf } from '../../../nodes/RingCentralMedia/ringcentral/endpoint';
import { calls, type Access } from '../../../scripts/permissions/access';

const endpointOfCall = ({ call }: Access): string => {
	const [method = '', path = ''] = call.split(' ');
	return endpointOf(method, new URL(path.replace(/\{\w+\}/g, '~'), 'https://platform.ringcentral.com'));
};

describe('the group an endpoint is described in', () => {
	it.each(Object.entries<Access>(calls))('is never told wrong: %s', (_name, call) => {
		expect([undefined, call.group.toLowerCase()]).toContain(describedGroup(endpointOfCall(call)));
	});

	it.each([
		'companyCalls',
		'ownCalls',
		'recording',
		'recordingFile',
		'deleteRecordings',
		'fax',
		'report',
	] as const)('is told where calls are scarce: %s', (name) => {
		expect(describedGroup(endpointOfCall(calls[name]))).toBe('heavy');
	});
});
