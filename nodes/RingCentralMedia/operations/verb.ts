import type { FieldSet, RawValues } from '../media/fields';
import type { ContentFile, Kind, Reach } from '../media/kind';
import type { FileNaming } from './fileNaming';

/** A file that lies whole in n8n's store. n8n's own record of it is among its properties. */
export interface StoredFile {
	[property: string]: string | number | undefined;
	data: string;
	mimeType: string;
}

/** What is told of a file that was downloaded, so that a backup has a manifest. */
export interface Manifest {
	fileName: string;
	mimeType: string;
	sizeBytes: number;
	/** Hex; left out when it was switched off. */
	sha256?: string;
	/** Content requests this file cost. */
	requests: number;
	/** How often the transfer went on after a failure in mid-file. */
	resumed: number;
	/** Without query, which may hold secrets. */
	sourceUri: string;
}

export interface SavedFile {
	stored: StoredFile;
	manifest: Manifest;
}

/** How one file is to be fetched. */
export interface FetchOptions {
	chunkBytes: number | undefined;
	maxSizeBytes: number | undefined;
	maxWaitMs: number;
	maxTries: number;
	readyWithinMs: number;
	sha256: boolean;
}

/** Something that is waited for, as the service takes its time. */
export interface Awaited {
	is: 'notReady' | 'notDelivered';
	/** In the middle of a sentence, such as `fax`. */
	noun: string;
	id: string | undefined;
	/** How much longer it may take. */
	restMs: number;
}

/** What verbs reach the world through: all that kinds may, and n8n's store. */
export interface VerbReach extends Reach {
	/** Downloads a file whole into n8n's store, or fails and leaves nothing. */
	saveFile: (
		file: ContentFile,
		naming: FileNaming,
		accepts: (contentType: string) => boolean,
		options: FetchOptions,
	) => Promise<SavedFile>;
	/**
	 * Files of the item by the names of their fields: one, several separated by commas, or a prefix that
	 * ends in `_`. In this order. @throws badInput for a field without a file
	 */
	inputFiles: (fieldNames: string) => Promise<InputFile[]>;
	/** Told before each look at something that is waited for. */
	onWait: (awaited: Awaited) => void;
}

/** A file that came with the item. */
export interface InputFile {
	name: string;
	declaredType: string;
	sizeBytes: number;
	firstBytes: Uint8Array;
	/** Reads it from its beginning at each call. */
	open: () => AsyncIterable<Uint8Array>;
}

/** One item of a verb's output. */
export interface Output {
	json: Record<string, unknown>;
	/** Files by the name of their binary field. */
	files?: Record<string, StoredFile>;
}

export interface Call {
	kind: Kind;
	values: RawValues;
	reach: VerbReach;
}

/** Something to do with media, written once for every kind that has the parts it needs. */
export interface Verb {
	/** Stored in workflows: never to change. */
	key: string;
	/** Title Case. */
	label: string;
	/** Whether this verb applies to the kind. */
	fits: (kind: Kind) => boolean;
	/** Whether an AI agent may have it: what gives text, and what can be undone or has a person before it. */
	fitsAgents: (kind: Kind) => boolean;
	/** Sentence case, with the kind in it. */
	action: (kind: Kind) => string;
	description: (kind: Kind) => string;
	fields: (kind: Kind) => FieldSet;
	run: (call: Call) => AsyncIterable<Output>;
	/**
	 * What `run` does, for several items in few calls of the service: of each its output, or why it has
	 * none. Nothing for items that have to go one by one.
	 */
	runTogether?: (calls: readonly Call[]) => Promise<(Output | Error | undefined)[]>;
}
