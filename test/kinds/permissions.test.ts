import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { kinds } from '../../nodes/RingCentralMedia/media/kinds';
import { verbs } from '../../nodes/RingCentralMedia/operations';
import { calls } from '../../scripts/permissions/access';
import { operationCalls } from '../../scripts/permissions/operations';
import { permissionsPage } from '../../scripts/permissions/page';
import { CHECKOUT } from './panels';

/** Columns are as wide as their longest cell; that is the formatter's business. */
const plain = (page: string): string => page.replace(/ +/g, ' ').replace(/-{3,}/g, '---');

describe('docs/permissions.md', () => {
	it('is what `npm run docs:permissions` writes', () => {
		const page = readFileSync(path.join(CHECKOUT, 'docs/permissions.md'), 'utf8');

		expect(plain(page)).toBe(plain(permissionsPage(kinds, verbs)));
	});

	it('tells the calls of each operation, and of no other', () => {
		const told = Object.entries(operationCalls).map(([key, each]) => [key, Object.keys(each).sort()]);
		const there = kinds.map((kind) => [
			kind.key,
			verbs
				.filter((verb) => verb.fits(kind))
				.map(({ key }) => key)
				.sort(),
		]);

		expect(Object.fromEntries(told)).toEqual(Object.fromEntries(there));
	});

	it('uses each call that it knows', () => {
		const used = new Set(Object.values(operationCalls).flatMap((each) => Object.values(each).flat()));

		expect([...used].sort()).toEqual(
			Object.keys(calls)
				.filter((name) => name !== 'extensions')
				.sort(),
		);
	});
});
