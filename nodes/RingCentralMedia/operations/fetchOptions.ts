import { number, text, toggle, type ValuesOf } from '../media/fields';
import type { FetchOptions } from './verb';

const MIB = 1024 * 1024;
export const MINUTE_MS = 60_000;

/** How files are fetched. */
export const fetchOptionFields = {
	chunkSizeMb: number({
		label: 'Chunk Size (MB)',
		description:
			'How much to ask for at a time. By default a file costs at most 8 requests of the rate limit.',
		default: 16,
		min: 0.001,
	}),
	sha256: toggle({
		label: 'Compute SHA-256',
		description: 'Whether to add the SHA-256 digest of each file to the output',
		default: true,
	}),
	fileName: text({
		label: 'File Name',
		description:
			'Name for the file, without extension. Fields: {date}, {time}, {from}, {to}, {direction}, {id}, {index}, {originalName}, {resource}.',
		placeholder: 'e.g. {date}_{from}_{id}',
		default: '',
	}),
	maxFileSizeMb: number({
		label: 'Max File Size (MB)',
		description: 'Stop when a file is larger',
		default: 500,
		min: 0.001,
	}),
	maxWaitMinutes: number({
		label: 'Max Wait (Minutes)',
		description: 'How long to wait at most when the rate limit of RingCentral is used up',
		default: 15,
		min: 0,
	}),
	maxRetries: number({
		label: 'Retries',
		description: 'How often to try again when no new byte arrives',
		default: 5,
		min: 0,
		isWhole: true,
	}),
};

/** Options that the user did not add keep the values of a careful default. */
export function toFetchOptions(options: Partial<ValuesOf<typeof fetchOptionFields>>): FetchOptions {
	const { chunkSizeMb, maxFileSizeMb } = options;
	return {
		chunkBytes: chunkSizeMb === undefined ? undefined : Math.ceil(chunkSizeMb * MIB),
		maxSizeBytes: maxFileSizeMb === undefined ? undefined : maxFileSizeMb * MIB,
		maxWaitMs: (options.maxWaitMinutes ?? fetchOptionFields.maxWaitMinutes.default) * MINUTE_MS,
		maxTries: options.maxRetries ?? fetchOptionFields.maxRetries.default,
		readyWithinMs: 0,
		sha256: options.sha256 ?? true,
	};
}
