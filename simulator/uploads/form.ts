import { createHash } from 'node:crypto';
import { apiError } from '../errors';
import type { SentFile } from '../records';
import type { Exchange } from '../state';

/** What an upload had in it. */
export interface Form {
	envelope: Record<string, unknown>;
	files: SentFile[];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The bytes of the body. The service wants their number before they come. */
export function bodyOf({ request }: Exchange, maxBytes: number): Buffer {
	if (request.headers['content-length'] === undefined) {
		throw apiError(411, 'CMN-101', 'Content-Length header is required');
	}
	const body: unknown = request.body;
	const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
	if (bytes.length > maxBytes) throw apiError(413, 'CMN-104', 'Request entity is too large');
	return bytes;
}

export function describeFile(fileName: string, contentType: string, bytes: Buffer): SentFile {
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	return { fileName, contentType, sizeBytes: bytes.length, sha256, bytes };
}

/** Node advises against its parser for large uploads of strangers; here it is the one that is not ours. */
interface FormReader {
	formData(): Promise<FormData>;
}

/** The parts of a form, by the parser that Node's `fetch` has; nothing if it is none. */
export async function partsOf(bytes: Buffer, contentType: string): Promise<FormData | undefined> {
	const reader: FormReader = new Response(new Uint8Array(bytes), {
		headers: { 'Content-Type': contentType },
	});
	return reader.formData().catch(() => undefined);
}

/** Reads a form: JSON first, then files that all have a name. */
export async function readForm(exchange: Exchange, maxBytes: number): Promise<Form> {
	const contentType = exchange.request.headers['content-type'] ?? '';
	const bytes = bodyOf(exchange, maxBytes);
	const parsed = await partsOf(bytes, contentType);
	if (!parsed) throw apiError(400, 'MSG-349', 'Message envelope can not be parsed');
	const [first, ...rest] = [...parsed.values()];
	if (!(first instanceof File) || first.type !== 'application/json') {
		throw apiError(400, 'MSG-349', 'Message envelope can not be parsed');
	}
	const envelope: unknown = JSON.parse(await first.text());
	if (!isObject(envelope)) throw apiError(400, 'MSG-349', 'Message envelope can not be parsed');
	const files = rest.map(async (part) => {
		if (!(part instanceof File)) {
			throw apiError(400, 'MSG-351', 'There is no filename in Content-Disposition header');
		}
		if (part.size === 0) throw apiError(400, 'MSG-347', 'Attachment is empty');
		return describeFile(part.name, part.type, Buffer.from(await part.arrayBuffer()));
	});
	return { envelope, files: await Promise.all(files) };
}

/** The JSON body of a request without files. */
export function jsonBodyOf({ request }: Exchange): Record<string, unknown> {
	const body: unknown = request.body;
	if (isObject(body)) return body;
	throw apiError(400, 'CMN-103', "JSON can't be parsed.");
}

/** The numbers in a list of `{ phoneNumber }`. */
export function numbersIn(list: unknown): string[] {
	const parties: unknown[] = Array.isArray(list) ? list : [];
	return parties.map((party) =>
		isObject(party) && typeof party['phoneNumber'] === 'string' ? party['phoneNumber'] : '',
	);
}
