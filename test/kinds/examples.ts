import type { MediaErrorCode } from '../../nodes/RingCentralMedia/errors';
import type { ContentFile, Kind } from '../../nodes/RingCentralMedia/media/kind';
import { byId, pagesAt, type Answer, type Exchange, type Given } from './fakes';
import { complianceExport } from './exportExample';
import { greeting, ivrPrompt } from './greetingExamples';
import { messageEdits, messageRemovals, NOT_THERE } from './messageChanges';
import * as records from './records';
import { meetingRecording, teamFile } from './teamExamples';
import * as uploads from './uploadExamples';
import type { UploadExample } from './uploadSuite';

type Json = Record<string, unknown>;

export interface LookupExample {
	id: string;
	record: Json;
	/** The call that reads the record. */
	path: string;
	/** What *Simplify* makes of it. */
	summary: Json;
	/** The record as it is given, where it cannot be given as it came. */
	exact?: Json;
	/** Other records that *Simplify* treats in a way of its own. */
	more?: readonly (readonly [record: Json, summary: Json])[];
	/** Addresses a user may paste, and the calls they lead to. */
	urls: readonly (readonly [url: string, path: string])[];
	/** What is no id of this kind, beside what is no id at all. */
	wrong: readonly string[];
	/** Records of other kinds that have an id of the same form. */
	otherTypes: readonly Json[];
	/** A record whose files are gone, and what downloading it gives. */
	withoutFiles: { record: Json; code: MediaErrorCode };
}

interface ListingExample {
	/** What to list, where that is not the default. */
	given?: Given;
	/** Pages as the service gives them; the first has at least two of the ids. */
	answers: readonly Answer[];
	/** For lists that name the next page by a token: the tokens of all pages but the first. */
	nextTokens?: readonly string[];
	/** The largest page of this list, where it has one of its own. */
	largestPage?: number | 'none';
	/** All that is found in them. */
	ids: readonly string[];
	/** The query without any filter, but for dates and page size. */
	query: Json;
	/** The page size for a limit of 2, where the list has pages. */
	perPageForTwo?: number;
	/** What filters add to the query; between them they use each filter. */
	filters: readonly { given: Given; query: Json }[];
	/** Filters that the service does not have, and what they leave. */
	ownFilters?: readonly { given: Given; ids: readonly string[] }[];
}

export interface ContentExample {
	/** The item that the node works on. */
	input?: Json;
	given?: Given;
	/** The answer to every call, where it is not the record of the lookup. */
	record?: Json;
	/** For kinds without lookup, and other records: what the output tells beside the manifest. */
	summary?: Json;
	files: readonly ContentFile[];
	accepts: readonly string[];
	refuses: readonly string[];
	/** Other items, and the files they lead to. */
	more?: readonly { input: Json; given: Given; files: readonly ContentFile[] }[];
	/** What else goes into the output, by the fields that ask for it. */
	beside?: readonly { given: Given; record: Json; reads: Record<string, string>; json: Json }[];
}

interface NewsExample {
	label: string;
	/** Records of the list that shows the news, and the ids of the pieces in each. */
	pieces: readonly (readonly [record: Json, ids: readonly string[]])[];
	/** Records whose piece is held back, with the reason; without one it goes out. */
	notReady: readonly { record: Json; transcriptMs?: number; reason?: RegExp }[];
}

interface LinkExample {
	given: Given;
	/** For links with a token in them. */
	token?: string;
	url: string;
}

export interface EditExample {
	given: Given;
	/** The calls, the last of which answers with the changed record. */
	exchanges: readonly Exchange[];
	summary: Json;
	/** What is given when it is not simplified. */
	exact: Json;
}

export interface RemovalExample {
	what: string;
	given: Given;
	exchanges: readonly Exchange[];
	id: string;
	alreadyGone?: boolean;
}

