import type { Content } from './bytes';

/** The extension types this world has; the service knows more. */
export type ExtensionType = 'User' | 'Department' | 'FaxUser' | 'IvrMenu' | 'Limited';

export interface Account {
	id: number;
	name: string;
	mainNumber: string;
}

export interface Extension {
	id: number;
	extensionNumber: string;
	name: string;
	email: string;
	type: ExtensionType;
	status: 'Enabled' | 'Disabled' | 'NotActivated';
	/** May read what belongs to other extensions. */
	admin: boolean;
	/** User permissions the role lacks, such as `ReadCallRecording`. */
	deniedPermissions: string[];
}

export interface PhoneNumber {
	id: number;
	/** Absent for a number of the company. */
	extensionId?: number;
	phoneNumber: string;
	label: string;
	type: 'VoiceFax' | 'VoiceOnly' | 'FaxOnly';
	usageType: 'MainCompanyNumber' | 'CompanyNumber' | 'DirectNumber' | 'CompanyFaxNumber';
	paymentType: 'Local' | 'TollFree';
	primary: boolean;
	features: ('CallerId' | 'SmsSender' | 'MmsSender' | 'InternationalSmsSender')[];
}

export type AttachmentType =
	'AudioRecording' | 'AudioTranscription' | 'Text' | 'SourceDocument' | 'RenderedDocument' | 'MmsAttachment';

export interface Attachment {
	id: number;
	type: AttachmentType;
	contentType: string;
	content: Content;
	readonly sizeBytes: number;
	readonly sha256: string;
	fileName?: string;
	/** Whether the record tells the size; those of voicemails and faxes do not. */
	sizeTold: boolean;
	vmDuration?: number;
	width?: number;
	height?: number;
	/** Until then the content answers MSG-368, or a transcript is not listed. */
	readyAt: number;
}

export interface Party {
	phoneNumber?: string;
	extensionNumber?: string;
	extensionId?: string;
	name?: string;
	location?: string;
}

export interface Recipient extends Party {
	messageStatus?: MessageStatus;
	faxErrorCode?: string;
	recipientId?: string;
}

/** What becomes of a message for one recipient. Until it is settled the status is Queued. */
export interface Delivery {
	settlesAt: number;
	status: 'Sent' | 'Delivered' | 'SendingFailed' | 'DeliveryFailed';
	faxErrorCode?: string;
}

/** A file as it came in an upload. */
export interface SentFile {
	fileName: string;
	contentType: string;
	sizeBytes: number;
	sha256: string;
	bytes: Buffer;
}

/** An upload that was accepted. */
export interface SentUpload {
	channel: 'fax' | 'sms' | 'mms' | 'greeting' | 'ivrPrompt' | 'teamFile';
	at: number;
	/** The JSON part or body, or the query. */
	envelope: Record<string, unknown>;
	files: SentFile[];
	/** What was made of it. */
	id: string;
}

export type MessageStatus = 'Queued' | 'Sent' | 'Delivered' | 'DeliveryFailed' | 'SendingFailed' | 'Received';
export type TranscriptionStatus =
	'NotAvailable' | 'InProgress' | 'TimedOut' | 'Completed' | 'CompletedPartially' | 'Failed' | 'Unknown';

export interface Message {
	id: number;
	extensionId: number;
	/** There is no MMS type: an MMS is an SMS with attachments. */
	type: 'Fax' | 'SMS' | 'VoiceMail' | 'Pager';
	direction: 'Inbound' | 'Outbound';
	availability: 'Alive' | 'Deleted' | 'Purged';
	readStatus: 'Read' | 'Unread';
	messageStatus: MessageStatus;
	createdAt: number;
	modifiedAt: number;
	/** Until then no list and no call shows it, although its time is earlier. */
	visibleAt: number;
	from: Party;
	to: Recipient[];
	/** Of a message that was sent here, one for each recipient; they decide on the status. */
	deliveries?: Delivery[];
	attachments: Attachment[];
	subject?: string;
	conversationId?: bigint;
	faxPageCount?: number;
	faxResolution?: 'High' | 'Low';
	coverIndex?: number;
	coverPageText?: string;
	/** What the status becomes when the transcript is ready. */
	transcription?: TranscriptionStatus;
}

export interface Recording {
	id: string;
	type: 'Automatic' | 'OnDemand';
	contentType: string;
	content: Content;
	readonly sizeBytes: number;
	readonly sha256: string;
	durationSeconds: number;
	/** Until then content and metadata answer 404. */
	readyAt: number;
	/** Until then the call log does not mention it. */
	listedAt: number;
	deleted: boolean;
}

export interface Leg {
	extensionId: number;
	legType: string;
	action: string;
	from: Party;
	to: Party;
	startedAt: number;
	durationSeconds: number;
	master: boolean;
	recording?: Recording;
}

export interface Call {
	id: string;
	sessionId: string;
	telephonySessionId: string;
	partyId: string;
	extensionId: number;
	type: 'Voice' | 'Fax';
	transport: 'PSTN' | 'VoIP';
	direction: 'Inbound' | 'Outbound';
	action: string;
	result: string;
	from: Party;
	to: Party;
	startedAt: number;
	durationSeconds: number;
	visibleAt: number;
	recording?: Recording;
	/** Too short to have been kept: no recording will come. */
	shortRecording: boolean;
	legs: Leg[];
}
