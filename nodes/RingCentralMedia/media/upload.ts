import type { Payload } from '../transfer/multipart';
import type { UploadRequest } from '../ringcentral/upload';
import type { Bound } from './fields';
import type { MediaItem, Reach } from './kind';
import type { Channel } from './uploadRules';

/** A file that passed the checks of its channel, under the name and type it is sent with. */
export interface ReadyFile extends Payload {
	fileName: string;
}

/** How a message is known among those that were sent, when the answer to sending it was lost. */
export interface Trace {
	messageType: 'Fax' | 'SMS';
	/** Whether a record of the message store, outbound and of the right time, is the one. */
	isIt: (record: Record<string, unknown>) => boolean;
}

/** A request that is ready but for its files. */
export interface Composed {
	/** What can only be checked when the files are known. Sends nothing. @throws badInput */
	check?: (files: readonly ReadyFile[]) => Promise<void>;
	request: (files: readonly ReadyFile[]) => UploadRequest;
	/** Only messages leave a trace. */
	trace?: (files: readonly ReadyFile[]) => Trace;
}

/** Something to be sent out to people, with what is known of it after. */
export interface Sending {
	/** Checks the values; may look things up, but sends nothing. */
	compose: Bound<[Reach], Promise<Composed>>;
	/** Reads the message that came of it. */
	read: (record: Record<string, unknown>) => MediaItem;
	/** Files that go along; without it there are none. */
	files?: {
		channel: Channel;
		/** Whether it goes without files as well. */
		isOptional: boolean;
	};
}

/** Something to be made of a file. */
export interface Creation {
	channel: Channel;
	/** Checks the values, as in `Sending`. */
	compose: Bound<[Reach], Promise<Composed>>;
	/** The output's JSON from what RingCentral answered. */
	read: (answer: unknown) => Record<string, unknown>;
}