export interface TaskExample {
	what: string;
	given: Given;
	/** What starts it. */
	start: Exchange;
	/** What tells that it is still running, each in words of its own. */
	running: readonly Exchange[];
	/** What tells that it is ready, and of its files. */
	ready: readonly Exchange[];
	summary: Json;
	files: readonly ContentFile[];
	/** What tells that it ended without files. */
	failures: readonly { what: string; exchanges: readonly Exchange[]; code: MediaErrorCode }[];
}

/** What the suite of all kinds has to be told of one of them, for each part that it has. */
export interface KindExample {
	lookup?: LookupExample;
	listing?: ListingExample;
	content?: ContentExample;
	link?: readonly LinkExample[];
	news?: NewsExample;
	edit?: readonly EditExample[];
	removal?: readonly RemovalExample[];
	task?: readonly TaskExample[];
	create?: UploadExample;
	resend?: UploadExample;
	send?: UploadExample;
}

const ACCOUNT = '/restapi/v1.0/account/~';
const STORE = `${ACCOUNT}/extension/~/message-store`;
const MEDIA = 'https://media.ringcentral.com/restapi/v1.0/account/400131426008';
const MESSAGES = `${MEDIA}/extension/62264425008/message-store`;

const dates = { dateFrom: '2026-09-01T00:00:00Z', dateTo: '2026-09-02T02:00:00+02:00' };
const datesInUtc = { dateFrom: '2026-09-01T00:00:00.000Z', dateTo: '2026-09-02T00:00:00.000Z' };
const messageFilters = [
	{ given: dates, query: datesInUtc },
	{
		given: { phoneNumber: '+14155550132', readStatus: 'Unread' },
		query: { phoneNumber: '+14155550132', readStatus: 'Unread' },
	},
];
const directions = [{ given: { direction: 'Outbound' }, query: { direction: 'Outbound' } }];

const messageUrls = (id: string): LookupExample['urls'] => [
	[`https://platform.ringcentral.com${STORE}/${id}`, `${STORE}/${id}`],
	[`${MESSAGES}/${id}/content/${id}`, `${ACCOUNT}/extension/62264425008/message-store/${id}`],
];

/** What is wrong as the id of a message or recording: those are numbers. */
const noNumbers = ['abc', '-1', '1e3', '0x12', 'Vb3-AfOz1'];

const recordingRemoval: Exchange = {
	method: 'DELETE',
	path: `${ACCOUNT}/call-recordings`,
	body: { records: ['401547458008'] },
};

const callRecording: KindExample = {
	lookup: {
		id: '401547458008',
		record: records.recording('401547458008'),
		path: `${ACCOUNT}/recording/401547458008`,
		summary: {
			id: '401547458008',
			resource: 'callRecording',
			duration: 62,
			contentType: 'audio/mpeg',
			contentUri: `${MEDIA}/recording/401547458008/content`,
		},
		urls: [
			[
				`${MEDIA}/recording/401547458008/content?contentDisposition=Inline`,
				`${ACCOUNT}/recording/401547458008`,
			],
			[
				`https://platform.ringcentral.com${ACCOUNT}/recording/401547458008`,
				`${ACCOUNT}/recording/401547458008`,
			],
		],
		wrong: noNumbers,
		otherTypes: [],
		withoutFiles: { record: { id: '401547458008', duration: 62 }, code: 'unexpected' },
	},
	listing: {
		answers: pagesAt(
			`${ACCOUNT}/call-log`,
			[records.recordedCall, records.unrecordedCall, records.transferredCall],
			[records.transferredCall, records.internalCall],
		),
		ids: ['401547458008', '401547459008', '401547460008', '401547461008'],
		query: { view: 'Detailed', recordingType: 'All' },
		perPageForTwo: 2,
		filters: [
			{ given: dates, query: datesInUtc },
			{
				given: { direction: 'Inbound', recordingType: 'OnDemand' },
				query: { direction: 'Inbound', recordingType: 'OnDemand' },
			},
			{ given: { phoneNumber: '+14155550132' }, query: { phoneNumber: '14155550132' } },
			{ given: { extensionNumber: '101' }, query: { extensionNumber: '101' } },
		],
	},
	news: {
		label: 'New Call Recording',
		pieces: [
			[records.recordedCall, ['401547458008']],
			[records.transferredCall, ['401547459008', '401547460008']],
			[records.unrecordedCall, []],
		],
		notReady: [],
	},
	removal: [
		{
			what: 'by its ID',
			given: { recordingId: byId('401547458008') },
			exchanges: [recordingRemoval],
			id: '401547458008',
		},
		{
			what: 'when it is not there',
			given: { recordingId: byId('401547458008') },
			exchanges: [{ ...recordingRemoval, answer: NOT_THERE }],
			id: '401547458008',
			alreadyGone: true,
		},
	],
	content: {
		files: [{ uri: `${MEDIA}/recording/401547458008/content`, contentType: 'audio/mpeg' }],
		accepts: ['audio/mpeg', 'audio/wav', 'audio/x-wav'],
		refuses: ['text/html', 'application/pdf', 'video/mp4'],
	},
};

