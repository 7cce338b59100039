import type { Api } from '../ringcentral/api';
import type { Upload } from '../ringcentral/upload';
import type { Bound } from './fields';
import type { Creation, Sending } from './upload';

/** What kinds reach the world through. */
export interface Reach {
	api: Api;
	/** Milliseconds since 1970. */
	now: () => number;
	/** Rejects when the run is stopped. */
	sleep: (ms: number) => Promise<void>;
	/** The JSON of the item being worked on. */
	input: Record<string, unknown>;
	/** Reads a URL from data. @throws badInput */
	contentUrl: (text: string) => URL;
	/** Where content is whose address no answer gives. */
	mediaUrl: (path: string) => URL;
	/** The access token, for a link to this URL. @throws refused for a host that may not have it */
	tokenFor: (url: URL) => Promise<string>;
	/** Downloads a short text, such as a transcript. */
	readText: (uri: string) => Promise<string>;
	/** Sends a body once. */
	upload: Upload;
	/** Separates the parts of a form: random, so that no file holds it. */
	boundary: () => string;
	/** How far the service's clock is ahead of ours, as its last answer told. */
	serverSkewMs: () => number;
	/** Messages that this process has sent with the credential, by id: none of them is another one. */
	sentIds: Set<string>;
}

/** One file of a piece of media, as a record describes it. */
export interface ContentFile {
	/** The attachment's own id, where it has one. */
	id?: string | undefined;
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
	/** What a list calls it, where time and parties do not tell. */
	title?: string | undefined;
	/** When it was made, in ISO 8601; names a file. */
	createdAt?: string | undefined;
	/** How long the audio or the call is. */
	durationSeconds?: number | undefined;
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
	/** Whether what is asked for is still in the making. */
	unfinished?: Bound<[MediaItem], boolean>;
	/** How long to wait for it when the user did not say, in milliseconds. */
	patienceMs?: Bound<[Reach], number>;
	/** Text that belongs to the file and goes into the output's JSON. */
	beside?: Bound<[MediaItem, Reach], Promise<Record<string, unknown>>>;
}

/** Lists pieces of media, newest first as the service does. */
export type Listing = Bound<[Reach, { limit: number }], AsyncIterable<MediaItem>>;

/** What a trigger that waits for something may be patient with. */
export interface Patience {
	/** How long a transcript is waited for; 0 when it is not wanted. */
	transcriptMs: number;
}

/** How new pieces of this kind show up. */
export interface News {
	/** In *Trigger On*, Title Case. */
	label: string;
	/** The list of the service that shows them: by the type a message has in its store, or the call log. */
	source: { list: 'messageStore'; messageType: string } | { list: 'callLog' };
	/** All pieces in one record of that list. */
	read: (record: Record<string, unknown>) => MediaItem[];
	/** Why a piece cannot be handed over yet, and how long to be patient with that. */
	notReady: (item: MediaItem, patience: Patience) => { reason: string; patienceMs: number } | undefined;
	/** Text that was waited for, such as a transcript. */
	beside?: (item: MediaItem, reach: Reach) => Promise<Record<string, unknown>>;
}

/** What of a record can be changed. */
export interface Edit {
	/** For the panel: `Mark a fax as read or unread`. */
	purpose: string;
	/** Changes it and gives the record as it is then. */
	apply: Bound<[Reach], Promise<MediaItem>>;
	/** For records of which the service changes several in one call. */
	together?: Bound<[], JointEdit>;
}

/** A change that others of the same group can go along with. */
export interface JointEdit {
	id: string;
	/** Same place, same change. */
	group: string;
	/** Most ids in one call. */
	most: number;
	/** Changes all of them; tells of each how it is then, or why it is not changed. */
	applyAll: (ids: readonly string[], reach: Reach) => Promise<ReadonlyMap<string, MediaItem | Error>>;
}

/** Something the service takes its time for. */
export interface Task {
	start: Bound<[Reach], Promise<StartedTask>>;
	isRunning: (item: MediaItem) => boolean;
}

export interface StartedTask {
	item: MediaItem;
	/** Reads it again, with its files when they are there. @throws gone when it ended without any, empty */
	look: () => Promise<MediaItem>;
}

/** How a piece of media is deleted. */
export interface Removal {
	/** For the panel: `Delete an IVR prompt`. */
	purpose: string;
	apply: Bound<[Reach], Promise<Removed>>;
}

export interface Removed {
	id: string;
	/** Whether there was nothing left to delete. */
	wasGone: boolean;
}

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
	news?: News;
	edit?: Edit;
	removal?: Removal;
	task?: Task;
	/** A link to the content for people and other systems. */
	link?: Bound<[Reach], Promise<URL>>;
	/** Sends one out. */
	send?: Sending;
	/** Sends one out again. */
	resend?: Sending;
	/** Makes one of a file. */
	create?: Creation;
}
