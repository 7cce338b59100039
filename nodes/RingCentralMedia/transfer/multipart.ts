/** A body of known length that can be sent again from its beginning. */
export interface Payload {
	contentType: string;
	sizeBytes: number;
	/** Begins anew at each call. */
	open: () => AsyncIterable<Uint8Array>;
}

/** One part of a form. All parts have a file name: RingCentral refuses those without (MSG-351). */
export interface Part extends Payload {
	name: string;
	fileName: string;
}

const CRLF = '\r\n';

/** What a header can hold as a type; anything else would be a way to add headers. */
const PLAIN_TYPE = /^[\w.+-]+\/[\w.+-]+$/;

/**
 * A `multipart/form-data` body, its parts in this order, streamed and with its length known.
 * @param boundary must not occur in the parts: random, 27 to 70 letters and digits
 * @see https://www.rfc-editor.org/rfc/rfc7578
 */
export function multipart(parts: readonly Part[], boundary: string): Payload {
	const encoder = new TextEncoder();
	const framed = parts.map((part) => ({ part, head: encoder.encode(headOf(part, boundary)) }));
	const gap = encoder.encode(CRLF);
	const end = encoder.encode(`--${boundary}--${CRLF}`);
	const framedBytes = framed.map(({ part, head }) => head.length + part.sizeBytes + gap.length);
	return {
		contentType: `multipart/form-data; boundary=${boundary}`,
		sizeBytes: framedBytes.reduce((sum, bytes) => sum + bytes, end.length),
		open: async function* () {
			for (const { part, head } of framed) {
				yield head;
				yield* part.open();
				yield gap;
			}
			yield end;
		},
	};
}

function headOf({ name, fileName, contentType }: Part, boundary: string): string {
	const type = PLAIN_TYPE.test(contentType) ? contentType : 'application/octet-stream';
	return [
		`--${boundary}`,
		`Content-Disposition: form-data; name="${quoted(name)}"; filename="${quoted(fileName)}"`,
		`Content-Type: ${type}`,
		CRLF,
	].join(CRLF);
}

/**
 * What would end the quoted text or the header line is written as browsers write it.
 * @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
 */
const quoted = (text: string): string =>
	text.replace(/["\r\n]/g, (character) => encodeURIComponent(character)).replace(/[\p{Cc}\p{Cs}]/gu, '_');

/** The JSON that goes first, named as RingCentral's own SDK names it. */
export const jsonPart = (value: unknown): Part => ({
	name: 'request.json',
	fileName: 'request.json',
	...jsonPayload(value),
});

export function jsonPayload(value: unknown): Payload {
	const bytes = new TextEncoder().encode(JSON.stringify(value));
	return {
		contentType: 'application/json',
		sizeBytes: bytes.length,
		open: () => piecesOf(bytes),
	};
}

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
	yield await Promise.resolve(bytes);
}