const faxLookup: LookupExample = {
	id: '3213449730004',
	record: records.inboundFax,
	path: `${STORE}/3213449730004`,
	summary: {
		id: '3213449730004',
		resource: 'fax',
		direction: 'Inbound',
		from: '+14155550132',
		to: '+16505550100',
		creationTime: '2026-09-14T15:10:22.000Z',
		readStatus: 'Unread',
		messageStatus: 'Received',
		faxPageCount: 2,
		contentUri: `${MESSAGES}/3213449730004/content/3213449730004`,
	},
	more: [
		[
			records.outboundFax,
			{
				id: '3213449730008',
				resource: 'fax',
				direction: 'Outbound',
				from: '+16505550100',
				to: '+14155550132, +14155550133',
				creationTime: '2026-09-14T15:10:22.000Z',
				readStatus: 'Read',
				messageStatus: 'SendingFailed',
				faxPageCount: 3,
				delivery: 'failed',
				outcome: '+14155550132: It was sent, +14155550133: The line was busy',
				contentUri: `${MESSAGES}/3213449730008/content/3213449730008`,
			},
		],
	],
	urls: messageUrls('3213449730004'),
	wrong: noNumbers,
	otherTypes: [records.voicemail, records.mms],
	withoutFiles: { record: records.withoutFiles(records.inboundFax), code: 'gone' },
};

const fax: KindExample = {
	lookup: faxLookup,
	edit: messageEdits(faxLookup),
	removal: messageRemovals(faxLookup),
	listing: {
		answers: pagesAt(
			STORE,
			[records.outboundFax, records.inboundFax],
			[records.withoutFiles({ ...records.inboundFax, id: 3213449730001 })],
		),
		ids: ['3213449730008', '3213449730004', '3213449730001'],
		query: { messageType: 'Fax' },
		perPageForTwo: 2,
		filters: [...messageFilters, ...directions],
	},
	news: {
		label: 'New Fax',
		pieces: [[records.inboundFax, ['3213449730004']]],
		notReady: [
			{ record: records.withoutFiles(records.inboundFax), reason: /still being prepared/ },
			{ record: { ...records.outboundFax, faxPageCount: 0 }, reason: /still being prepared/ },
		],
	},
	content: {
		files: [{ uri: `${MESSAGES}/3213449730004/content/3213449730004`, contentType: 'application/pdf' }],
		accepts: ['application/pdf', 'image/tiff'],
		refuses: ['text/html', 'audio/mpeg', 'application/zip'],
	},
	send: uploads.sendFax,
	resend: uploads.resendFax,
};

const LINK = `${MEDIA}/recording/401547458008/content`;

const MEDIA_INPUT = {
	id: '3213449740008',
	resource: 'message',
	contentUri: `${MESSAGES}/3213449740004/content/3213449740008`,
	contentType: 'image/jpeg',
	fileName: 'IMG_0142.jpg',
	size: 120_344,
};

