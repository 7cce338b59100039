import { checkAccount, checkAdministrator, checkPermission } from './access';
import { emptyAnswer, jsonAnswer, type Answer } from './answers';
import { contentAnswer } from './content';
import { invalidParameter, missingPermission, notFound } from './errors';
import type { Recording } from './records';
import { ACCOUNT_PATH, userOf, type Exchange, type Operation, type State } from './state';

const PERMISSION = 'ReadCallRecording';

/**
 * A recording is not there until some time after its call, and the log keeps mentioning it when it is gone.
 * @see https://developers.ringcentral.com/guide/voice/call-log/recordings
 */
function findRecording(state: State, exchange: Exchange): Recording {
	checkAccount(state, exchange);
	checkPermission(exchange, PERMISSION);
	const id = exchange.param('recordingId');
	const recording = state.world.recordings().find((held) => held.id === id);
	if (!recording || recording.deleted || state.now() < recording.readyAt) throw notFound('callRecordingId');
	const user = userOf(exchange);
	// Recordings have no path below an extension; a user reaches those of own calls only.
	const own = state.world.callsOf(recording).some((call) => call.extensionId === user.id);
	if (!own && !user.admin) throw missingPermission(PERMISSION);
	return recording;
}

function readRecording(state: State, exchange: Exchange): Answer {
	const { id, contentType, durationSeconds } = findRecording(state, exchange);
	const path = `/restapi/v1.0/account/${state.world.account.id}/recording/${id}`;
	const contentUri = `${state.urls.media}${path}/content`;
	return jsonAnswer(200, { id, contentUri, contentType, duration: durationSeconds });
}

function giveRecording(state: State, exchange: Exchange): Answer {
	const recording = findRecording(state, exchange);
	const { id, content, contentType } = recording;
	const [call] = state.world.callsOf(recording);
	const modifiedAt = Math.max(recording.readyAt, call?.startedAt ?? 0);
	return contentAnswer(exchange, { content, contentType, modifiedAt, name: id }, exchange.faults);
}

/** Deletes the files; the call log goes on mentioning them. */
function deleteRecordings(state: State, exchange: Exchange): Answer {
	checkAdministrator(state, exchange, 'EditCompanyCallRecordings');
	const { body } = exchange.request;
	const ids: unknown = typeof body === 'object' && body ? Reflect.get(body, 'records') : undefined;
	if (!Array.isArray(ids) || ids.length < 1 || ids.length > 100) {
		throw invalidParameter('records', JSON.stringify(ids));
	}
	const found = ids.map((id) => state.world.recordings().find((held) => held.id === id && !held.deleted));
	for (const recording of found) {
		if (!recording) throw notFound('records');
		recording.deleted = true;
	}
	return emptyAnswer(204);
}

export function recordingOperations(state: State): Operation[] {
	const path = `${ACCOUNT_PATH}/recording/:recordingId`;
	const shared = { method: 'GET', group: 'Heavy', scope: PERMISSION } as const;
	return [
		{
			method: 'DELETE',
			host: 'api',
			group: 'Heavy',
			scope: 'EditCallLog',
			path: `${ACCOUNT_PATH}/call-recordings`,
			handle: (exchange) => deleteRecordings(state, exchange),
		},
		{ ...shared, host: 'api', path, handle: (exchange) => readRecording(state, exchange) },
		{
			...shared,
			host: 'media',
			path: `${path}/content`,
			handle: (exchange) => giveRecording(state, exchange),
		},
	];
}
