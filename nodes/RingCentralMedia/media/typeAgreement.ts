import { tellsType, typeOfName } from '../transfer/contentType';

/** What is said of a file, and what its bytes say. All types plain. */
export interface TypeClaims {
	fileName: string;
	/** As n8n holds it. */
	declared: string;
	/** By the first bytes; `''` where they say nothing. */
	found: string;
}

/** Types that stand for each other: containers, and names that differ by program. */
const KIN: readonly RegExp[] = [
	/^(video\/(mp4|quicktime|3gpp2?|x-m4v)|audio\/(mp4|3gpp))$/,
	/^(audio|video|application)\/ogg\b/,
	/^(video\/(x-ms-wmv|x-ms-asf)|audio\/(x-ms-wma|x-ms-asf)|application\/vnd\.ms-asf)$/,
	/^video\/(mpeg|mp1s|mp2p)$/,
	/^(video|audio)\/(webm|matroska|x-matroska)$/,
	/^application\/(zip|vnd\.(openxmlformats|oasis|ms-(excel|word|powerpoint)\.).*)$/,
	// Older office files; word processors also save RTF under the ending of a document.
	/^application\/(x-cfb|rtf|msword|vnd\.(ms-(excel|powerpoint|works)|visio)|x-mspublisher|x-mswrite)$/,
	// Windows calls a CSV a spreadsheet.
	/^(text\/.*|application\/(json|xml|xhtml\+xml|csv|vnd\.ms-excel|vnd\.ms-visio\.viewer|x-(sh|javascript|yaml|sql))|image\/svg\+xml)$/,
	/^audio\/(amr|amr-wb)$/,
	/^application\/(gzip|x-compressed-tar|x-tar)$/,
];

/** Files of these types always begin with their signature. */
const SIGNED = new Set([
	...['application/gzip', 'application/pdf', 'application/rtf', 'application/zip'],
	...['image/bmp', 'image/gif', 'image/jpeg', 'image/png', 'image/tiff', 'image/webp'],
]);

/** Text is what bytes without a signature are called, so it cannot stand for what has one. */
const isText = (type: string): boolean => type === 'text/plain' || type === 'text/html';

const areKin = (one: string, other: string): boolean =>
	one === other || KIN.some((family) => family.test(one) && family.test(other));

/** Whether bytes found to be one type may be a file that claims to be another. */
export function bytesFit(found: string, claimed: string): boolean {
	if (found === '') return !SIGNED.has(claimed);
	// A spreadsheet is no text, whatever Windows calls a CSV.
	if (isText(found) && /excel/.test(claimed)) return false;
	return areKin(found, claimed);
}

/**
 * The type of a file whose claims agree, or what disagrees with what. n8n writes `text/plain` where it
 * knows nothing, so that alone is no claim.
 */
export function weighClaims({
	fileName,
	declared,
	found,
}: TypeClaims): { type: string } | { said: string; is: string } {
	const named = typeOfName(fileName);
	const isShrug = !tellsType(declared) || (declared === 'text/plain' && tellsType(named));
	const claimed = tellsType(named) ? named : isShrug ? '' : declared;
	if (claimed === '') return { type: found === '' ? 'application/octet-stream' : found };
	if (!bytesFit(found, claimed)) return { said: claimed, is: found };
	if (!isShrug && !areKin(declared, claimed)) return { said: declared, is: claimed };
	return { type: claimed };
}