const media: KindExample = {
	content: {
		input: MEDIA_INPUT,
		given: { contentUri: MEDIA_INPUT.contentUri },
		summary: MEDIA_INPUT,
		files: [
			{
				uri: MEDIA_INPUT.contentUri,
				contentType: 'image/jpeg',
				fileName: 'IMG_0142.jpg',
				sizeBytes: 120_344,
			},
		],
		more: [
			// What the item says of its own file holds for no other.
			{ input: MEDIA_INPUT, given: { contentUri: LINK }, files: [{ uri: LINK }] },
			{ input: {}, given: { contentUri: LINK.replace('https://', '') }, files: [{ uri: LINK }] },
		],
		accepts: ['audio/mpeg', 'application/pdf', 'image/png', 'video/mp4', 'application/zip', 'text/plain'],
		refuses: ['application/json; charset=utf-8'],
	},
	link: [
		{ given: { contentUri: LINK }, url: `${LINK}?contentDisposition=Inline` },
		{
			given: { contentUri: LINK, contentDisposition: 'Attachment', includeAccessToken: true },
			token: 'a token',
			url: `${LINK}?contentDisposition=Attachment&access_token=a+token`,
		},
		{
			given: { contentUri: '/restapi/v1.0/account/1/recording/2/content?contentDisposition=Inline' },
			url: 'https://platform.ringcentral.com/restapi/v1.0/account/1/recording/2/content?contentDisposition=Inline',
		},
	],
};

const messageLookup: LookupExample = {
	id: '3213449740004',
	record: records.mms,
	exact: { ...records.mms, conversationId: '8234962969801171948' },
	path: `${STORE}/3213449740004`,
	summary: {
		id: '3213449740004',
		resource: 'message',
		direction: 'Inbound',
		from: '+14155550132',
		to: '+16505550100',
		creationTime: '2026-09-14T15:10:22.000Z',
		readStatus: 'Unread',
		subject: 'Two pictures',
		contentUri: `${MESSAGES}/3213449740004/content/3213449740008`,
		fileCount: 2,
	},
	urls: messageUrls('3213449740004'),
	wrong: noNumbers,
	otherTypes: [records.voicemail, records.inboundFax],
	withoutFiles: { record: records.sms, code: 'gone' },
};

const message: KindExample = {
	lookup: messageLookup,
	edit: messageEdits(messageLookup),
	removal: messageRemovals(messageLookup),
	listing: {
		answers: pagesAt(
			STORE,
			[records.sms, records.mms, { ...records.mms, id: 3213449740003 }],
			[records.sms, { ...records.mms, id: 3213449740002 }],
		),
		ids: ['3213449740004', '3213449740003', '3213449740002'],
		query: { messageType: 'SMS' },
		// Most messages have no media, and the service cannot leave them out.
		perPageForTwo: 1000,
		filters: [...messageFilters, ...directions, { given: { includeWithoutMedia: true }, query: {} }],
		ownFilters: [
			{
				given: { includeWithoutMedia: true },
				ids: ['3213449740016', '3213449740004', '3213449740003', '3213449740016', '3213449740002'],
			},
		],
	},
	news: {
		label: 'New MMS Attachment',
		pieces: [
			[records.mms, ['3213449740004']],
			[records.sms, []],
		],
		notReady: [],
	},
	content: {
		files: [
			{
				uri: `${MESSAGES}/3213449740004/content/3213449740008`,
				contentType: 'image/jpeg',
				fileName: 'IMG_0142.jpg',
				sizeBytes: 120_344,
			},
			{
				uri: `${MESSAGES}/3213449740004/content/3213449740012`,
				contentType: 'image/png',
				fileName: 'IMG_0143.png',
				sizeBytes: 88_120,
			},
		],
		accepts: ['image/gif', 'video/mp4', 'text/vcard', 'audio/amr'],
		refuses: ['application/json; charset=utf-8'],
	},
	send: uploads.sendMessage,
};

const TRANSCRIPT = `${MESSAGES}/3213449723004/content/3213449724004`;

