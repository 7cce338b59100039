import { Readable } from 'node:stream';

/** A Node stream of bytes, as n8n's stores take it. Errors of the pieces become errors of the stream. */
export const toStream = (pieces: AsyncIterable<Uint8Array>): Readable =>
	Readable.from(pieces, { objectMode: false });

/**
 * Whether the reader gathers the whole file in memory before it stores it, as n8n does for database and
 * S3. Such a reader listens for data; the filesystem store pulls instead.
 */
export const isGathered = (stream: Readable): boolean => stream.readableFlowing === true;
