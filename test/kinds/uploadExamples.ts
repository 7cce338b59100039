import { byId } from './fakes';
import type { UploadExample } from './uploadSuite';

const EXTENSION = '/restapi/v1.0/account/~/extension/~';
const MEDIA = 'https://media.ringcentral.com/restapi/v1.0/account/400131426008';
const FAX_CONTENT = `${MEDIA}/extension/62264425008/message-store/3213449750004/content/3213449750004`;

const OTHER = '+14155550132';
const OWN = '+16505550100';

/** In the shape of the official description's answer to sending a fax. */
const queuedFax = {
	id: 3213449750004,
	uri: `https://platform.ringcentral.com${EXTENSION}/message-store/3213449750004`,
	type: 'Fax',
	from: { phoneNumber: OWN },
	to: [{ recipientId: '1', phoneNumber: OTHER, messageStatus: 'Queued' }],
	creationTime: '2026-09-15T12:00:00.000Z',
	readStatus: 'Read',
	priority: 'Normal',
	attachments: [
		{
			id: 3213449750004,
			uri: FAX_CONTENT,
			type: 'RenderedDocument',
			contentType: 'application/pdf',
			filename: 'f.pdf',
		},
	],
	direction: 'Outbound',
	availability: 'Alive',
	messageStatus: 'Queued',
	faxResolution: 'High',
	faxPageCount: 0,
	lastModifiedTime: '2026-09-15T12:00:00.000Z',
	coverIndex: 0,
};

const queuedFaxJson = {
	id: '3213449750004',
	resource: 'fax',
	direction: 'Outbound',
	from: OWN,
	to: OTHER,
	creationTime: '2026-09-15T12:00:00.000Z',
	readStatus: 'Read',
	messageStatus: 'Queued',
	faxPageCount: 0,
	contentUri: FAX_CONTENT,
	delivery: 'pending',
	outcome: 'It waits to be sent',
	recipients: [{ phoneNumber: OTHER, messageStatus: 'Queued', outcome: 'It waits to be sent' }],
};

export const sendFax: UploadExample = {
	given: { to: '+1 415-555-0132' },
	files: [
		{ name: 'offer.pdf', declaredType: 'application/pdf', contentType: 'application/pdf' },
		{ name: 'plan.tif', declaredType: 'application/octet-stream', contentType: 'image/tiff' },
	],
	record: { records: [] },
	path: `${EXTENSION}/fax`,
	envelope: { to: [{ phoneNumber: OTHER }], faxResolution: 'High', coverIndex: 0 },
	part: 'attachment',
	answer: queuedFax,
	json: queuedFaxJson,
	stored: queuedFax,
};

export const resendFax: UploadExample = {
	given: { messageId: byId('3213449730008') },
	files: [],
	record: { ...queuedFax, id: 3213449730008 },
	path: `${EXTENSION}/fax`,
	envelope: { originalMessageId: '3213449730008' },
	answer: queuedFax,
	json: queuedFaxJson,
	stored: queuedFax,
};

const CONTENT = `${MEDIA}/extension/62264425008/message-store/3213449760004/content`;

const sentMms = {
	id: 3213449760004,
	uri: `https://platform.ringcentral.com${EXTENSION}/message-store/3213449760004`,
	type: 'SMS',
	from: { phoneNumber: OWN },
	to: [{ phoneNumber: OTHER }],
	creationTime: '2026-09-15T12:00:00.000Z',
	readStatus: 'Read',
	priority: 'Normal',
	subject: 'Look',
	attachments: [
		{ id: 3213449760004, uri: `${CONTENT}/3213449760004`, type: 'Text', contentType: 'text/plain' },
		{ id: 3213449760008, uri: `${CONTENT}/3213449760008`, type: 'MmsAttachment', contentType: 'image/png' },
	],
	direction: 'Outbound',
	availability: 'Alive',
	messageStatus: 'Sent',
	lastModifiedTime: '2026-09-15T12:00:00.000Z',
};

