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

/** A prompt has no size, and its name ends as its file did. */
export const ivrPrompt = (id: string, filename: string): Json => ({
	uri: `${API}/ivr-prompts/${id}`,
	id,
	contentType: 'audio/mpeg',
	contentUri: `${MEDIA}/ivr-prompts/${id}/content`,
	filename,
});

export const customGreeting = (id: string): Json => ({
	uri: `${API}/extension/62264425008/greeting/${id}`,
	id,
	type: 'Voicemail',
	contentType: 'audio/mpeg',
	contentUri: `${MEDIA}/extension/62264425008/greeting/${id}/content`,
	answeringRule: {
		uri: `${API}/extension/62264425008/answering-rule/business-hours-rule`,
		id: 'business-hours-rule',
	},
});

export const standardGreeting = (id: string): Json => ({
	uri: `https://platform.ringcentral.com/restapi/v1.0/dictionary/greeting/${id}`,
	id,
	name: 'Acoustic',
	usageType: 'UserExtensionAnsweringRule',
	contentUri: `https://media.ringcentral.com/restapi/v1.0/dictionary/greeting/${id}/content`,
	type: 'HoldMusic',
	category: 'Music',
});

export const meeting = (id: string, displayName: string): Json => ({
	id,
	shortId: '912345678',
	bridgeId: 'fzq8o1d1u9iq',
	startTime: '2026-09-14T08:00:00.000Z',
	displayName,
	hostInfo: { accountId: '400131426008', extensionId: '62264425008', displayName: 'Anna Meyer' },
	duration: 1_805,
	mediaLink: `https://v.ringcentral.com/welcome/meetings/recordings/${id}`,
	url: `https://media.ringcentral.com/rcvideo/v1/recordings/${id}/content?sign=secret`,
	expiresIn: '2027-09-14T08:00:00.000Z',
});

const TEAM_FILE = 'https://dl.mvp.ringcentral.com/file';

/** Two files and a note. */
export const post: Json = {
	id: '5403893710852',
	groupId: '26558070790',
	type: 'TextMessage',
	text: 'Both drafts',
	creatorId: '62264425008',
	addedPersonIds: [],
	creationTime: '2026-09-14T11:00:00.000Z',
	lastModifiedTime: '2026-09-14T11:00:00.000Z',
	attachments: [
		{ id: '40001', type: 'File', contentUri: `${TEAM_FILE}/40001`, name: 'draft.pdf' },
		{ id: '40002', type: 'Note', title: 'Agenda' },
		{ id: '40003', type: 'File', contentUri: `${TEAM_FILE}/40003`, name: 'plan.png' },
	],
	mentions: [],
};

export const report = (status: string): Json => ({
	uri: `${API}/message-store-report/1309-8f02a3cc`,
	id: '1309-8f02a3cc',
	status,
	accountId: '400131426008',
	extensionId: '62264425008',
	dateFrom: '2026-08-01T00:00:00.000Z',
	dateTo: '2026-09-01T00:00:00.000Z',
	startTime: '2026-09-15T12:00:01.000Z',
	...(status === 'Completed' && { finishTime: '2026-09-15T12:04:00.000Z' }),
	messageTypes: ['Fax', 'SMS', 'VoiceMail', 'Pager'],
});

/** Their addresses are on the platform. */
export const reportArchives: Json = {
	records: [0, 1].map((archive) => ({
		size: 120_000 + archive,
		uri: `${API}/message-store-report/1309-8f02a3cc/archive/${archive}`,
	})),
};

const EXPORT = 'https://platform.ringcentral.com/team-messaging/v1/data-export';
const DATASET = 'https://media.ringcentral.com/team-messaging/v1/data-export';

export const dataExport = (id: string, status: string): Json => ({
	uri: `${EXPORT}/${id}`,
	id,
	creationTime: '2026-09-15T12:00:01.000Z',
	lastModifiedTime: '2026-09-15T12:04:00.000Z',
	status,
	creator: { id: '62264425008', firstName: 'Anna', lastName: 'Meyer' },
	specific: { timeFrom: '2026-08-01T00:00:00.000Z', timeTo: '2026-09-01T00:00:00.000Z' },
	...(status === 'Completed' && {
		datasets: ['1', '2'].map((dataset) => ({
			id: dataset,
			uri: `${DATASET}/${id}/datasets/${dataset}`,
			size: 90_000 + Number(dataset),
		})),
	}),
});