const voicemailLookup: LookupExample = {
	id: '3213449723004',
	record: records.voicemail,
	path: `${STORE}/3213449723004`,
	summary: {
		id: '3213449723004',
		resource: 'voicemail',
		direction: 'Inbound',
		from: '+14155550132',
		to: '+16505550100',
		creationTime: '2026-09-14T15:10:22.000Z',
		readStatus: 'Unread',
		vmDuration: 9,
		vmTranscriptionStatus: 'Completed',
		contentUri: `${MESSAGES}/3213449723004/content/3213449723004`,
	},
	more: [
		[
			records.anonymousVoicemail,
			{
				id: '3213449723008',
				resource: 'voicemail',
				direction: 'Inbound',
				from: 'Anonymous',
				to: '+16505550100',
				creationTime: '2026-09-14T15:10:22.000Z',
				readStatus: 'Unread',
				vmDuration: 31,
				vmTranscriptionStatus: 'NotAvailable',
				contentUri: `${MESSAGES}/3213449723008/content/3213449723008`,
			},
		],
	],
	urls: messageUrls('3213449723004'),
	wrong: noNumbers,
	otherTypes: [records.inboundFax, records.mms],
	withoutFiles: { record: records.withoutFiles(records.voicemail), code: 'gone' },
};

const voicemail: KindExample = {
	lookup: voicemailLookup,
	edit: messageEdits(voicemailLookup),
	removal: messageRemovals(voicemailLookup),
	listing: {
		answers: pagesAt(
			STORE,
			[records.anonymousVoicemail, records.voicemail],
			[],
			[records.withoutFiles({ ...records.voicemail, id: 3213449723001 })],
		),
		ids: ['3213449723008', '3213449723004', '3213449723001'],
		query: { messageType: 'VoiceMail' },
		perPageForTwo: 2,
		filters: messageFilters,
	},
	news: {
		label: 'New Voicemail',
		pieces: [[records.voicemail, ['3213449723004']]],
		notReady: [
			{ record: records.withoutFiles(records.voicemail), reason: /audio is not there/ },
			{
				record: { ...records.voicemail, vmTranscriptionStatus: 'InProgress' },
				transcriptMs: 60_000,
				reason: /transcript is still being written/,
			},
			{ record: { ...records.voicemail, vmTranscriptionStatus: 'InProgress' } },
			{ record: { ...records.voicemail, vmTranscriptionStatus: 'Failed' }, transcriptMs: 60_000 },
		],
	},
	content: {
		files: [{ uri: `${MESSAGES}/3213449723004/content/3213449723004`, contentType: 'audio/x-wav' }],
		accepts: ['audio/mpeg', 'audio/wav'],
		refuses: ['text/html', 'application/pdf', 'text/plain'],
		beside: [
			{
				given: { includeTranscript: true },
				record: records.voicemail,
				reads: { [TRANSCRIPT]: 'Hello, please call back.' },
				json: { transcript: 'Hello, please call back.', vmTranscriptionStatus: 'Completed' },
			},
			{
				given: { includeTranscript: true, extension: byId('62264425008') },
				record: records.anonymousVoicemail,
				reads: {},
				json: { transcript: null, vmTranscriptionStatus: 'NotAvailable' },
			},
		],
	},
};

/** One for each kind, by its key. */
export const examples: Readonly<Record<string, KindExample>> = {
	callRecording,
	complianceExport,
	fax,
	greeting: { ...greeting, create: uploads.createGreeting },
	ivrPrompt: { ...ivrPrompt, create: uploads.createIvrPrompt },
	media,
	meetingRecording,
	message,
	teamFile: { ...teamFile, create: uploads.createTeamFile },
	voicemail,
};

/** The example of a part that the kind has. */
export function exampleOf<P extends keyof KindExample>(kind: Kind, part: P): NonNullable<KindExample[P]> {
	const found = examples[kind.key]?.[part];
	if (found) return found;
	throw new Error(
		`The kind ${kind.key} has the part '${part}', and nobody told how it behaves. ` +
			`Add '${part}' to the example of ${kind.key} in test/kinds/examples.ts, with records in test/kinds/records.ts.`,
	);
}
