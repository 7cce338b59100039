import { describe, expect, it } from '@jest/globals';
import * as errors from '../../nodes/RingCentralMedia/errors';
import { kinds } from '../../nodes/RingCentralMedia/media/kinds';
import { verbs } from '../../nodes/RingCentralMedia/operations';
import { readReadme } from '../support/readme';

/** Every code there is: each has a factory of its name. */
const codes = Object.values(errors)
	.filter((each): each is typeof errors.gone => typeof each === 'function' && /^$|^factory/.test(each.name))
	.map((factory) => factory('made up').code)
	.sort();

describe('README', () => {
	it('explains each code of an error and says what to do about it', () => {
		const rows = readReadme().tableUnder('When something goes wrong');

		expect(codes).toContain('unknownOutcome');
		expect(rows.map(([code]) => code?.replaceAll('`', ''))).toEqual(codes);
		for (const [, meaning = '', remedy = ''] of rows) {
			expect(meaning).toMatch(/^[A-Z].{10}/);
			expect(remedy).toMatch(/^[A-Z].{5}/);
		}
	});

	it('ticks what each kind can do', () => {
		const { tableUnder, section } = readReadme();
		const [, head = ''] = /^\| (Resource.*) \|$/m.exec(section('Operations')) ?? [];
		const columns = head.split('|').map((cell) => cell.trim());
		const ticked = tableUnder('Operations').map(([label, ...cells]) => [
			label?.replace(/ \(.*\)/, ''),
			columns
				.slice(1)
				.filter((_column, index) => cells[index] === '✓')
				.sort(),
		]);
		const fitting = [...kinds]
			.sort((a, b) => a.label.localeCompare(b.label))
			.map((kind) => [
				kind.label,
				verbs
					.filter((verb) => verb.fits(kind))
					.map(({ label }) => label)
					.sort(),
			]);

		expect(ticked).toEqual(fitting);
	});
});
