import type { KindExample } from './examples';
import { byId, pagesAt } from './fakes';
import { NOT_THERE } from './messageChanges';
import * as records from './records';

const ACCOUNT = '/restapi/v1.0/account/~';
const MEDIA = 'https://media.ringcentral.com/restapi/v1.0/account/400131426008';
const PROMPTS = `${ACCOUNT}/ivr-prompts`;
const STANDARD = '/restapi/v1.0/dictionary/greeting';
const noNumbers = ['abc', '-1', '1e3', 'welcome.mp3'];

const prompt = records.ivrPrompt('3520385004', 'welcome.mp3');
const promptSummary = {
	id: '3520385004',
	resource: 'ivrPrompt',
	fileName: 'welcome.mp3',
	contentType: 'audio/mpeg',
	contentUri: `${MEDIA}/ivr-prompts/3520385004/content`,
};
const thePrompt = { promptId: byId('3520385004') };
const promptPath = `${PROMPTS}/3520385004`;

export const ivrPrompt: KindExample = {
	lookup: {
		id: '3520385004',
		record: prompt,
		path: promptPath,
		summary: promptSummary,
		urls: [
			[`https://platform.ringcentral.com${promptPath}`, promptPath],
			[`${MEDIA}/ivr-prompts/3520385004/content`, promptPath],
		],
		wrong: noNumbers,
		otherTypes: [],
		withoutFiles: { record: { id: '3520385004', filename: 'welcome.mp3' }, code: 'gone' },
	},
	listing: {
		answers: pagesAt(
			PROMPTS,
			[prompt, records.ivrPrompt('3520385008', 'closed.mp3')],
			[records.ivrPrompt('3520385012', 'menu.wav')],
		),
		ids: ['3520385004', '3520385008', '3520385012'],
		query: {},
		largestPage: 'none',
		filters: [],
	},
	edit: [
		{
			given: { ...thePrompt, name: 'Welcome 2027' },
			exchanges: [
				{
					method: 'PUT',
					path: promptPath,
					body: { filename: 'Welcome 2027' },
					answer: { ...prompt, filename: 'Welcome 2027' },
				},
			],
			summary: { ...promptSummary, fileName: 'Welcome 2027' },
			exact: { ...prompt, filename: 'Welcome 2027' },
		},
	],
	removal: [
		{
			what: 'by its ID',
			given: thePrompt,
			exchanges: [{ method: 'DELETE', path: promptPath }],
			id: '3520385004',
		},
		{
			what: 'when it is gone',
			given: thePrompt,
			exchanges: [{ method: 'DELETE', path: promptPath, answer: NOT_THERE }],
			id: '3520385004',
			alreadyGone: true,
		},
	],
	content: {
		files: [
			{
				uri: `${MEDIA}/ivr-prompts/3520385004/content`,
				contentType: 'audio/mpeg',
				fileName: 'welcome.mp3',
			},
		],
		accepts: ['audio/mpeg', 'audio/mp3', 'audio/wav'],
		refuses: ['text/html', 'application/pdf'],
	},
};

const greetingPath = `${ACCOUNT}/extension/~/greeting/3520386004`;
const greetingContent = `${MEDIA}/extension/62264425008/greeting/3520386004/content`;

export const greeting: KindExample = {
	lookup: {
		id: '3520386004',
		record: records.customGreeting('3520386004'),
		path: greetingPath,
		summary: {
			id: '3520386004',
			resource: 'greeting',
			greetingType: 'Voicemail',
			answeringRule: 'business-hours-rule',
			contentType: 'audio/mpeg',
			contentUri: greetingContent,
		},
		more: [
			[
				records.standardGreeting('65543'),
				{
					id: '65543',
					resource: 'greeting',
					greetingType: 'HoldMusic',
					name: 'Acoustic',
					category: 'Music',
					usageType: 'UserExtensionAnsweringRule',
					contentUri: `https://media.ringcentral.com${STANDARD}/65543/content`,
				},
			],
		],
		urls: [
			[greetingContent, `${ACCOUNT}/extension/62264425008/greeting/3520386004`],
			[`https://platform.ringcentral.com${STANDARD}/3520386004`, `${STANDARD}/3520386004`],
		],
		wrong: noNumbers,
		otherTypes: [],
		withoutFiles: { record: { id: '3520386004', type: 'Voicemail' }, code: 'gone' },
	},
	listing: {
		given: { greetingsOf: 'standard' },
		answers: pagesAt(
			STANDARD,
			[records.standardGreeting('65543'), records.standardGreeting('65544')],
			[records.standardGreeting('65545')],
		),
		ids: ['65543', '65544', '65545'],
		query: {},
		perPageForTwo: 2,
		filters: [
			{ given: { greetingType: 'HoldMusic' }, query: { type: 'HoldMusic' } },
			{ given: { usageType: 'CompanyAnsweringRule' }, query: { usageType: 'CompanyAnsweringRule' } },
		],
	},
	content: {
		files: [{ uri: greetingContent, contentType: 'audio/mpeg' }],
		accepts: ['audio/mpeg', 'audio/wav'],
		refuses: ['text/html', 'application/pdf'],
	},
};
