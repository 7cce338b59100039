import { gone, interrupted } from '../../../nodes/RingCentralMedia/errors';
import type { Api, Query } from '../../../nodes/RingCentralMedia/ringcentral/api';

/** Something that comes into being on the service, with all the delays it may have. */
export interface Piece {
	id: number;
	kind: 'fax' | 'voicemail' | 'message' | 'callRecording';
	/** By the service's clock, in milliseconds since 1970. */
	createdAt: number;
	/** When a listing shows it first. */
	visibleAt: number;
	/** Voicemails: when the transcript is written. Calls: when the content can be had. */
	readyAt: number;
	/** Calls only. */
	durationSeconds: number;
}

const TYPES = { fax: 'Fax', voicemail: 'VoiceMail', message: 'SMS' } as const;
const PAGE_SIZE = 7;
const MEDIA = 'https://media.ringcentral.com';

/**
 * Lists of a service in plain values: newest first, in small pages, over what is visible at the moment
 * each page is asked for. Pages shift when something appears while they are read.
 */
export function fakeService(pieces: readonly Piece[], now: () => number, fails: () => boolean): Api {
	const get = (pathOrUrl: string, query: Query = {}): Promise<unknown> => {
		if (fails()) return Promise.reject(interrupted('The connection failed'));
		const url = new URL(pathOrUrl, 'https://platform.ringcentral.com');
		for (const [name, value] of Object.entries(query)) {
			for (const each of Array.isArray(value) ? value : [value]) {
				if (each !== undefined) url.searchParams.append(name, String(each));
			}
		}
		return Promise.resolve(page(url));
	};

	const page = (url: URL) => {
		const { searchParams } = url;
		const from = Date.parse(searchParams.get('dateFrom') ?? '');
		const to = Date.parse(searchParams.get('dateTo') ?? '');
		const types = searchParams.getAll('messageType');
		const isLog = url.pathname.endsWith('/call-log');
		const found = pieces
			.filter(({ kind }) => (kind === 'callRecording' ? isLog : types.includes(TYPES[kind])))
			.filter(({ visibleAt, createdAt }) => visibleAt <= now() && createdAt >= from && createdAt <= to)
			.sort((a, b) => b.createdAt - a.createdAt || b.id - a.id);
		const number = Number(searchParams.get('page') ?? 1);
		const records = found.slice((number - 1) * PAGE_SIZE, number * PAGE_SIZE);
		const next = new URL(url);
		next.searchParams.set('page', String(number + 1));
		const hasMore = found.length > number * PAGE_SIZE;
		return {
			records: records.map((piece) =>
				piece.kind === 'callRecording' ? callOf(piece) : messageOf(piece, now()),
			),
			navigation: hasMore ? { nextPage: { uri: next.href } } : {},
		};
	};

	const never = () => Promise.reject(new Error('This call is not part of the test'));
	return { get, put: never, post: never, delete: never, deleteOnce: never, bulk: never };
}

/** Fails as the service does while the content of a fresh recording is not there yet. */
export function checkContent(pieces: readonly Piece[], uri: string, nowAt: number): void {
	const piece = pieces.find(({ id }) => uri.endsWith(`/${id}`));
	if (!piece || (piece.kind === 'callRecording' && nowAt < piece.readyAt)) throw gone('Nothing is there');
}

function messageOf({ id, kind, createdAt, readyAt }: Piece, nowAt: number): Record<string, unknown> {
	const uri = `${MEDIA}/content/${id}`;
	const type = { fax: 'RenderedDocument', voicemail: 'AudioRecording', message: 'MmsAttachment' }[
		kind as 'fax'
	];
	const isWritten = nowAt >= readyAt;
	const transcript = { id: id + 1, uri: `${uri}0`, type: 'AudioTranscription' };
	return {
		id,
		type: TYPES[kind as keyof typeof TYPES],
		direction: 'Inbound',
		creationTime: new Date(createdAt).toISOString(),
		readStatus: 'Unread',
		attachments: [{ id, uri, type }, ...(kind === 'voicemail' && isWritten ? [transcript] : [])],
		...(kind === 'fax' && { faxPageCount: 1 }),
		...(kind === 'voicemail' && { vmTranscriptionStatus: isWritten ? 'Completed' : 'InProgress' }),
	};
}

const callOf = ({ id, createdAt, durationSeconds }: Piece): Record<string, unknown> => ({
	id: `call-${id}`,
	startTime: new Date(createdAt).toISOString(),
	duration: durationSeconds,
	direction: 'Inbound',
	recording: { id: String(id), type: 'Automatic', contentUri: `${MEDIA}/content/${id}` },
	// Legs repeat the recording of their call.
	legs: [{ recording: { id: String(id), contentUri: `${MEDIA}/content/${id}` } }],
});
