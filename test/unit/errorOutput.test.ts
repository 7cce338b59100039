import { describe, expect, it } from '@jest/globals';
import { badInput } from '../../nodes/RingCentralMedia/errors';
import { errorOutputTakesDetails } from '../../nodes/RingCentralMedia/n8n/errorOutput';
import { toErrorJson } from '../../nodes/RingCentralMedia/n8n/errors';

describe('an item for the error output', () => {
	it.each([
		['1.120.31', false],
		['2.0.0', false],
		['2.35.3', false],
		['2.36.0', true],
		['2.40.1', true],
		['3.0.0', true],
	])('of an n8n with n8n-workflow %s may carry details: %s', (version, takes) => {
		expect(errorOutputTakesDetails(version)).toBe(takes);
	});

	it('has no other keys than an older n8n takes, and says the same', () => {
		const failure = badInput('This is no PDF', { hint: 'Give a PDF.' });
		expect(toErrorJson(failure, false)).toEqual({
			error: 'This is no PDF',
			message: 'badInput: Give a PDF.',
		});
		expect(toErrorJson(new Error('Strange'), false)).toEqual({ error: 'Strange', message: 'Strange' });
	});
});
