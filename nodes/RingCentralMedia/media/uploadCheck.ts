import { badInput, empty, tooLarge, wrongType, type MediaError } from '../errors';
import { extensionFor, extensionOfName, plainType, typeOfName } from '../transfer/contentType';
import { sentFileName } from '../transfer/fileName';
import { weighClaims } from './typeAgreement';
import type { Channel } from './uploadRules';

/** What is known of a file before it is sent. */
export interface FileFacts {
	/** As n8n has it, `''` for none. */
	name: string;
	/** The content type n8n has for it. */
	declaredType: string;
	sizeBytes: number;
	/** Type by the first bytes, `''` where they say nothing. */
	foundType: string;
	/** Where they could be counted. */
	pages?: number | undefined;
}

/** How a file that passed is to be sent. */
export interface Passed {
	fileName: string;
	contentType: string;
}

type Offence = Pick<MediaError, 'code' | 'message'>;
const offence = (code: MediaError['code'], message: string): Offence => ({ code, message });

/**
 * Checks files against what a channel takes, all of them before any is sent.
 * @throws wrongType, tooLarge, empty or badInput, naming every file that does not fit and why
 */
export function checkFiles(files: readonly FileFacts[], channel: Channel): Passed[] {
	const judged = files.map((file) => ({ file, ...judge(file, channel) }));
	const offences = [...judged.flatMap((each) => each.offences), ...judgeAll(files, channel)];
	if (offences.length === 0) return judged.map(({ passed }) => passed);
	throw refusal(offences, channel);
}

const factories = { empty, tooLarge, wrongType };

function refusal(offences: readonly Offence[], channel: Channel): MediaError {
	const codes = new Set(offences.map(({ code }) => code));
	const [code] = codes.size === 1 ? codes : [];
	const make = code === 'empty' || code === 'tooLarge' || code === 'wrongType' ? factories[code] : badInput;
	return make(offences.map(({ message }) => message).join('; '), {
		hint: `Nothing was sent. A ${channel.noun} takes ${channel.taken}, ${limitsOf(channel)}.`.replace(
			/\bA (?=[AEIO])/,
			'An ',
		),
	});
}

function limitsOf({ maxFiles, maxTotalBytes, maxPages }: Channel): string {
	const size = `up to ${megabytes(maxTotalBytes)}`;
	const count = maxFiles === 1 ? 'in one file' : maxFiles < Infinity ? `in ${maxFiles} files` : 'in all';
	return [size, count, maxPages === undefined ? '' : `and ${maxPages} pages`].filter(Boolean).join(' ');
}

const megabytes = (bytes: number): string =>
	bytes < 1_000_000 && bytes % 100_000 !== 0 ? `${bytes} bytes` : `${Math.ceil(bytes / 100_000) / 10} MB`;

function judge(file: FileFacts, channel: Channel): { offences: Offence[]; passed: Passed } {
	const { sizeBytes, foundType } = file;
	const named = `'${shown(file.name)}'`;
	const declared = plainType(file.declaredType);
	const weighed = weighClaims({ fileName: file.name, declared, found: foundType });
	const offences: Offence[] = [];
	if (sizeBytes === 0) offences.push(offence('empty', `${named} is empty`));
	else if ('said' in weighed) {
		const is = weighed.is === '' ? 'something else' : weighed.is;
		offences.push(offence('wrongType', `${named} is said to be ${weighed.said}, but it is ${is}`));
	}
	const type = 'type' in weighed ? weighed.type : weighed.said;
	const extension = endingOf(file.name, type, channel);
	if ('type' in weighed && sizeBytes > 0 && !isTaken(type, extension, channel)) {
		const what = extension === '' || channel.types !== 'any' ? type : `a .${extension} file (${type})`;
		offences.push(offence('wrongType', `${named} is ${what}, which a ${channel.noun} does not take`));
	}
	if (sizeBytes > channel.maxFileBytes) {
		offences.push(offence('tooLarge', `${named} has ${megabytes(sizeBytes)}`));
	}
	const isPlain = channel.hasPlainNames ?? false;
	return { offences, passed: { contentType: type, fileName: sentFileName(file.name, extension, isPlain) } };
}

/** The file's own ending if it stands for something, else the usual one for its type. */
function endingOf(name: string, type: string, { extensions = [] }: Channel): string {
	const own = extensionOfName(name);
	return typeOfName(name) !== '' || extensions.includes(own) ? own : extensionFor(type);
}

function isTaken(type: string, extension: string, { types, extensions }: Channel): boolean {
	if (extensions) return extensions.includes(extension);
	return types === 'any' || types.includes(type);
}

/** What is wrong with files that are fine one by one. */
function judgeAll(files: readonly FileFacts[], channel: Channel): Offence[] {
	const { noun, maxFiles, maxFileBytes, maxTotalBytes, maxPages = Infinity } = channel;
	const offences: Offence[] = [];
	if (files.length > maxFiles) {
		offences.push(offence('badInput', `There are ${files.length} files for one ${noun}`));
	}
	const totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
	if (totalBytes > maxTotalBytes && files.every(({ sizeBytes }) => sizeBytes <= maxFileBytes)) {
		offences.push(offence('tooLarge', `The files have ${megabytes(totalBytes)} in all`));
	}
	const paged = files.filter(({ pages }) => pages !== undefined);
	const pages = paged.reduce((sum, file) => sum + (file.pages ?? 0), 0);
	if (pages > maxPages) {
		const names = paged.map(({ name }) => `'${shown(name)}'`).join(', ');
		offences.push(offence('tooLarge', `${names} ${paged.length > 1 ? 'have' : 'has'} ${pages} pages`));
	}
	return offences;
}

/** A name as a message shows it: one line, not too long. */
const shown = (name: string): string => {
	const flat = name.replace(/[\p{Cc}\p{Cs}]+/gu, ' ').trim();
	return flat === '' ? 'a file without a name' : flat.length > 80 ? `${flat.slice(0, 77)}…` : flat;
};
