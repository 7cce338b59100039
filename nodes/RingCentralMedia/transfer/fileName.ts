import { badInput } from '../errors';

/** What a template may draw on: a field's text, or `undefined` where the record has none. */
export type NameFields = Record<string, string | undefined>;

/** Longest name that Windows, S3 and Drive all take, less room for a folder's sake. */
const LONGEST_NAME_BYTES = 200;

/**
 * Names of devices, also with spaces behind them or a superscript for the digit.
 * @see https://learn.microsoft.com/windows/win32/fileio/naming-a-file
 */
const WINDOWS_DEVICES = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³]) *$/i;

/**
 * Fills `{field}` marks. A field that this record lacks reads `unknown`.
 * @throws badInput for a field that does not exist
 */
export function fillTemplate(template: string, fields: NameFields): string {
	return template.replace(/\{([^{}]*)\}/g, (_mark, name: string) => {
		const key = name.trim();
		if (!Object.hasOwn(fields, key)) {
			throw badInput(`'File Name' has the field {${key}}, which does not exist`, {
				hint: `Use one of ${Object.keys(fields)
					.map((field) => `{${field}}`)
					.join(', ')}.`,
			});
		}
		// A slash in a value, such as in a caller's name, must not become a folder.
		return fields[key] || 'unknown';
	});
}

/**
 * A name that is safe on Windows, S3 and Drive: no folders, no control characters, no device names.
 * @param extension put at the end unless the name has it already; without a dot, may be empty
 */
export function safeFileName(name: string, extension: string): string {
	const flat = name
		.normalize('NFC')
		.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}<>:"/\\|?*]+/gu, '_')
		.replace(/\s+/g, ' ')
		.replace(/^[ .]+|[ .]+$/g, '');
	const suffix = extension ? `.${extension}` : '';
	const hasSuffix = suffix !== '' && flat.toLowerCase().endsWith(suffix.toLowerCase());
	const stem = hasSuffix ? flat.slice(0, -suffix.length) : flat;
	const usable = stem === '' ? 'file' : stem;
	const distinct = WINDOWS_DEVICES.test(usable.split('.', 1)[0] ?? '') ? `_${usable}` : usable;
	return `${cutToBytes(distinct, LONGEST_NAME_BYTES - suffix.length)}${suffix}`;
}

function cutToBytes(text: string, maxBytes: number): string {
	let usedBytes = 0;
	let kept = '';
	for (const character of text) {
		usedBytes += Buffer.byteLength(character);
		if (usedBytes > maxBytes) return kept.replace(/[ .]+$/, '');
		kept += character;
	}
	return kept;
}

/** A file name without its extension, where the extension is short enough to be one. */
export const stemOf = (name: string): string => name.replace(/\.[A-Za-z0-9]{1,8}$/, '');

/**
 * The file name of a `Content-Disposition`: `filename*`, else quoted, else bare as RingCentral writes it.
 * @see https://www.rfc-editor.org/rfc/rfc6266
 */
export function dispositionFileName(header: string | undefined): string | undefined {
	if (header === undefined) return undefined;
	const extended = /filename\*\s*=\s*utf-8'[^']*'([^;]+)/i.exec(header)?.[1];
	if (extended !== undefined) {
		const decoded = decodePercent(extended.trim());
		if (decoded) return decoded;
	}
	const quoted = /filename\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(header)?.[1];
	if (quoted) return quoted.replace(/\\(.)/g, '$1');
	const bare = /filename\s*=\s*([^";]+)/i.exec(header)?.[1]?.trim();
	return bare === '' ? undefined : bare;
}

function decodePercent(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined;
	}
}

/** What RingCentral's guide forbids in the names of faxed files, and what is not ASCII. */
const NOT_FOR_FAX = /[^\x20-\x7e]|[&@#$%^*]/g;

/**
 * The name under which a file is sent: safe as any, and for those who can read no more, in plain ASCII.
 * @see https://developers.ringcentral.com/guide/messaging/fax/sending-faxes
 */
export function sentFileName(name: string, extension: string, isPlain: boolean): string {
	const [last = ''] = name.split(/[\\/]/).slice(-1);
	// A reader of forms takes these for the characters they stand for.
	if (!isPlain) return safeFileName(last, extension).replace(/%(?=22|0a|0d)/gi, '_');
	const plain = last.normalize('NFKD').replace(/\p{M}/gu, '').replace(NOT_FOR_FAX, '_');
	return safeFileName(/[A-Za-z0-9]/.test(stemOf(plain)) ? plain : 'file', extension);
}
