import { jsonAnswer, type Answer } from '../answers';
import { invalidParameter } from '../errors';
import type { Exchange, Operation, State } from '../state';
import { bodyOf, describeFile } from './form';

const MAX_BODY_BYTES = 30 * 1024 * 1024;

/** The body is the file itself. */
function createFile(state: State, exchange: Exchange): Answer {
	const name = exchange.query.get('name') ?? '';
	const groupId = exchange.query.get('groupId') ?? '';
	if (!/^\d+$/.test(groupId)) throw invalidParameter('groupId', groupId);
	const bytes = bodyOf(exchange, MAX_BODY_BYTES);
	if (name === '' || bytes.length === 0) throw invalidParameter('name', name);
	const id = String(state.world.nextId());
	const contentType = exchange.request.headers['content-type'] ?? '';
	state.world.sent.push({
		channel: 'teamFile',
		at: state.now(),
		envelope: { groupId, name },
		files: [describeFile(name, contentType, bytes)],
		id,
	});
	return jsonAnswer(200, [{ id, contentUri: `${state.urls.media}/file/${id}`, name }]);
}

export const teamFileOperations = (state: State): Operation[] => [
	{
		method: 'POST',
		host: 'api',
		group: 'Heavy',
		scope: 'TeamMessaging',
		path: '/team-messaging/v1/files',
		handle: (exchange) => createFile(state, exchange),
	},
];
