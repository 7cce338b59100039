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
	'application/x-rtf': 'application/rtf',
	'application/x-zip-compressed': 'application/zip',
	'audio/mp3': 'audio/mpeg',
	'audio/mpeg3': 'audio/mpeg',
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
	'video/msvideo': 'video/avi',
	'video/vnd.avi': 'video/avi',
	'video/x-msvideo': 'video/avi',
};

/** mime-types names these by their less common extension. */
const EXTENSIONS: Record<string, string> = {
	'audio/mp4': 'm4a',
	'audio/mpeg': 'mp3',
	'image/jpeg': 'jpg',
	'text/vcard': 'vcf',
	'video/avi': 'avi',
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

/** Whether a type tells what a file is. */
export const tellsType = (mimeType: string): boolean => !SAYS_NOTHING.has(mimeType);

/** The type that a file name stands for, `''` for none. */
export const typeOfName = (fileName: string): string => plainType(lookup(fileName) || '');

/** A file name's own extension in lower case, `''` for none. */
export const extensionOfName = (fileName: string): string =>
	/\.([A-Za-z0-9]{1,8})$/.exec(fileName)?.[1]?.toLowerCase() ?? '';

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

/**
 * What the first bytes are, text included, which has no signature: `text/html`, `text/plain`, or `''`
 * where they say nothing.
 */
export async function typeOfBytes(firstBytes: Uint8Array): Promise<string> {
	const found = await sniff(firstBytes);
	if (found !== '') return found;
	const text = new TextDecoder().decode(firstBytes);
	// Some writers put a few bytes before the head of a PDF, and readers look past them.
	if (/^[^]{0,1000}%PDF-/.test(text)) return 'application/pdf';
	const begin = text.trimStart().slice(0, 300).toLowerCase();
	if (/^(<!doctype html|<html|<head|<body)/.test(begin)) return 'text/html';
	// The last character may be cut in half.
	return text.length > 0 && !/[\0-\x08\x0e-\x1a\x1c-\x1f\ufffd]/.test(text.slice(0, -3)) ? 'text/plain' : '';
}

async function sniff(firstBytes: Uint8Array): Promise<string> {
	try {
		return plainType((await fileTypeFromBuffer(firstBytes))?.mime);
	} catch {
		// A file cut short inside its header makes the parser stumble; then the bytes say nothing.
		return '';
	}
}
