import { describe, expect, it } from '@jest/globals';
import { runInNewContext } from 'node:vm';
import * as errors from '../../nodes/RingCentralMedia/errors';

const { MediaError, asError, ...factories } = errors;

describe('an error of this package', () => {
	it.each(Object.entries(factories))('%s has its factory’s name for a code', (code, make) => {
		const failure = make('What happened', { hint: 'What to do', waitMs: 5, status: 429 });
		expect(failure).toBeInstanceOf(MediaError);
		expect(failure).toMatchObject({
			code,
			name: 'MediaError',
			message: 'What happened',
			hint: 'What to do',
			waitMs: 5,
			status: 429,
		});
	});

	it.each(Object.entries(factories).filter(([code]) => code !== 'badInput'))(
		'%s says what to do even where nobody knows better',
		(_code, make) => {
			expect(make('What happened').hint).toMatch(/^[A-Z].*\.$/);
		},
	);

	it('keeps its cause', () => {
		const cause = new Error('below');
		expect(errors.interrupted('above', { cause }).cause).toBe(cause);
	});
});

describe('a caught value', () => {
	it('stays as it is when it is an error', () => {
		const failure = new TypeError('x');
		expect(asError(failure)).toBe(failure);
	});

	it('stays as it is when it is an error of another realm', () => {
		const failure: unknown = runInNewContext('new Error("elsewhere")');
		expect(failure instanceof Error).toBe(false);
		expect(asError(failure)).toBe(failure);
	});

	it.each(['text', 5, null, undefined])('becomes an error when it is %j', (value) => {
		expect(asError(value)).toBeInstanceOf(Error);
		expect(asError(value).message).toBe(String(value));
	});
});
