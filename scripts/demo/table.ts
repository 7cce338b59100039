/** One saved file in the table at the end. */
export interface Row {
	file: string;
	kind: string;
	sizeBytes: number;
	requests: number;
	resumed: number;
	/** Whether the digest of the bytes on disk is the right one. */
	isWhole: boolean;
}

export const megabytes = (bytes: number): string =>
	bytes < 100_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

const columns: readonly [string, 'left' | 'right', (row: Row) => string][] = [
	['File', 'left', ({ file }) => file],
	['Kind', 'left', ({ kind }) => kind],
	['Size', 'right', ({ sizeBytes }) => megabytes(sizeBytes)],
	['Requests', 'right', ({ requests }) => String(requests)],
	['Resumed', 'right', ({ resumed }) => String(resumed)],
	['SHA-256', 'left', ({ isWhole }) => (isWhole ? 'right' : 'WRONG')],
];

export const table = (rows: readonly Row[]): string => {
	const cells = [
		columns.map(([title]) => title),
		...rows.map((row) => columns.map(([, , read]) => read(row))),
	];
	const widths = columns.map((_, at) => Math.max(...cells.map((line) => line[at]?.length ?? 0)));
	const lines = cells.map((line) =>
		line
			.map((cell, at) => {
				const width = widths[at] ?? 0;
				return columns[at]?.[1] === 'right' ? cell.padStart(width) : cell.padEnd(width);
			})
			.join('  ')
			.trimEnd(),
	);
	const rule = widths.map((width) => '─'.repeat(width)).join('  ');
	return [lines[0], rule, ...lines.slice(1)].join('\n');
};
