import type { KindExample, TaskExample } from './examples';
import { byId, type Exchange } from './fakes';
import * as records from './records';

const REPORTS = '/restapi/v1.0/account/~/message-store-report';
const REPORT = `${REPORTS}/1309-8f02a3cc`;
const EXPORTS = '/team-messaging/v1/data-export';
const EXPORT = `${EXPORTS}/7-2b1f`;
const dates = { dateFrom: '2026-08-01T00:00:00.000Z', dateTo: '2026-09-01T00:00:00.000Z' };

const reportSummary = {
	id: '1309-8f02a3cc',
	resource: 'complianceExport',
	exportOf: 'messageStore',
	status: 'Completed',
	...dates,
	startTime: '2026-09-15T12:00:01.000Z',
	finishTime: '2026-09-15T12:04:00.000Z',
};
const exportSummary = {
	id: '7-2b1f',
	resource: 'complianceExport',
	exportOf: 'teamMessaging',
	status: 'Completed',
	...dates,
	creationTime: '2026-09-15T12:00:01.000Z',
	lastModifiedTime: '2026-09-15T12:04:00.000Z',
	creator: 'Anna Meyer',
};
const archive = (index: number) => ({
	uri: `https://platform.ringcentral.com/restapi/v1.0/account/400131426008/message-store-report/1309-8f02a3cc/archive/${index}`,
	sizeBytes: 120_000 + index,
});
const dataset = (id: number) => ({
	uri: `https://media.ringcentral.com/team-messaging/v1/data-export/7-2b1f/datasets/${id}`,
	sizeBytes: 90_000 + id,
});

const reportIs = (status: string): Exchange => ({
	method: 'GET',
	path: REPORT,
	answer: records.report(status),
});
const exportIs = (status: string): Exchange => ({
	method: 'GET',
	path: EXPORT,
	answer: records.dataExport('7-2b1f', status),
});
const archives = (list: Record<string, unknown>): Exchange => ({
	method: 'GET',
	path: `${REPORT}/archive`,
	answer: list,
});

const ofMessageStore: TaskExample = {
	what: 'of all messages',
	given: { exportOf: 'messageStore', ...dates },
	start: {
		method: 'POST',
		path: REPORTS,
		body: { ...dates, messageTypes: ['Fax', 'Pager', 'SMS', 'VoiceMail'] },
		answer: records.report('Accepted'),
	},
	// The last one is in no description: what is not known is not at its end.
	running: ['Accepted', 'Pending', 'InProgress', 'Shuffling'].map(reportIs),
	ready: [reportIs('Completed'), archives(records.reportArchives)],
	summary: { ...reportSummary, fileCount: 2 },
	files: [archive(0), archive(1)],
	failures: [
		...['AttemptFailed', 'Failed', 'Cancelled'].map((status) => ({
			what: status,
			exchanges: [reportIs(status)],
			code: 'gone' as const,
		})),
		{
			what: 'without archives',
			exchanges: [reportIs('Completed'), archives({ records: [] })],
			code: 'empty',
		},
	],
};

const ofTeamMessaging: TaskExample = {
	what: 'of some chats',
	given: {
		exportOf: 'teamMessaging',
		...dates,
		filters: { chatIds: '26558070790, 26558070794,', emails: 'ada@example.com' },
	},
	start: {
		method: 'POST',
		path: EXPORTS,
		body: {
			timeFrom: dates.dateFrom,
			timeTo: dates.dateTo,
			chatIds: ['26558070790', '26558070794'],
			contacts: [{ email: 'ada@example.com' }],
		},
		answer: records.dataExport('7-2b1f', 'Accepted'),
	},
	running: ['Accepted', 'InProgress', 'Pending'].map(exportIs),
	ready: [exportIs('Completed')],
	summary: { ...exportSummary, fileCount: 2 },
	files: [dataset(1), dataset(2)],
	failures: [
		...['Failed', 'Expired', 'Cancelled'].map((status) => ({
			what: status,
			exchanges: [exportIs(status)],
			code: 'gone' as const,
		})),
		{
			what: 'without archives',
			exchanges: [{ ...exportIs('Completed'), answer: { id: '7-2b1f', status: 'Completed' } }],
			code: 'empty',
		},
	],
};

const usualMonth = { dateFrom: '2026-08-16T12:00:00.000Z', dateTo: '2026-09-15T12:00:00.000Z' };

export const complianceExport: KindExample = {
	lookup: {
		id: '1309-8f02a3cc',
		record: records.report('Completed'),
		path: REPORT,
		summary: reportSummary,
		urls: [[`https://platform.ringcentral.com${REPORT}`, REPORT]],
		wrong: ['a b', 'a.b'],
		otherTypes: [],
		withoutFiles: { record: { id: '7-2b1f', status: 'Expired' }, code: 'gone' },
	},
	listing: {
		answers: [
			[
				EXPORTS,
				{
					tasks: [records.dataExport('7-2b1f', 'Completed'), records.dataExport('7-2b1e', 'Failed')],
					navigation: { nextPage: { uri: `https://platform.ringcentral.com${EXPORTS}?page=2` } },
					paging: { page: 1, perPage: 250 },
				},
			],
			[
				`https://platform.ringcentral.com${EXPORTS}?page=2`,
				{
					tasks: [records.dataExport('7-2b1d', 'Accepted')],
					navigation: {},
					paging: { page: 2, perPage: 250 },
				},
			],
		],
		ids: ['7-2b1f', '7-2b1e', '7-2b1d'],
		query: {},
		largestPage: 250,
		perPageForTwo: 2,
		filters: [{ given: { status: 'InProgress' }, query: { status: 'InProgress' } }],
	},
	task: [
		ofMessageStore,
		ofTeamMessaging,
		{
			...ofMessageStore,
			what: 'of the faxes of the last days',
			given: { exportOf: 'messageStore', messageTypes: ['Fax'] },
			start: {
				...ofMessageStore.start,
				body: { ...usualMonth, messageTypes: ['Fax'] },
			},
		},
	],
	content: {
		given: { exportOf: 'teamMessaging', taskId: byId('7-2b1f') },
		record: records.dataExport('7-2b1f', 'Completed'),
		summary: { ...exportSummary, fileCount: 2 },
		files: [dataset(1), dataset(2)],
		accepts: ['application/zip', 'application/x-zip-compressed'],
		refuses: ['text/html', 'audio/mpeg'],
	},
};
