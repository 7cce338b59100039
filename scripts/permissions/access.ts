/** What one call of the service asks for, as its official description tells. */
export interface Access {
	call: string;
	/** Scope of the app, under the name the developer console shows. */
	app: string;
	/** Permission of the user's role; some calls name none. */
	user?: string;
	/** Group of the rate limit. */
	group: 'Light' | 'Medium' | 'Heavy';
}

const OWN = '/restapi/v1.0/account/{accountId}';
const EXTENSION = `${OWN}/extension/{extensionId}`;
const STORE = `${EXTENSION}/message-store`;
const EXPORT = '/team-messaging/v1/data-export';
const POST = '/team-messaging/v1/chats/{chatId}/posts/{postId}';

const access = (call: string, app: string, user: string, group: Access['group']): Access => ({
	call,
	app,
	...(user !== '' && { user }),
	group,
});

/** Every call that the operations make, but for signing in. @see https://developers.ringcentral.com/api-reference */
export const calls = {
	companyCalls: access(`GET ${OWN}/call-log`, 'ReadCallLog', 'FullCompanyCallLog', 'Heavy'),
	companyGreeting: access(`POST ${OWN}/greeting`, 'EditAccounts', 'ReadUserInfo', 'Medium'),
	companyGreetingFile: access(`GET ${OWN}/greeting/{greetingId}/content`, 'ReadAccounts', '', 'Heavy'),
	companyRules: access(`GET ${OWN}/answering-rule`, 'ReadAccounts', 'ReadCompanyAnsweringRules', 'Medium'),
	coverPages: access('GET /restapi/v1.0/dictionary/fax-cover-page', '', '', 'Light'),
	createExport: access(`POST ${EXPORT}`, 'TeamMessaging', 'Glip', 'Heavy'),
	createPrompt: access(`POST ${OWN}/ivr-prompts`, 'EditAccounts', 'EditCompanyGreetings', 'Heavy'),
	createReport: access(`POST ${OWN}/message-store-report`, 'ReadMessages', 'Users', 'Heavy'),
	deleteMessage: access(`DELETE ${STORE}/{messageId}`, 'EditMessages', 'EditMessages', 'Medium'),
	deletePrompt: access(
		`DELETE ${OWN}/ivr-prompts/{promptId}`,
		'EditAccounts',
		'EditCompanyGreetings',
		'Heavy',
	),
	deleteRecordings: access(
		`DELETE ${OWN}/call-recordings`,
		'EditCallLog',
		'EditCompanyCallRecordings',
		'Heavy',
	),
	export: access(`GET ${EXPORT}/{taskId}`, 'TeamMessaging', 'Glip', 'Medium'),
	exports: access(`GET ${EXPORT}`, 'TeamMessaging', 'Glip', 'Medium'),
	extensionRules: access(
		`GET ${EXTENSION}/answering-rule`,
		'ReadAccounts',
		'ReadUserAnsweringRules',
		'Medium',
	),
	extensions: access(`GET ${OWN}/extension`, 'ReadAccounts', 'ReadExtensions', 'Medium'),
	fax: access(`POST ${EXTENSION}/fax`, 'Faxes', 'OutboundFaxes', 'Heavy'),
	greeting: access(`GET ${EXTENSION}/greeting/{greetingId}`, 'ReadAccounts', 'ReadUserInfo', 'Medium'),
	greetingFile: access(`GET ${EXTENSION}/greeting/{greetingId}/content`, 'ReadAccounts', '', 'Heavy'),
	holdMusic: access(`GET ${EXTENSION}/greeting/hold-music`, 'ReadAccounts', 'ReadUserInfo', 'Medium'),
	makeGreeting: access(`POST ${EXTENSION}/greeting`, 'EditExtensions', 'EditUserAnsweringRules', 'Heavy'),
	meetings: access('GET /rcvideo/v1/account/{accountId}/recordings', 'Video', '', 'Light'),
	message: access(`GET ${STORE}/{messageId}`, 'ReadMessages', 'ReadMessages', 'Light'),
	messageFile: access(`GET ${STORE}/{messageId}/content/{attachmentId}`, 'ReadMessages', '', 'Medium'),
	messages: access(`GET ${STORE}`, 'ReadMessages', 'ReadMessages', 'Light'),
	mms: access(`POST ${EXTENSION}/mms`, 'SMS', 'OutboundSMS', 'Medium'),
	ownMeetings: access(
		'GET /rcvideo/v1/account/{accountId}/extension/{extensionId}/recordings',
		'Video',
		'',
		'Light',
	),
	ownCalls: access(`GET ${EXTENSION}/call-log`, 'ReadCallLog', 'ReadCallLog', 'Heavy'),
	phoneNumbers: access(`GET ${EXTENSION}/phone-number`, 'ReadAccounts', 'ReadUserPhoneNumbers', 'Light'),
	prompt: access(`GET ${OWN}/ivr-prompts/{promptId}`, 'ReadAccounts', 'ReadCompanyGreetings', 'Medium'),
	promptFile: access(`GET ${OWN}/ivr-prompts/{promptId}/content`, 'ReadAccounts', '', 'Heavy'),
	prompts: access(`GET ${OWN}/ivr-prompts`, 'ReadAccounts', 'ReadCompanyGreetings', 'Medium'),
	recording: access(`GET ${OWN}/recording/{recordingId}`, 'ReadCallRecording', 'ReadCallRecording', 'Heavy'),
	recordingFile: access(`GET ${OWN}/recording/{recordingId}/content`, 'ReadCallRecording', '', 'Heavy'),
	recordingGreetings: access(
		`GET ${OWN}/call-recording/custom-greetings`,
		'ReadAccounts',
		'ReadCompanyInfo',
		'Medium',
	),
	renamePrompt: access(`PUT ${OWN}/ivr-prompts/{promptId}`, 'EditAccounts', 'EditCompanyGreetings', 'Medium'),
	report: access(`GET ${OWN}/message-store-report/{taskId}`, 'ReadMessages', 'Users', 'Heavy'),
	reportFile: access(`GET ${OWN}/message-store-report/{taskId}/archive`, 'ReadMessages', 'Users', 'Heavy'),
	sms: access(`POST ${EXTENSION}/sms`, 'SMS', 'OutboundSMS', 'Medium'),
	standardGreeting: access('GET /restapi/v1.0/dictionary/greeting/{greetingId}', '', '', 'Medium'),
	standardGreetings: access('GET /restapi/v1.0/dictionary/greeting', '', '', 'Medium'),
	teamFile: access('POST /team-messaging/v1/files', 'TeamMessaging', '', 'Heavy'),
	teamPost: access(`GET ${POST}`, 'TeamMessaging', '', 'Light'),
	updateMessage: access(`PUT ${STORE}/{messageId}`, 'EditMessages', 'EditMessages', 'Medium'),
} satisfies Record<string, Access>;

export type CallName = keyof typeof calls;
