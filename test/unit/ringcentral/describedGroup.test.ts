import { describe, expect, it } from '@jest/globals';
import { describedGroup } from '../../../nodes/RingCentralMedia/ringcentral/describedGroup';
import { endpointOf } from '../../../nodes/RingCentralMedia/ringcentral/endpoint';
import { createGate } from '../../../nodes/RingCentralMedia/ringcentral/quota';
import { calls, type Access } from '../../../scripts/permissions/access';
import { createVirtualClock } from '../../support/virtualClock';

const answer = (group: string, limit: number, remaining: number) => ({
	status: 200,
	header: (name: string) =>
		({
			'x-rate-limit-group': group,
			'x-rate-limit-limit': String(limit),
			'x-rate-limit-remaining': String(remaining),
			'x-rate-limit-window': '60',
		})[name],
});

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

	it('holds the first call to an endpoint back while that group is full', async () => {
		const clock = createVirtualClock();
		const gate = createGate(clock);
		const list = await gate.admit('GET /restapi/v1.0/account/:id/call-log', { deadlineAt: Infinity });
		list.settle(answer('heavy', 10, 0));
		const startedAt = clock.now();
		const first = gate.admit('GET /restapi/v1.0/account/:id/recording/:id', { deadlineAt: Infinity });
		await clock.run(first.then((pass) => pass.settle(answer('heavy', 10, 8))));
		expect(clock.now() - startedAt).toBeGreaterThanOrEqual(60_000);
	});

	it('gives way to what the answers say', async () => {
		const clock = createVirtualClock();
		const gate = createGate(clock);
		const list = await gate.admit('GET /call-log', { deadlineAt: Infinity });
		list.settle(answer('heavy', 10, 9));
		const first = await gate.admit('GET /recording/:id', { deadlineAt: Infinity });
		first.settle(answer('recordings', 40, 39));
		const full = await gate.admit('GET /call-log', { deadlineAt: Infinity });
		full.settle(answer('heavy', 10, 0));
		const startedAt = clock.now();
		await clock.run(gate.admit('GET /recording/:id', { deadlineAt: Infinity }).then((pass) => pass.settle()));
		expect(clock.now()).toBe(startedAt);
	});
});
