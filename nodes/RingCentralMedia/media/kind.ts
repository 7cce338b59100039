import type { Api } from '../ringcentral/api';
import type { Upload } from '../ringcentral/upload';
import type { Bound } from './fields';
import type { Creation, Sending } from './upload';

/** What kinds reach the world through. */
export interface Reach {
	api: Api;
	/** Milliseconds since 1970. */
	now: () => number;
	/** The JSON of the item being worked on. */
	input: Record<string, unknown>;
	/** Reads a URL from data. @throws badInput */
	contentUrl: (text: string) => URL;
	/** The access token, for a link to this URL. @throws refused for a host that may not have it */
	tokenFor: (url: URL) => Promise<string>;
	/** Downloads a short text, such as a transcript. */
	readText: (uri: string) => Promise<string>;
	/** Sends a body once. */
	upload: Upload;
	/** Separates the parts of a form: random, so that no file holds it. */
	boundary: () => string;
	/** Rejects when the run is canceled. */
	sleep: (ms: number) => Promise<void>;
	/** How far the service's clock is ahead of ours, as its last answer told. */
	serverSkewMs: () => number;
	/** Messages that this process has sent with the credential, by id: none of them is another one. */
	sentIds: Set<string>;
}

/** One file of a piece of media, as a record describes it. */
export interface ContentFile {
	/** As an answer of the service gave it. */
	uri: string;
	contentType?: string | undefined;
	fileName?: string | undefined;
	sizeBytes?: number | undefined;
}

/** One piece of media, read from the service's record. */
export interface MediaItem {
	id: string;
	/** The service's own record. */
	record: Record<string, unknown>;
	/** The few fields most people need, flat. */
	summary: Record<string, unknown>;
	files: ContentFile[];
	/** The kind it comes from, where that is not the kind at hand. */
	resource?: string | undefined;
	/** When it was made, in ISO 8601; names a file. */
	createdAt?: string | undefined;
	/** Numbers or names; name a file. */
	from?: string | undefined;
	to?: string | undefined;
	direction?: string | undefined;
}

/** How its files are found and what they may be. */
export interface Content {
	find: Bound<[Reach], Promise<MediaItem>>;
	/** Whether files of this content type belong to the kind; keeps a JSON error from being saved as a file. */
	accepts: (contentType: string) => boolean;
	/** Whether a piece of media may have several files. */
	hasSeveralFiles?: boolean;
	/** Text that belongs to the file and goes into the output's JSON. */
	beside?: Bound<[MediaItem, Reach], Promise<Record<string, unknown>>>;
}

/** Lists pieces of media, newest first as the service does. */
export type Listing = Bound<[Reach, { limit: number }], AsyncIterable<MediaItem>>;

/**
 * A sort of media, as facts. A verb applies to a kind that has the part it needs, so a new kind is one
 * file with these facts and one line in `kinds/index.ts`.
 */
export interface Kind {
	/** Stored in workflows: never to change. */
	key: string;
	/** Singular, Title Case. */
	label: string;
	/** In the middle of a sentence. */
	noun: string;
	nouns: string;
	/** One piece, by its id. */
	lookup?: Bound<[Reach], Promise<MediaItem>>;
	listing?: Listing;
	content?: Content;
	/** A link to the content for people and other systems. */
	link?: Bound<[Reach], Promise<URL>>;
	/** Sends one out. */
	send?: Sending;
	/** Sends one out again. */
	resend?: Sending;
	/** Makes one of a file. */
	create?: Creation;
}
