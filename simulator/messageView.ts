import type { Attachment, Message, MessageStatus, Recipient } from './records';
import type { State } from './state';

/** The path of an extension's messages. */
export const storePath = (state: State, extensionId: number): string =>
	`/restapi/v1.0/account/${state.world.account.id}/extension/${extensionId}/message-store`;

const inIso = (at: number): string => new Date(at).toISOString();

function viewAttachment(state: State, message: Message, attachment: Attachment): object {
	const { id, type, contentType, fileName, vmDuration, width, height } = attachment;
	const path = `${storePath(state, message.extensionId)}/${message.id}/content/${id}`;
	return {
		id,
		uri: `${state.urls.media}${path}`,
		type,
		contentType,
		...(vmDuration !== undefined && { vmDuration }),
		...(fileName !== undefined && { fileName }),
		...(attachment.sizeTold && { size: attachment.sizeBytes }),
		...(width !== undefined && { width }),
		...(height !== undefined && { height }),
	};
}

/** A transcript is listed when it is ready; a fax in rendering is listed before. */
export function isListed(attachment: Attachment, now: number): boolean {
	return attachment.type !== 'AudioTranscription' || now >= attachment.readyAt;
}

function transcriptionOf(message: Message, now: number): string | undefined {
	const waits = message.attachments.some((attachment) => !isListed(attachment, now));
	return waits ? 'InProgress' : message.transcription;
}

/** Each recipient with what has become of the message so far. */
export function recipientsAt({ to, deliveries = [] }: Message, now: number): Recipient[] {
	return to.map((recipient, at) => {
		const delivery = deliveries[at];
		if (!delivery) return recipient;
		if (now < delivery.settlesAt) return { ...recipient, messageStatus: 'Queued' };
		const { status, faxErrorCode } = delivery;
		return { ...recipient, messageStatus: status, ...(faxErrorCode !== undefined && { faxErrorCode }) };
	});
}

/** One that waits makes it wait, one that failed makes it fail. */
export function statusAt(message: Message, now: number): MessageStatus {
	if (!message.deliveries) return message.messageStatus;
	const statuses = recipientsAt(message, now).map(({ messageStatus }) => messageStatus);
	const order = ['Queued', 'SendingFailed', 'DeliveryFailed', 'Sent'] as const;
	return order.find((status) => statuses.includes(status)) ?? 'Delivered';
}

/** A message as the service writes it. */
export function viewMessage(state: State, message: Message): object {
	const now = state.now();
	const { id, extensionId, type, direction, availability, readStatus, conversationId, subject } = message;
	const listed = message.attachments.filter((attachment) => isListed(attachment, now));
	const status = transcriptionOf(message, now);
	const rendering = message.attachments.some(
		(held) => held.type === 'RenderedDocument' && now < held.readyAt,
	);
	return {
		uri: `${state.urls.api}${storePath(state, extensionId)}/${id}`,
		id,
		extensionId: String(extensionId),
		...(message.to.length > 0 && { to: recipientsAt(message, now) }),
		from: message.from,
		type,
		creationTime: inIso(message.createdAt),
		lastModifiedTime: inIso(message.modifiedAt),
		readStatus,
		priority: 'Normal',
		attachments:
			availability === 'Purged' ? [] : listed.map((attachment) => viewAttachment(state, message, attachment)),
		direction,
		availability,
		messageStatus: statusAt(message, now),
		...(subject !== undefined && { subject }),
		...(conversationId !== undefined && {
			conversationId,
			conversation: { id: String(conversationId), uri: `${state.urls.api}/restapi/v1.0/conversation` },
		}),
		...(message.faxPageCount !== undefined && { faxPageCount: rendering ? 0 : message.faxPageCount }),
		...(message.faxResolution !== undefined && { faxResolution: message.faxResolution }),
		...(message.coverIndex !== undefined && { coverIndex: message.coverIndex }),
		...(message.coverPageText !== undefined && { coverPageText: message.coverPageText }),
		...(status !== undefined && { vmTranscriptionStatus: status }),
	};
}
