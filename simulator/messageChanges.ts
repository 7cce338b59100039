import { emptyAnswer, jsonAnswer, type Answer } from './answers';
import { extensionOfPath } from './access';
import { bulkAnswer } from './bulk';
import { invalidParameter } from './errors';
import { findMessage } from './messageStore';
import { viewMessage } from './messageView';
import { readFlag } from './query';
import type { Message } from './records';
import { EXTENSION_PATH, type Exchange, type Operation, type State } from './state';

const PERMISSION = 'EditMessages';

function updateMessage(state: State, exchange: Exchange): Answer {
	const ids = exchange.param('messageId').split(',');
	if (ids.length === 1) return jsonAnswer(200, mark(state, exchange, ids[0] ?? '', exchange.request.body));
	const changes = readChanges(exchange.request.body);
	const change = (id: string): object => mark(state, exchange, id, changes.get(id));
	return bulkAnswer(ids, exchange.request.headers.accept, change);
}

function mark(state: State, exchange: Exchange, id: string, body: unknown): object {
	const message = findMessage(state, exchange, PERMISSION, id);
	const readStatus: unknown = typeof body === 'object' && body ? Reflect.get(body, 'readStatus') : undefined;
	if (readStatus !== 'Read' && readStatus !== 'Unread') {
		throw invalidParameter('readStatus', String(readStatus));
	}
	message.readStatus = readStatus;
	message.modifiedAt = state.now();
	return viewMessage(state, message);
}

/** The entries of a bulk body, by the id of the message they are for. */
function readChanges(body: unknown): Map<string, unknown> {
	const entries = Array.isArray(body) ? (body as { resourceId?: string; body?: unknown }[]) : [];
	return new Map(entries.map((entry) => [entry.resourceId ?? '', entry.body]));
}

/** The first time into the trash, the second time for good. */
function remove(state: State, message: Message, purge: boolean): void {
	message.availability = purge || message.availability !== 'Alive' ? 'Purged' : 'Deleted';
	message.modifiedAt = state.now();
}

function deleteMessages(state: State, exchange: Exchange): Answer {
	const purge = readFlag(exchange.query, 'purge', false);
	for (const id of exchange.param('messageId').split(',')) {
		remove(state, findMessage(state, exchange, PERMISSION, id), purge);
	}
	return emptyAnswer(204);
}

/** Who names no message means them all. */
function deleteMailbox(state: State, exchange: Exchange): Answer {
	const extension = extensionOfPath(state, exchange, PERMISSION);
	const purge = readFlag(exchange.query, 'purge', false);
	for (const message of state.world.messages) {
		if (message.extensionId === extension.id) remove(state, message, purge);
	}
	return emptyAnswer(204);
}

export function messageChangeOperations(state: State): Operation[] {
	const path = `${EXTENSION_PATH}/message-store`;
	const shared = { host: 'api', group: 'Medium', scope: PERMISSION } as const;
	return [
		{
			...shared,
			method: 'PUT',
			path: `${path}/:messageId`,
			handle: (exchange) => updateMessage(state, exchange),
		},
		{
			...shared,
			method: 'DELETE',
			path: `${path}/:messageId`,
			handle: (exchange) => deleteMessages(state, exchange),
		},
		{ ...shared, method: 'DELETE', path, handle: (exchange) => deleteMailbox(state, exchange) },
		{
			...shared,
			method: 'DELETE',
			path: `${path}/`,
			handle: (exchange) => deleteMailbox(state, exchange),
		},
	];
}
