import type { Finding } from './finding';

/** The results as a Markdown page. */
export const resultsPage = (findings: readonly Finding[], machine: readonly string[], runs: number): string =>
	`# Figures

${table(findings)}

Each file is downloaded in a fresh process that has downloaded a smaller one before, so that no run profits from
the one before it and all of them have their code loaded, as in an n8n that has been up for a while. The HTTP
Request node runs in the same engine with the same store, in alternating order with this one. Every stored file is
read back and its SHA-256 compared; that is not timed.

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
