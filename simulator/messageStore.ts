import { extensionOfPath } from './access';
import { jsonAnswer, type Answer } from './answers';
import { bulkAnswer } from './bulk';
import { contentAnswer } from './content';
import { invalidParameter, notFound, stillRendering } from './errors';
import { isListed, storePath, viewMessage } from './messageView';
import { pageOf } from './paging';
import { allows, digitsOf, readChoices, readFlag, readWindow, withUsualStart } from './query';
import type { Extension, Message } from './records';
import { EXTENSION_PATH, type Exchange, type Operation, type State } from './state';

const AVAILABILITIES = ['Alive', 'Deleted', 'Purged'] as const;
const DIRECTIONS = ['Inbound', 'Outbound'] as const;
const MESSAGE_TYPES = ['Fax', 'SMS', 'VoiceMail', 'Pager'] as const;
const READ_STATUSES = ['Read', 'Unread'] as const;
const PERMISSION = 'ReadMessages';

/** The messages a query asks for, newest first. */
function findMessages(state: State, extension: Extension, query: URLSearchParams): Message[] {
	const availability = readChoices(query, 'availability', AVAILABILITIES);
	const direction = readChoices(query, 'direction', DIRECTIONS);
	const types = readChoices(query, 'messageType', MESSAGE_TYPES);
	const readStatus = readChoices(query, 'readStatus', READ_STATUSES);
	const { fromAt, toAt } = readWindow(query, state.now());
	const number = digitsOf(query.get('phoneNumber') ?? undefined);
	const conversation = query.get('conversationId');
	const found = state.world.messages
		.filter((message) => message.extensionId === extension.id && message.visibleAt <= state.now())
		.filter((message) => message.createdAt >= fromAt && message.createdAt <= toAt)
		.filter((message) => allows(availability.length > 0 ? availability : ['Alive'], message.availability))
		.filter((message) => allows(direction, message.direction) && allows(types, message.type))
		.filter((message) => allows(readStatus, message.readStatus))
		.filter((message) => conversation === null || String(message.conversationId) === conversation)
		.filter((message) => {
			const parties = [message.from, ...message.to];
			return number === '' || parties.some((party) => digitsOf(party.phoneNumber) === number);
		})
		.sort((one, other) => other.createdAt - one.createdAt || other.id - one.id);
	return readFlag(query, 'distinctConversations', false) ? latestOfConversations(found) : found;
}

function latestOfConversations(newestFirst: Message[]): Message[] {
	const seen = new Set<string>();
	return newestFirst.filter((message) => {
		const key = String(message.conversationId ?? message.id);
		return !seen.has(key) && seen.add(key);
	});
}

function listMessages(state: State, exchange: Exchange): Answer {
	const extension = extensionOfPath(state, exchange, PERMISSION);
	const uri = `${state.urls.api}${storePath(state, extension.id)}`;
	const query = withUsualStart(exchange.query, state.now());
	const page = pageOf(findMessages(state, extension, exchange.query), uri, query);
	return jsonAnswer(200, {
		uri: `${uri}?${query.toString()}`,
		...page,
		records: page.records.map((message) => viewMessage(state, message)),
	});
}

/** The message of the path, or another one of the same mailbox. */
export function findMessage(
	state: State,
	exchange: Exchange,
	permission: string,
	id = exchange.param('messageId'),
): Message {
	const extension = extensionOfPath(state, exchange, permission);
	if (!/^\d+$/.test(id)) throw invalidParameter('messageId', id);
	const message = state.world.messages.find(
		(held) => String(held.id) === id && held.extensionId === extension.id && held.visibleAt <= state.now(),
	);
	if (!message) throw notFound('messageId');
	return message;
}

function readMessage(state: State, exchange: Exchange): Answer {
	const ids = exchange.param('messageId').split(',');
	const read = (id: string): object => viewMessage(state, findMessage(state, exchange, PERMISSION, id));
	if (ids.length > 1) return bulkAnswer(ids, exchange.request.headers.accept, read);
	return jsonAnswer(200, read(ids[0] ?? ''));
}

function giveContent(state: State, exchange: Exchange): Answer {
	const message = findMessage(state, exchange, PERMISSION);
	const now = state.now();
	const id = exchange.param('attachmentId');
	const attachment = message.attachments.find((held) => String(held.id) === id && isListed(held, now));
	if (!attachment || message.availability === 'Purged') throw notFound('attachmentId');
	if (now < attachment.readyAt) throw stillRendering();
	const { content, contentType } = attachment;
	const file = { content, contentType, modifiedAt: message.createdAt, name: id };
	return contentAnswer(exchange, file, exchange.faults);
}

export function messageStoreOperations(state: State): Operation[] {
	const path = `${EXTENSION_PATH}/message-store`;
	const shared = { method: 'GET', scope: PERMISSION } as const;
	const light = { ...shared, host: 'api', group: 'Light' } as const;
	return [
		{ ...light, path, handle: (exchange) => listMessages(state, exchange) },
		{
			...light,
			path: `${path}/:messageId`,
			handle: (exchange) => readMessage(state, exchange),
		},
		{
			...shared,
			host: 'media',
			group: 'Medium',
			path: `${path}/:messageId/content/:attachmentId`,
			handle: (exchange) => giveContent(state, exchange),
		},
	];
}
