import type { KindExample } from './examples';
import { byId, byUrl } from './fakes';
import * as records from './records';

const meetings = [
	records.meeting('m-1', 'Weekly'),
	records.meeting('m-2', 'Review'),
	records.meeting('m-3', 'Planning'),
];
const page = (recordings: readonly unknown[], nextPageToken?: string) => ({
	recordings,
	paging: { currentPageToken: 'token-1', ...(nextPageToken !== undefined && { nextPageToken }) },
});
const MEETINGS = '/rcvideo/v1/account/~/recordings';
const videoOf = (id: string): string =>
	`https://media.ringcentral.com/rcvideo/v1/recordings/${id}/content?sign=secret`;

export const meetingRecording: KindExample = {
	listing: {
		answers: [
			[MEETINGS, page(meetings.slice(0, 2), 'token-2')],
			[MEETINGS, page([], 'token-3')],
			[MEETINGS, page(meetings.slice(2))],
		],
		nextTokens: ['token-2', 'token-3'],
		ids: ['m-1', 'm-2', 'm-3'],
		query: {},
		largestPage: 100,
		perPageForTwo: 2,
		filters: [],
	},
	content: {
		given: { meetingRecordingId: byId('m-2') },
		record: page(meetings),
		summary: {
			id: 'm-2',
			resource: 'meetingRecording',
			title: 'Review',
			host: 'Anna Meyer',
			startTime: '2026-09-14T08:00:00.000Z',
			duration: 1_805,
			expiresIn: '2027-09-14T08:00:00.000Z',
			contentUri: videoOf('m-2'),
		},
		files: [{ uri: videoOf('m-2') }],
		more: [
			{
				input: {},
				given: { meetingRecordingId: byUrl(videoOf('m-3')) },
				files: [{ uri: videoOf('m-3') }],
			},
		],
		accepts: ['video/mp4', 'audio/m4a'],
		refuses: ['text/html', 'application/zip'],
	},
};

const SIGNED = 'https://glip-vault-1.s3.amazonaws.com/web/1/plan.png?Expires=1789&Signature=secret';

export const teamFile: KindExample = {
	content: {
		given: { filesOf: 'post', chatId: '26558070790', postId: '5403893710852' },
		record: records.post,
		summary: {
			id: '5403893710852',
			resource: 'teamFile',
			chatId: '26558070790',
			creatorId: '62264425008',
			creationTime: '2026-09-14T11:00:00.000Z',
			text: 'Both drafts',
		},
		files: [
			{ uri: 'https://dl.mvp.ringcentral.com/file/40001', fileName: 'draft.pdf' },
			{ uri: 'https://dl.mvp.ringcentral.com/file/40003', fileName: 'plan.png' },
		],
		more: [
			{
				input: { id: '40003', contentUri: SIGNED, name: 'plan.png' },
				given: { filesOf: 'url', contentUri: SIGNED },
				files: [{ uri: SIGNED, fileName: 'plan.png' }],
			},
			{
				input: { id: '40003', contentUri: SIGNED, name: 'plan.png' },
				given: { filesOf: 'url', contentUri: 'https://dl.mvp.ringcentral.com/file/40001' },
				files: [{ uri: 'https://dl.mvp.ringcentral.com/file/40001' }],
			},
		],
		accepts: ['application/pdf', 'image/png', 'text/plain', 'video/mp4'],
		refuses: ['application/json; charset=utf-8'],
	},
};
