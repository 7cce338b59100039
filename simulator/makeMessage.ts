import { fixedContent, type Content } from './bytes';
import { extensionOf, makeFile } from './fileHeads';
import type { Attachment, AttachmentType, Message, TranscriptionStatus } from './records';
import type { World } from './world';

/** What all messages may be told; the rest is made up. */
type MessageFacts = Partial<Omit<Message, 'type' | 'attachments'>>;

/** A file to come with a message: its bytes, or the size of bytes to make up. */
export interface FileFacts {
	content?: Content | Buffer;
	contentType?: string;
	sizeBytes?: number;
	fileName?: string;
	sizeTold?: boolean;
	readyAt?: number;
}

export interface VoicemailFacts extends MessageFacts {
	audio?: FileFacts;
	durationSeconds?: number;
	/** Without one the status is `NotAvailable`. */
	transcript?: { text?: string; readyAt?: number; status?: TranscriptionStatus };
}

export interface FaxFacts extends MessageFacts {
	document?: FileFacts;
	pages?: number;
	/** Until then the content answers MSG-368 and the page count is 0. */
	renderedAt?: number;
}

export interface SmsFacts extends MessageFacts {
	text?: string;
}

export interface MmsFacts extends SmsFacts {
	files?: FileFacts[];
}

const OUTSIDE_NUMBER = '+14155550132';
const SMALL_FILE_BYTES = 24_000;

function asContent(content: Content | Buffer): Content {
	return Buffer.isBuffer(content) ? fixedContent(content) : content;
}

function makeAttachment(
	world: World,
	id: number,
	type: AttachmentType,
	file: FileFacts & { contentType: string },
): Attachment {
	const { contentType, fileName, readyAt = 0, sizeBytes = SMALL_FILE_BYTES } = file;
	const content = file.content
		? asContent(file.content)
		: makeFile(`${world.options.seed}/${id}`, contentType, sizeBytes);
	return {
		id,
		type,
		contentType,
		content,
		sizeTold: file.sizeTold ?? type === 'MmsAttachment',
		readyAt,
		...(fileName !== undefined && { fileName }),
		get sizeBytes() {
			return this.content.sizeBytes;
		},
		get sha256() {
			return this.content.sha256;
		},
	};
}

function makeMessage(world: World, type: Message['type'], facts: MessageFacts): Message {
	const now = world.options.now();
	const extensionId = facts.extensionId ?? world.owner.id;
	const direction = facts.direction ?? 'Inbound';
	const own = { phoneNumber: world.numberOf(extensionId) };
	const other = { phoneNumber: OUTSIDE_NUMBER, name: 'Ada Example', location: 'San Francisco, CA' };
	const createdAt = facts.createdAt ?? now;
	return {
		id: world.nextId(),
		extensionId,
		type,
		direction,
		availability: 'Alive',
		readStatus: direction === 'Inbound' ? 'Unread' : 'Read',
		messageStatus: direction === 'Inbound' ? 'Received' : 'Sent',
		createdAt,
		modifiedAt: createdAt,
		visibleAt: createdAt,
		from: direction === 'Inbound' ? other : own,
		to: [direction === 'Inbound' ? own : other],
		attachments: [],
		...facts,
	};
}

export function makeVoicemail(world: World, facts: VoicemailFacts): Message {
	const { audio = {}, durationSeconds = 21, transcript, ...rest } = facts;
	const message = makeMessage(world, 'VoiceMail', rest);
	const sound = makeAttachment(world, message.id, 'AudioRecording', { contentType: 'audio/mpeg', ...audio });
	sound.vmDuration = durationSeconds;
	message.attachments = [sound];
	message.transcription = transcript ? (transcript.status ?? 'Completed') : 'NotAvailable';
	if (transcript) {
		const text = transcript.text ?? 'Hello, this is Ada. Please call me back.';
		const file = { contentType: 'text/plain', content: Buffer.from(text), readyAt: transcript.readyAt ?? 0 };
		message.attachments.push(makeAttachment(world, world.nextId(), 'AudioTranscription', file));
	}
	return message;
}

export function makeFax(world: World, facts: FaxFacts): Message {
	const { document = {}, pages = 2, renderedAt = 0, ...rest } = facts;
	const message = makeMessage(world, 'Fax', rest);
	const file = { contentType: 'application/pdf', readyAt: renderedAt, ...document };
	message.attachments = [makeAttachment(world, message.id, 'RenderedDocument', file)];
	message.faxPageCount ??= pages;
	message.faxResolution ??= 'High';
	if (message.direction === 'Outbound') message.coverIndex ??= 0;
	// A received fax names no recipient: the own number stands in the subject.
	if (message.direction === 'Inbound' && facts.to === undefined) {
		message.subject ??= world.numberOf(message.extensionId);
		message.to = [];
	}
	return message;
}

export function makeSms(world: World, facts: SmsFacts): Message {
	const { text = 'See you at noon.', ...rest } = facts;
	const message = makeMessage(world, 'SMS', rest);
	message.subject ??= text;
	message.conversationId ??= world.nextConversationId();
	const file = { contentType: 'text/plain', content: Buffer.from(text) };
	message.attachments = [makeAttachment(world, message.id, 'Text', file)];
	return message;
}

export function makeMms(world: World, facts: MmsFacts): Message {
	const { files = [{ contentType: 'image/jpeg' }], ...rest } = facts;
	const message = makeSms(world, rest);
	for (const [at, file] of files.entries()) {
		const contentType = file.contentType ?? 'image/jpeg';
		const fileName = file.fileName ?? `file${at + 1}.${extensionOf(contentType)}`;
		const attachment = makeAttachment(world, world.nextId(), 'MmsAttachment', {
			...file,
			contentType,
			fileName,
		});
		if (contentType.startsWith('image/')) Object.assign(attachment, { width: 320, height: 240 });
		message.attachments.push(attachment);
	}
	return message;
}
