import type { CallName } from './access';

const LOOK: readonly CallName[] = ['message'];
const KEEP: readonly CallName[] = ['message', 'updateMessage'];

/** The calls of each operation, by kind and verb; what only some choices need is there as well. */
export const operationCalls: Readonly<Record<string, Readonly<Record<string, readonly CallName[]>>>> = {
	callRecording: {
		download: ['recording', 'recordingFile'],
		get: ['recording'],
		getMany: ['companyCalls', 'ownCalls'],
		delete: ['deleteRecordings'],
	},
	complianceExport: {
		create: ['createReport', 'report', 'reportFile', 'createExport', 'export'],
		download: ['report', 'reportFile', 'export'],
		get: ['report', 'export'],
		getMany: ['exports'],
	},
	fax: {
		download: ['message', 'messageFile'],
		get: LOOK,
		getMany: ['messages'],
		send: ['fax', 'messages', 'message', 'coverPages'],
		resend: ['message', 'fax', 'messages'],
		update: KEEP,
		delete: ['message', 'deleteMessage'],
	},
	greeting: {
		download: [
			'greeting',
			'greetingFile',
			'companyGreetingFile',
			'recordingGreetings',
			'companyRules',
			'standardGreeting',
		],
		get: ['greeting', 'recordingGreetings', 'companyRules', 'standardGreeting'],
		getMany: [
			'extensionRules',
			'greeting',
			'holdMusic',
			'companyRules',
			'recordingGreetings',
			'standardGreetings',
		],
		create: ['makeGreeting', 'companyGreeting'],
	},
	ivrPrompt: {
		download: ['prompt', 'promptFile'],
		get: ['prompt'],
		getMany: ['prompts'],
		create: ['createPrompt'],
		update: ['renamePrompt'],
		delete: ['deletePrompt'],
	},
	media: { download: ['messageFile', 'recordingFile'], getLink: [] },
	meetingRecording: { download: ['meetings', 'ownMeetings'], getMany: ['meetings', 'ownMeetings'] },
	message: {
		download: ['message', 'messageFile'],
		get: LOOK,
		getMany: ['messages'],
		send: ['phoneNumbers', 'sms', 'mms', 'messages', 'message'],
		update: KEEP,
		delete: ['message', 'deleteMessage'],
	},
	teamFile: { download: ['teamPost'], create: ['teamFile'] },
	voicemail: {
		download: ['message', 'messageFile'],
		get: ['message', 'messageFile'],
		getMany: ['messages'],
		update: KEEP,
		delete: ['message', 'deleteMessage'],
	},
};
