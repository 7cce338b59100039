import { badInput, type MediaError } from '../errors';
import { asRecord, numberAt, recordsAt, textAt, valueAt, withoutUndefined } from '../read';
import { LARGEST_PAGE, listRecords } from '../ringcentral/paging';
import { outlineDelivery } from './delivery';
import { extensionField, extensionIdOf } from './extension';
import { locator, withFields, type Bound, type Located, type ValuesOf } from './fields';
import type { ContentFile, MediaItem, Reach } from './kind';
import { dateRange, type DateFilters } from './dateRange';
import { partyName } from './party';

/** The service's own names of message types. MMS are of type SMS. */
type MessageType = 'Fax' | 'SMS' | 'VoiceMail';

/** What a kind of message is, for all that kinds of messages share. */
export interface MessageFacts {
	resource: string;
	label: string;
	noun: string;
	messageType: MessageType;
	/** Whether an attachment is the media, and not the text beside it. */
	isMedia: (attachmentType: string) => boolean;
	/** Fields of the summary that only this kind has. */
	extras: (record: Record<string, unknown>) => Record<string, unknown>;
}

export interface MessageFilters extends DateFilters {
	direction?: string;
	phoneNumber?: string;
	readStatus?: string;
}

export const storePath = (extensionId: string): string =>
	`/restapi/v1.0/account/~/extension/${extensionId}/message-store`;

/** Reads a message record. Only `conversation.id` is exact: `conversationId` is too large for a number. */
export function readMessage(record: Record<string, unknown>, facts: MessageFacts): MediaItem {
	const id = textAt(record, 'id') ?? '';
	const createdAt = textAt(record, 'creationTime');
	const from = partyName(valueAt(record, 'from'));
	const to = recordsAt(record, 'to').map(partyName).filter(Boolean).join(', ') || undefined;
	const direction = textAt(record, 'direction');
	const attachments = recordsAt(record, 'attachments');
	const files = attachments
		.filter((attachment) => facts.isMedia(textAt(attachment, 'type') ?? ''))
		.map(readAttachment)
		.filter((file) => file !== undefined);
	const summary = withoutUndefined({
		id,
		resource: facts.resource,
		direction,
		from,
		to,
		creationTime: createdAt,
		readStatus: textAt(record, 'readStatus'),
		...facts.extras(record),
		...(direction === 'Outbound' && outlineDelivery(record)),
		contentUri: files[0]?.uri,
	});
	const durationSeconds = attachments
		.map((each) => numberAt(each, 'vmDuration'))
		.find((found) => found !== undefined);
	return {
		id,
		record: exactRecord(record),
		summary,
		files,
		createdAt,
		durationSeconds,
		from,
		to,
		direction,
	};
}

/** How long the service may take to render a fax or to store an audio file. */
const RENDERING_PATIENCE_MS = 60 * 60_000;

/** A message whose file is still being made. */
export const stillMade = (reason: string): { reason: string; patienceMs: number } => ({
	reason,
	patienceMs: RENDERING_PATIENCE_MS,
});

/** The record without the number that JavaScript cannot hold. */
function exactRecord(record: Record<string, unknown>): Record<string, unknown> {
	const conversationId = textAt(record['conversation'], 'id');
	return conversationId === undefined ? record : { ...record, conversationId };
}

/** A fax's answer spells the name `filename`. */
function readAttachment(attachment: Record<string, unknown>): ContentFile | undefined {
	const uri = textAt(attachment, 'uri');
	if (uri === undefined) return undefined;
	return {
		id: textAt(attachment, 'id'),
		uri,
		contentType: textAt(attachment, 'contentType'),
		fileName: textAt(attachment, 'fileName') ?? textAt(attachment, 'filename'),
		sizeBytes: numberAt(attachment, 'size'),
	};
}

/** The fields that choose one message. */
export const messageFields = ({ label }: MessageFacts) => ({
	extension: extensionField,
	messageId: locator({
		label,
		search: 'records',
		default: { value: '' },
		idPlaceholder: 'e.g. 3213449723004',
		urlPlaceholder:
			'e.g. https://platform.ringcentral.com/restapi/v1.0/account/~/extension/~/message-store/3213449723004',
	}),
});

/** One message by its id. @see https://developers.ringcentral.com/api-reference/Message-Store/readMessage */
export const messageLookup = (facts: MessageFacts): Bound<[Reach], Promise<MediaItem>> =>
	withFields(messageFields(facts), async (values, reach) =>
		readMessage(await readRecord(locateMessage(values, facts), facts, reach), facts),
	);

/** Where a message is. The id in it is never empty: with none the service takes the whole mailbox. */
export function locateMessage(
	{ extension, messageId }: ValuesOf<ReturnType<typeof messageFields>>,
	facts: MessageFacts,
): { id: string; path: string } {
	const { extensionId = extensionIdOf(extension), id } = parseMessageId(messageId, facts);
	return { id, path: `${storePath(extensionId)}/${id}` };
}

/** The record of a message of this kind. @throws badInput for one of another kind */
export async function readRecord(
	{ id, path }: { id: string; path: string },
	facts: MessageFacts,
	reach: Reach,
): Promise<Record<string, unknown>> {
	const record = asRecord(await reach.api.get(path));
	const failure = otherType(id, record, facts);
	if (failure) throw failure;
	return record;
}

/** Why a record is not of this kind; nothing when it is. */
export function otherType(
	id: string,
	record: Record<string, unknown>,
	{ messageType, noun }: MessageFacts,
): MediaError | undefined {
	const type = textAt(record, 'type');
	if (type === undefined || type === messageType) return undefined;
	return badInput(`Message ${id} is of type ${type}, not a ${noun}`, {
		hint: "Choose the 'Resource' that fits the message.",
	});
}

function parseMessageId({ value }: Located, facts: MessageFacts): { extensionId?: string; id: string } {
	if (/^\d+$/.test(value)) return { id: value };
	const path = URL.canParse(value) ? new URL(value).pathname : '';
	const match = /\/extension\/(\d+|~)\/message-store\/(\d+)(?=\/|$)/.exec(path);
	const [, extensionId, id] = match ?? [];
	if (extensionId !== undefined && id !== undefined) return { extensionId, id };
	throw badInput(`'${facts.label}' is not a message ID: ${value.slice(0, 100)}`, {
		hint: 'Choose one from the list, or give the number in the field id of the message.',
	});
}

/**
 * Messages of one extension, newest first.
 * @see https://developers.ringcentral.com/api-reference/Message-Store/listMessages
 */
export async function* listMessages(
	facts: MessageFacts,
	extension: Located,
	filters: MessageFilters,
	pageSize: number,
	reach: Reach,
): AsyncGenerator<MediaItem, void> {
	const query = {
		messageType: facts.messageType,
		...dateRange(filters, reach.now()),
		direction: filters.direction === 'any' ? undefined : filters.direction,
		readStatus: filters.readStatus === 'any' ? undefined : filters.readStatus,
		phoneNumber: filters.phoneNumber || undefined,
		perPage: Math.min(pageSize, LARGEST_PAGE),
	};
	for await (const record of listRecords(reach.api, storePath(extensionIdOf(extension)), query)) {
		yield readMessage(record, facts);
	}
}
