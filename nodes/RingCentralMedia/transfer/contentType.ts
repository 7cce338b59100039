import { fileTypeFromBuffer } from 'file-type/core';
import { extension as extensionOf, lookup } from 'mime-types';

/** What a file is, after weighing what was said about it against what it holds. */
export interface ContentType {
	mimeType: string;
	/** Without a dot; empty when no extension is known for the type. */
	extension: string;
}

/** Names in use for the same type. Servers and browsers differ; one spelling goes out. */
const ALIASES: Record<string, string> = {
	'application/x-gzip': 'application/gzip',
	'application/x-pdf': 'application/pdf',
	'application/x-zip-compressed': 'application/zip',
	'audio/mp3': 'audio/mpeg',
	'audio/vnd.wave': 'audio/wav',
	'audio/wave': 'audio/wav',
	'audio/x-m4a': 'audio/mp4',
	'audio/x-mp3': 'audio/mpeg',
	'audio/x-wav': 'audio/wav',
	'image/jpg': 'image/jpeg',
	'image/pjpeg': 'image/jpeg',
	'image/x-ms-bmp': 'image/bmp',
	'text/directory': 'text/vcard',
	'text/rtf': 'application/rtf',
	'text/x-vcard': 'text/vcard',
};

/** mime-types names these by their less common extension. */
const EXTENSIONS: Record<string, string> = {
	'audio/mp4': 'm4a',
	'audio/mpeg': 'mp3',
	'image/jpeg': 'jpg',
	'text/vcard': 'vcf',
	'video/quicktime': 'mov',
};

/** Containers that many formats share: a more exact declaration wins over them. */
const CONTAINERS = new Set(['application/gzip', 'application/x-cfb', 'application/xml', 'application/zip']);

const SAYS_NOTHING = new Set(['', 'application/octet-stream', 'binary/octet-stream', 'application/download']);

/** The bare type of a `Content-Type` header in its usual spelling, `''` when there is none. */
export function plainType(contentType: string | undefined): string {
	const bare = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
	return ALIASES[bare] ?? bare;
}

export const extensionFor = (mimeType: string): string =>
	EXTENSIONS[mimeType] ?? (extensionOf(mimeType) || '');

/**
 * Weighs first bytes, declared type and file name, in this order: bytes do not lie, headers often do.
 * @param firstBytes the beginning of the file, some 4 kB or more
 */
export async function weighContentType(
	firstBytes: Uint8Array,
	declared: string | undefined,
	fileName: string | undefined,
): Promise<ContentType> {
	const said = plainType(declared);
	const found = await sniff(firstBytes);
	const named = plainType(lookup(fileName ?? '') || '');
	const telling = [found, said, named].filter((type) => !SAYS_NOTHING.has(type));
	const exact = telling.find((type) => !CONTAINERS.has(type)) ?? telling[0] ?? 'application/octet-stream';
	// Bytes cannot tell one text format from another, and servers call them all plain.
	const mimeType = exact === 'text/plain' && named.startsWith('text/') ? named : exact;
	const ownExtension = /\.([A-Za-z0-9]{1,8})$/.exec(fileName ?? '')?.[1];
	const keepsOwn = ownExtension !== undefined && (named === mimeType || telling.length === 0);
	return { mimeType, extension: keepsOwn ? ownExtension.toLowerCase() : extensionFor(mimeType) };
}

async function sniff(firstBytes: Uint8Array): Promise<string> {
	try {
		return plainType((await fileTypeFromBuffer(firstBytes))?.mime);
	} catch {
		// A file cut short inside its header makes the parser stumble; then the bytes say nothing.
		return '';
	}
}
