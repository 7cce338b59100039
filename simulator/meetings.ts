import { jsonAnswer, type Answer } from './answers';
import { invalidParameter, missingPermission } from './errors';
import type { Meeting } from './library';
import { readCount } from './paging';
import { userOf, type Exchange, type Operation, type State } from './state';
import { fileAnswer } from './storedFiles';

const YEAR_MS = 365 * 24 * 60 * 60_000;
const USUAL_PAGE = 30;

function viewMeeting(state: State, meeting: Meeting): object {
	const { id, displayName, extensionId, startedAt, durationSeconds } = meeting;
	const path = `/rcvideo/v1/recordings/${id}`;
	return {
		id,
		shortId: id.replace(/\D/g, '').slice(-9),
		startTime: new Date(startedAt).toISOString(),
		displayName,
		hostInfo: {
			accountId: String(state.world.account.id),
			extensionId: String(extensionId),
			displayName: state.world.extension(extensionId)?.name ?? '',
		},
		duration: durationSeconds,
		mediaLink: `${state.urls.api}${path}`,
		url: `${state.urls.media}${path}/content?sign=simulated`,
		expiresIn: new Date(startedAt + YEAR_MS).toISOString(),
	};
}

/** Newest first, in pages that name the next one by a token. */
function listMeetings(state: State, exchange: Exchange, extensionId: number | undefined): Answer {
	const user = userOf(exchange);
	if (extensionId !== user.id && !user.admin) throw missingPermission('MeetingRecordings');
	const token = exchange.query.get('pageToken') ?? 'from-0';
	const start = Number(/^from-(\d+)$/.exec(token)?.[1]);
	if (Number.isNaN(start)) throw invalidParameter('pageToken', token);
	const end = start + readCount(exchange.query, 'perPage', USUAL_PAGE);
	const found = state.world.library.meetings
		.filter((meeting) => extensionId === undefined || meeting.extensionId === extensionId)
		.sort((one, other) => other.startedAt - one.startedAt);
	return jsonAnswer(200, {
		recordings: found.slice(start, end).map((meeting) => viewMeeting(state, meeting)),
		paging: { currentPageToken: token, ...(end < found.length && { nextPageToken: `from-${end}` }) },
	});
}

function hostOf(exchange: Exchange): number {
	const id = exchange.param('extensionId');
	return id === '~' ? userOf(exchange).id : Number(id);
}

export function meetingOperations(state: State): Operation[] {
	const shared = { method: 'GET', host: 'api', group: 'Light', scope: 'Video' } as const;
	const account = '/rcvideo/v1/account/:accountId';
	return [
		{
			...shared,
			path: `${account}/recordings`,
			handle: (exchange) => listMeetings(state, exchange, undefined),
		},
		{
			...shared,
			path: `${account}/extension/:extensionId/recordings`,
			handle: (exchange) => listMeetings(state, exchange, hostOf(exchange)),
		},
		{
			...shared,
			host: 'media',
			path: '/rcvideo/v1/recordings/:recordingId/content',
			handle: (exchange) => {
				const id = exchange.param('recordingId');
				const found = state.world.library.meetings.find((meeting) => meeting.id === id);
				return fileAnswer(exchange, found?.file, id);
			},
		},
	];
}
