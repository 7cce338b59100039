/** Records as the service writes them, by the official description of its API. */

type Json = Record<string, unknown>;

const API = 'https://platform.ringcentral.com/restapi/v1.0/account/400131426008';
const MEDIA = 'https://media.ringcentral.com/restapi/v1.0/account/400131426008';

const owner = { phoneNumber: '+16505550100', name: 'Anna Meyer', extensionNumber: '101' };
const caller = { phoneNumber: '+14155550132', name: 'Ben Ito', location: 'San Francisco, CA' };
const storePath = '/extension/62264425008/message-store';

const attachment = (messageId: number, id: number, facts: Json): Json => ({
	id,
	uri: `${MEDIA}${storePath}/${messageId}/content/${id}`,
	...facts,
});

const message = (id: number, facts: Json): Json => ({
	uri: `${API}${storePath}/${id}`,
	id,
	extensionId: '62264425008',
	to: [owner],
	from: caller,
	creationTime: '2026-09-14T15:10:22.000Z',
	readStatus: 'Unread',
	priority: 'Normal',
	direction: 'Inbound',
	availability: 'Alive',
	messageStatus: 'Received',
	lastModifiedTime: '2026-09-14T15:10:30.112Z',
	...facts,
});

/** Its attachments have neither names nor sizes. */
export const voicemail = message(3213449723004, {
	type: 'VoiceMail',
	attachments: [
		attachment(3213449723004, 3213449723004, {
			type: 'AudioRecording',
			contentType: 'audio/x-wav',
			vmDuration: 9,
		}),
		attachment(3213449723004, 3213449724004, { type: 'AudioTranscription', contentType: 'text/plain' }),
	],
	vmTranscriptionStatus: 'Completed',
});

/** From a withheld number, and nobody wrote it down. */
export const anonymousVoicemail = message(3213449723008, {
	type: 'VoiceMail',
	from: { name: 'Anonymous' },
	attachments: [
		attachment(3213449723008, 3213449723008, {
			type: 'AudioRecording',
			contentType: 'audio/mpeg',
			vmDuration: 31,
		}),
	],
	vmTranscriptionStatus: 'NotAvailable',
});

export const inboundFax = message(3213449730004, {
	type: 'Fax',
	attachments: [
		attachment(3213449730004, 3213449730004, { type: 'RenderedDocument', contentType: 'application/pdf' }),
	],
	faxResolution: 'High',
	faxPageCount: 2,
});

/** To two, with a cover page and the document it was made of. */
export const outboundFax = message(3213449730008, {
	type: 'Fax',
	from: owner,
	to: [
		{ ...caller, messageStatus: 'Sent' },
		{ phoneNumber: '+14155550133', messageStatus: 'SendingFailed', faxErrorCode: 'LineBusy' },
	],
	direction: 'Outbound',
	readStatus: 'Read',
	messageStatus: 'SendingFailed',
	attachments: [
		attachment(3213449730008, 3213449730012, {
			type: 'SourceDocument',
			contentType: 'text/plain',
			fileName: 'letter.txt',
			size: 40,
		}),
		attachment(3213449730008, 3213449730008, { type: 'RenderedDocument', contentType: 'application/pdf' }),
	],
	faxResolution: 'Low',
	faxPageCount: 3,
	coverIndex: 7,
});

export const mms = message(3213449740004, {
	type: 'SMS',
	subject: 'Two pictures',
	attachments: [
		attachment(3213449740004, 3213449740004, { type: 'Text', contentType: 'text/plain' }),
		attachment(3213449740004, 3213449740008, {
			type: 'MmsAttachment',
			contentType: 'image/jpeg',
			fileName: 'IMG_0142.jpg',
			size: 120_344,
			width: 640,
			height: 480,
		}),
		attachment(3213449740004, 3213449740012, {
			type: 'MmsAttachment',
			contentType: 'image/png',
			fileName: 'IMG_0143.png',
			size: 88_120,
		}),
	],
	// Too large for a JavaScript number; `conversation.id` is right.
	conversationId: 8_234_962_969_801_172_000,
	conversation: {
		id: '8234962969801171948',
		uri: 'https://platform.ringcentral.com/restapi/v1.0/conversation',
	},
});

/** Text only: by far the most messages. */
export const sms = message(3213449740016, {
	type: 'SMS',
	subject: 'On my way',
	attachments: [attachment(3213449740016, 3213449740016, { type: 'Text', contentType: 'text/plain' })],
	conversation: {
		id: '8234962969801171948',
		uri: 'https://platform.ringcentral.com/restapi/v1.0/conversation',
	},
});

/** The same message after the service deleted its files. */
export const withoutFiles = (record: Json): Json => ({ ...record, attachments: [], availability: 'Purged' });

export const recording = (id: string): Json => ({
	id,
	contentUri: `${MEDIA}/recording/${id}/content`,
	contentType: 'audio/mpeg',
	duration: 62,
});

const recordingInfo = (id: string): Json => ({
	id,
	uri: `${API}/recording/${id}`,
	type: 'Automatic',
	contentUri: `${MEDIA}/recording/${id}/content`,
});

const leg = (facts: Json): Json => ({
	legType: 'Accept',
	master: true,
	action: 'VoIP Call',
	type: 'Voice',
	direction: 'Inbound',
	transport: 'VoIP',
	result: 'Accepted',
	startTime: '2026-09-14T09:00:05.000Z',
	duration: 60,
	durationMs: 60_000,
	telephonySessionId: 's-a0d78d1c0e4d1z1',
	extension: { id: 62264425008, uri: `${API}/extension/62264425008` },
	from: caller,
	to: owner,
	...facts,
});

const call = (id: string, facts: Json): Json => ({
	uri: `${API}/call-log/${id}?view=Detailed`,
	id,
	sessionId: '4503991004',
	telephonySessionId: 's-a0d78d1c0e4d1z1',
	partyId: 'p-a0d78d1c0e4d1z1-2',
	extension: { id: 62264425008, uri: `${API}/extension/62264425008` },
	startTime: '2026-09-14T09:00:00.000Z',
	duration: 62,
	durationMs: 62_000,
	type: 'Voice',
	internalType: 'Local',
	transport: 'PSTN',
	direction: 'Inbound',
	action: 'Phone Call',
	result: 'Accepted',
	from: caller,
	to: owner,
	lastModifiedTime: '2026-09-14T09:01:10.000Z',
	...facts,
});

/** Its leg repeats the recording. */
export const recordedCall = call('Vb3-AfOz1', {
	recording: recordingInfo('401547458008'),
	legs: [leg({ recording: recordingInfo('401547458008') })],
});

/** Each of its two legs was recorded, the call as a whole as the first of them. */
export const transferredCall = call('Vb3-AfOz2', {
	recording: recordingInfo('401547459008'),
	legs: [
		leg({ recording: recordingInfo('401547459008') }),
		leg({
			master: false,
			startTime: '2026-09-14T09:03:00.000Z',
			duration: 21,
			to: { extensionNumber: '102', name: 'Cleo Sand' },
			recording: { ...recordingInfo('401547460008'), type: 'OnDemand' },
		}),
	],
});

/** Just ended: its recording is not there yet. */
export const unrecordedCall = call('Vb3-AfOz3', { legs: [leg({})] });

/** Between extensions, without legs. */
export const internalCall = call('Vb3-AfOz4', {
	direction: 'Outbound',
	from: { extensionNumber: '101', name: 'Anna Meyer' },
	to: { extensionNumber: '102', name: 'Cleo Sand' },
	recording: recordingInfo('401547461008'),
});