export const sendMessage: UploadExample = {
	given: { from: byId(OWN), to: OTHER, text: 'Look', inputDataFieldName: 'data' },
	files: [{ name: 'plan.png', declaredType: 'image/png', contentType: 'image/png' }],
	record: { records: [{ phoneNumber: OWN, features: ['SmsSender', 'MmsSender'] }] },
	path: `${EXTENSION}/mms`,
	envelope: { from: { phoneNumber: OWN }, to: [{ phoneNumber: OTHER }], text: 'Look' },
	part: 'attachments',
	answer: sentMms,
	json: {
		id: '3213449760004',
		resource: 'message',
		direction: 'Outbound',
		from: OWN,
		to: OTHER,
		creationTime: '2026-09-15T12:00:00.000Z',
		readStatus: 'Read',
		subject: 'Look',
		contentUri: `${CONTENT}/3213449760008`,
		fileCount: 1,
		isGroupMessage: false,
		delivery: 'delivered',
		outcome: 'It was sent',
		recipients: [{ phoneNumber: OTHER, messageStatus: 'Sent', outcome: 'It was sent' }],
	},
	stored: sentMms,
};

const sound = { name: 'hello.mp3', declaredType: 'audio/mp3', contentType: 'audio/mpeg' };

export const createGreeting: UploadExample = {
	given: { greetingType: 'Voicemail' },
	files: [sound],
	record: {},
	path: `${EXTENSION}/greeting`,
	query: { apply: true },
	envelope: { type: 'Voicemail', answeringRule: { id: 'business-hours-rule' } },
	part: 'binary',
	answer: {
		id: '1270015',
		uri: `https://platform.ringcentral.com${EXTENSION}/greeting/1270015`,
		type: 'Voicemail',
		contentType: 'audio/mpeg',
		contentUri: `${MEDIA}/extension/62264425008/greeting/1270015/content`,
		answeringRule: { id: 'business-hours-rule' },
	},
	json: {
		id: '1270015',
		resource: 'greeting',
		type: 'Voicemail',
		contentType: 'audio/mpeg',
		contentUri: `${MEDIA}/extension/62264425008/greeting/1270015/content`,
		answeringRuleId: 'business-hours-rule',
	},
};

export const createIvrPrompt: UploadExample = {
	given: { promptName: 'Opening hours' },
	files: [{ name: 'hours.wav', declaredType: 'audio/x-wav', contentType: 'audio/wav' }],
	record: {},
	path: '/restapi/v1.0/account/~/ivr-prompts',
	envelope: { name: 'Opening hours' },
	part: 'attachment',
	answer: {
		id: '26101',
		uri: 'https://platform.ringcentral.com/restapi/v1.0/account/~/ivr-prompts/26101',
		contentType: 'audio/wav',
		contentUri: `${MEDIA}/ivr-prompts/26101/content`,
		filename: 'Opening hours',
	},
	json: {
		id: '26101',
		resource: 'ivrPrompt',
		filename: 'Opening hours',
		contentType: 'audio/wav',
		contentUri: `${MEDIA}/ivr-prompts/26101/content`,
	},
};

export const createTeamFile: UploadExample = {
	given: { chatId: '1492369414' },
	files: [{ name: 'Plan & Zahlen.zip', declaredType: 'application/zip', contentType: 'application/zip' }],
	record: {},
	path: '/team-messaging/v1/files',
	query: { groupId: '1492369414', name: 'Plan & Zahlen.zip' },
	envelope: undefined,
	answer: [
		{ id: '1590001', contentUri: 'https://dl.mvp.ringcentral.com/file/1590001', name: 'Plan & Zahlen.zip' },
	],
	json: {
		id: '1590001',
		resource: 'teamFile',
		name: 'Plan & Zahlen.zip',
		contentUri: 'https://dl.mvp.ringcentral.com/file/1590001',
	},
};
