import { textAt } from '../read';
import { LARGEST_PAGE, listRecords } from '../ringcentral/paging';
import type { Sighting } from '../polling/watermark';
import { OWN } from './extension';
import type { Kind, MediaItem, News, Patience, Reach } from './kind';
import { storePath } from './messageStore';

/** What a trigger looks for, beside the kinds. */
export interface Wanted {
	direction?: string | undefined;
	phoneNumber?: string | undefined;
	readStatus?: string | undefined;
	/** For audio: shorter ones are left out. */
	minDurationSeconds?: number | undefined;
	patience: Patience;
	/** How long after its start a call may still get its recording. */
	lookBackMs: number;
	/** Whether each file is news of its own, or its message as a whole. */
	perFile: boolean;
}

/** One piece of news with all that is known of it. */
export interface Spotted extends Sighting {
	kind: Kind;
	item: MediaItem;
	/** Which of the item's files; all of them when the message is the news. */
	fileIndex: number | undefined;
}

/** One list of the service, which costs one call to look at while nothing is new. */
export interface Source {
	/** Stored in the trigger's state. */
	key: string;
	/** In the middle of a sentence. */
	label: string;
	/** How long after its time something may still appear in it. */
	overlapMs: number;
	/** Everything in the window, through all pages. Those already waited for are listed whatever the filters say. */
	list: (
		window: { from: number; to: number },
		reach: Pick<Reach, 'api'>,
		isAwaited: (id: string) => boolean,
	) => AsyncIterable<Spotted>;
}

/** Messages become visible some minutes after the time they bear; an hour covers slow days. */
const MESSAGE_OVERLAP_MS = 60 * 60_000;

/** A kind that has news. */
export type NewsKind = Kind & { news: News };

export const hasNews = (kind: Kind): kind is NewsKind => kind.news !== undefined;

/** The messages of one extension, all kinds in one list. */
export function messageSource(extensionId: string, kinds: readonly NewsKind[], wanted: Wanted): Source {
	const typeOf = ({ news }: NewsKind): string =>
		news.source.list === 'messageStore' ? news.source.messageType : '';
	return {
		key: `messages:${extensionId}`,
		label:
			extensionId === OWN ? 'the messages of the own extension' : `the messages of extension ${extensionId}`,
		overlapMs: MESSAGE_OVERLAP_MS,
		list: async function* ({ from, to }, { api }, isAwaited) {
			const records = listRecords(api, storePath(extensionId), {
				messageType: kinds.map(typeOf),
				dateFrom: new Date(from).toISOString(),
				dateTo: new Date(to).toISOString(),
				// Who waits for new faxes means those that come in, unless told otherwise.
				direction: wanted.direction === 'any' ? undefined : (wanted.direction ?? 'Inbound'),
				phoneNumber: wanted.phoneNumber,
				perPage: LARGEST_PAGE,
			});
			for await (const record of records) {
				const kind = kinds.find((each) => typeOf(each) === textAt(record, 'type'));
				if (kind) yield* spot(kind, record, wanted, isAwaited);
			}
		},
	};
}

/** The call log of the whole account or of one extension. */
export function callSource(
	extensionId: string | undefined,
	kinds: readonly NewsKind[],
	wanted: Wanted,
): Source {
	const owner = extensionId === undefined ? '' : `/extension/${extensionId}`;
	return {
		key: `calls:${extensionId ?? 'company'}`,
		label: 'the call log',
		overlapMs: wanted.lookBackMs,
		list: async function* ({ from, to }, { api }, isAwaited) {
			const records = listRecords(api, `/restapi/v1.0/account/${OWN}${owner}/call-log`, {
				view: 'Detailed',
				recordingType: 'All',
				dateFrom: new Date(from).toISOString(),
				dateTo: new Date(to).toISOString(),
				direction: wanted.direction === 'any' ? undefined : wanted.direction,
				// The call log alone wants numbers without the plus sign.
				phoneNumber: wanted.phoneNumber?.replace(/^\+/, ''),
				perPage: LARGEST_PAGE,
			});
			for await (const record of records) {
				for (const kind of kinds) yield* spot(kind, record, wanted, isAwaited);
			}
		},
	};
}

function* spot(
	kind: NewsKind,
	record: Record<string, unknown>,
	wanted: Wanted,
	isAwaited: (id: string) => boolean,
): Generator<Spotted> {
	for (const item of kind.news.read(record)) {
		const at = Date.parse(item.createdAt ?? '');
		if (Number.isNaN(at)) continue;
		const bornAt = at + (kind.news.source.list === 'callLog' ? (item.durationSeconds ?? 0) * 1_000 : 0);
		const notReady = kind.news.notReady(item, wanted.patience);
		const isSplit = wanted.perFile && item.files.length > 0;
		const pieces = isSplit ? [...item.files.keys()] : [undefined];
		for (const fileIndex of pieces) {
			const id = (fileIndex === undefined ? undefined : item.files[fileIndex]?.id) ?? item.id;
			if (!isAwaited(id) && !isWanted(record, item, wanted)) continue;
			yield { id, at, bornAt, notReady, kind, item, fileIndex };
		}
	}
}

/** What the service cannot filter, or what may change while something is waited for. */
function isWanted(record: Record<string, unknown>, { durationSeconds }: MediaItem, wanted: Wanted): boolean {
	const { readStatus, minDurationSeconds = 0 } = wanted;
	const hasStatus = readStatus === undefined || readStatus === 'any' || record['readStatus'] === undefined;
	if (!hasStatus && record['readStatus'] !== readStatus) return false;
	return durationSeconds === undefined || durationSeconds >= minDurationSeconds;
}
