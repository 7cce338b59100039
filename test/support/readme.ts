import { readFileSync } from 'node:fs';
import path from 'node:path';

const CHECKOUT = path.resolve(__dirname, '../..');

/** README as tests look at it. */
export interface Readme {
	/** The text under a heading, up to the next heading of its rank. */
	section: (heading: string) => string;
	/** The rows of the first table under a heading, without its head. */
	tableUnder: (heading: string) => string[][];
}

/** @throws for a heading that is not there */
export function readReadme(file = 'README.md'): Readme {
	const text = readFileSync(path.join(CHECKOUT, file), 'utf8');
	const section = (heading: string): string => {
		const [, found] = text.split(`## ${heading}\n`);
		if (found === undefined) throw new Error(`${file} has no heading "${heading}"`);
		return found.split(/\n#{1,2} /)[0] ?? '';
	};
	return {
		section,
		tableUnder: (heading) => {
			const [table = ''] = /(^\|.*\n)+/m.exec(section(heading)) ?? [];
			const rows = table.trim().split('\n').slice(2);
			return rows.map((row) =>
				row
					.slice(1, -1)
					.split('|')
					.map((cell) => cell.trim()),
			);
		},
	};
}
