import type { Finding } from './finding';

/** The results as a Markdown page. */
export const resultsPage = (findings: readonly Finding[], machine: readonly string[], runs: number): string =>
	`# Figures

${table(findings)}

Made with \`npm run bench\`: medians of ${runs} runs, the smallest and the largest value in parentheses.

${machine.map((line) => `- ${line}`).join('\n')}
`;

const table = (findings: readonly Finding[]): string =>
	[
		'| Measure | Result | Goal | Holds | Figures |',
		'| --- | --- | --- | --- | --- |',
		...findings.map(
			({ measure, result, goal, holds, figures }) =>
				`| ${measure} | ${result} | ${goal} | ${holds ? 'yes' : '**no**'} | ${figures} |`,
		),
	].join('\n');
