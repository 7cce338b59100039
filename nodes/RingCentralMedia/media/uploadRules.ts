/** What one way into RingCentral takes. */
export interface Channel {
	/** In a sentence: `A fax takes …`. */
	noun: string;
	/** MIME types in their usual spelling; `any` where the service takes everything. */
	types: readonly string[] | 'any';
	/** Endings of file names, for a channel that goes by them. */
	extensions?: readonly string[];
	/** What it takes, for people. */
	taken: string;
	maxFiles: number;
	maxFileBytes: number;
	/** Of all files together. */
	maxTotalBytes: number;
	maxPages?: number;
	/** Whether file names must be plain ASCII, without special characters. */
	hasPlainNames?: boolean;
}

const MB = 1_000_000;

/**
 * The types of RingCentral's media guide: the platform's floor, which channels narrow or widen.
 * @see https://developers.ringcentral.com/guide/basics/media
 */
export const platformTypes = [
	'application/gzip',
	'application/rtf',
	'application/zip',
	'audio/amr',
	'audio/mp4',
	'audio/mpeg',
	'image/bmp',
	'image/gif',
	'image/jpeg',
	'image/png',
	'image/tiff',
	'text/vcard',
	'video/mp4',
	'video/mpeg',
] as const;

/** @see https://developers.ringcentral.com/guide/messaging/sms/sending-images */
const mms: Channel = {
	noun: 'message',
	types: [
		...platformTypes,
		...['application/pdf', 'audio/3gpp', 'audio/ogg', 'audio/wav', 'image/svg+xml', 'image/webp'],
		...['text/calendar', 'text/csv', 'text/html', 'text/plain'],
		...['video/3gpp', 'video/avi', 'video/ogg', 'video/quicktime', 'video/webm', 'video/x-flv'],
		'video/x-ms-wmv',
	],
	taken: 'pictures, sound, video, vCards, text, PDF, RTF, CSV, calendar entries, ZIP and GZIP',
	maxFiles: 10,
	maxFileBytes: 1.5 * MB,
	maxTotalBytes: 1.5 * MB,
};

/**
 * The guide lists endings, no types.
 * @see https://developers.ringcentral.com/guide/messaging/fax/sending-faxes
 */
const faxExtensions = [
	...['awd', 'bmp', 'c', 'cpp', 'csv', 'doc', 'docx', 'dot', 'err', 'gif', 'h', 'hpp', 'htm', 'html'],
	...['jpeg', 'jpg', 'log', 'mcw', 'pcx', 'pdf', 'png', 'ppt', 'pptx', 'psd', 'pub', 'rtf', 'tga', 'tif'],
	...['tiff', 'txt', 'vdx', 'vsd', 'wk1', 'wk3', 'wk4', 'wps', 'wq1', 'wri', 'xls', 'xlsb', 'xlsx', 'xml'],
];

const fax: Channel = {
	noun: 'fax',
	types: 'any',
	extensions: faxExtensions,
	taken: `files that end in ${faxExtensions.join(', ')}`,
	maxFiles: Infinity,
	maxFileBytes: 50 * MB,
	maxTotalBytes: 50 * MB,
	maxPages: 200,
	hasPlainNames: true,
};

/** The types are those of the answer; the size is the gateway's for the whole request. */
const sound = {
	types: ['audio/mpeg', 'audio/wav'],
	taken: 'MP3 and WAV',
	maxFiles: 1,
	maxFileBytes: 20 * MB,
	maxTotalBytes: 20 * MB,
} as const;

/** @see https://developers.ringcentral.com/api-reference/Greetings/createCustomUserGreeting */
const greeting: Channel = { noun: 'greeting', ...sound };

/** @see https://developers.ringcentral.com/api-reference/IVR-Prompts/createIVRPrompt */
const ivrPrompt: Channel = { noun: 'IVR prompt', ...sound };

/** @see https://developers.ringcentral.com/api-reference/Team-Messaging-Files/createGlipFileNew */
const teamFile: Channel = {
	noun: 'team messaging file',
	types: 'any',
	taken: 'all types',
	maxFiles: 1,
	maxFileBytes: 30 * MB,
	maxTotalBytes: 30 * MB,
};

/** Every way in. */
export const channels = { fax, greeting, ivrPrompt, mms, teamFile } as const;
