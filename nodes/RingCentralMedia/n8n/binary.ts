import type { IBinaryData } from 'n8n-workflow';
import { asError, truncated, unexpected, wrongType } from '../errors';
import { chooseFileName } from '../operations/fileNaming';
import type { VerbReach } from '../operations/verb';
import { parseContentUrl } from '../ringcentral/hosts';
import type { Line } from '../transfer/ask';
import { plainType, tellsType, typeOfBytes, weighContentType } from '../transfer/contentType';
import { startDownload, type Download } from '../transfer/download';
import { dispositionFileName } from '../transfer/fileName';
import type { StoringContext } from './context';
import type { Session } from './reach';
import { spokenName } from './spokenName';
import { isGathered, toStream } from './stream';

/** n8n's buffering stores give up after 300 s without a byte; this leaves time for the next request. */
const LONGEST_SILENCE_MS = 240_000;

/** A text beside a file, such as a transcript, is short; anything else is no transcript. */
const LONGEST_TEXT_BYTES = 1024 * 1024;

/** Saves files into n8n's binary store, as streams. */
export function createSaveFile(
	context: StoringContext,
	{ credential: { server }, line, report }: Pick<Session, 'credential' | 'line' | 'report'>,
	signal: AbortSignal | undefined,
): VerbReach['saveFile'] {
	return async (file, naming, accepts, options) => {
		const url = parseContentUrl(file.uri, server);
		let stream: ReturnType<typeof toStream> | undefined;
		const { tell, done } = report.download(spokenName(naming));
		const download = await startDownload(
			{
				...options,
				url,
				tell,
				expectedBytes: file.sizeBytes,
				accepts,
				signal,
				maxPauseMs: () => (stream && isGathered(stream) ? LONGEST_SILENCE_MS : Infinity),
			},
			line,
		);
		const { firstBytes, contentDisposition } = download;
		const givenName = file.fileName ?? dispositionFileName(contentDisposition);
		const declared = download.contentType ?? file.contentType;
		if (await isPageInstead(firstBytes, [download.contentType, file.contentType], accepts)) {
			await download.pieces.return();
			throw wrongType(`${url.host} sent a web page where the file belongs`, {
				hint: 'A log-in page or a proxy may have answered. Open the address in a browser to see it.',
			});
		}
		const { mimeType, extension } = await weighContentType(firstBytes, declared, givenName);
		const fileName = chooseFileName(naming, contentDisposition, extension);
		const stored = await store(context, download, fileName, mimeType, (made) => (stream = made));
		const { sizeBytes, sha256, requests, resumed } = download.outcome();
		if (stored.bytes !== undefined && stored.bytes !== sizeBytes) {
			throw truncated(`n8n stored ${stored.bytes} of ${sizeBytes} bytes`);
		}
		done(sizeBytes, resumed);
		const manifest = {
			fileName,
			mimeType,
			sizeBytes,
			...(sha256 !== undefined && { sha256 }),
			requests,
			resumed,
			sourceUri: `${url.origin}${url.pathname}`,
		};
		return { stored, manifest };
	};
}

/** Whether the bytes are a web page, though server or record announce something else. */
async function isPageInstead(
	firstBytes: Uint8Array,
	announced: readonly (string | undefined)[],
	accepts: (contentType: string) => boolean,
): Promise<boolean> {
	const isOther = announced.map(plainType).some((type) => tellsType(type) && !/^text\/|html|xml/.test(type));
	return (isOther || !accepts('text/html')) && (await typeOfBytes(firstBytes)) === 'text/html';
}

async function store(
	context: StoringContext,
	download: Download,
	fileName: string,
	mimeType: string,
	onStream: (stream: ReturnType<typeof toStream>) => void,
): Promise<IBinaryData> {
	let failure: Error | undefined;
	const stream = toStream(noting(download.pieces, (cause) => (failure = cause)));
	onStream(stream);
	let stored: IBinaryData | undefined;
	let storeFailure: Error | undefined;
	try {
		stored = await context.helpers.prepareBinaryData(stream, fileName, mimeType);
	} catch (cause) {
		storeFailure = asError(cause);
	}
	// Stores wrap or replace the error of the stream; ours says what happened.
	if (failure) throw failure;
	if (stored) return stored;
	stream.destroy();
	throw storeFailure ?? unexpected('n8n stored no file');
}

/** The same pieces; an error is told before it is thrown. */
async function* noting(
	pieces: AsyncIterable<Uint8Array>,
	onFailure: (failure: Error) => void,
): AsyncGenerator<Uint8Array, void> {
	let failure: Error | undefined;
	try {
		yield* pieces;
	} catch (cause) {
		failure = asError(cause);
	}
	if (!failure) return;
	onFailure(failure);
	throw failure;
}

/** Reads a short text whole. */
export async function downloadText(
	uri: string,
	server: URL,
	line: Line,
	limits: { maxWaitMs: number; maxTries: number; signal: AbortSignal | undefined },
): Promise<string> {
	const { pieces } = await startDownload(
		{
			...limits,
			url: parseContentUrl(uri, server),
			maxSizeBytes: LONGEST_TEXT_BYTES,
			readyWithinMs: 0,
			sha256: true,
			accepts: (contentType) => contentType.startsWith('text/'),
		},
		line,
	);
	const decoder = new TextDecoder();
	let text = '';
	for await (const piece of pieces) text += decoder.decode(piece, { stream: true });
	return text + decoder.decode();
}
