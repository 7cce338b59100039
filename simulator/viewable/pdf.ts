const LINE_HEIGHT = 24;

const escaped = (line: string): string => line.replace(/[\\()]/g, '\\$&');

/** What a page draws: a title and lines below it, from the top left corner on. */
const drawn = (title: string, lines: readonly string[]): string =>
	[
		`BT /F1 26 Tf 60 720 Td (${escaped(title)}) Tj /F1 15 Tf 0 -${LINE_HEIGHT * 2} Td`,
		...lines.map((line) => `(${escaped(line)}) Tj 0 -${LINE_HEIGHT} Td`),
		'ET',
	].join('\n');

/** A PDF that every viewer shows, each page with the title and the lines. Takes ASCII only. */
export function pdf(title: string, lines: readonly string[], pages: number): Buffer {
	const kids = Array.from({ length: pages }, (_, page) => `${4 + page * 2} 0 R`);
	const objects = [
		'<< /Type /Catalog /Pages 2 0 R >>',
		`<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${pages} >>`,
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
		...kids.flatMap((_, page) => {
			const text = drawn(title, [...lines, '', `Page ${page + 1} of ${pages}`]);
			return [
				`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${5 + page * 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
				`<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
			];
		}),
	];
	let body = '%PDF-1.4\n';
	const offsets = objects.map((object, at) => {
		const offset = body.length;
		body += `${at + 1} 0 obj\n${object}\nendobj\n`;
		return `${String(offset).padStart(10, '0')} 00000 n \n`;
	});
	const size = objects.length + 1;
	const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`;
	return Buffer.from(
		`${body}${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
		'latin1',
	);
}
