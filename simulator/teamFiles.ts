import { jsonAnswer, type Answer } from './answers';
import { apiError, notFound } from './errors';
import type { PostedFile } from './library';
import { userOf, type Exchange, type Operation, type State } from './state';
import { fileAnswer } from './storedFiles';

/** By another name the machine is another host, which gets no token. */
const otherHost = (address: string): string => address.replace('127.0.0.1', 'localhost');

const addressOf = ({ urls }: State, { id, signed }: PostedFile): string =>
	signed ? `${otherHost(urls.media)}/signed/${id}?Signature=simulated` : `${urls.media}/file/${id}`;

function readPost(state: State, exchange: Exchange): Answer {
	const { library } = state.world;
	const post = library.posts.find(
		({ id, chatId }) => id === exchange.param('postId') && chatId === exchange.param('chatId'),
	);
	if (!post) throw notFound('postId');
	const time = new Date(post.createdAt).toISOString();
	return jsonAnswer(200, {
		id: post.id,
		groupId: post.chatId,
		type: 'TextMessage',
		text: post.text,
		creatorId: String(userOf(exchange).id),
		creationTime: time,
		lastModifiedTime: time,
		attachments: [
			{ id: '1', type: 'Note', title: 'A note' },
			...post.files.map((file) => ({
				id: file.id,
				type: 'File',
				contentUri: addressOf(state, file),
				name: file.name,
			})),
		],
	});
}

function giveFile(state: State, exchange: Exchange): Answer {
	const id = exchange.param('fileId');
	const found = state.world.library.posts.flatMap(({ files }) => files).find((file) => file.id === id);
	return fileAnswer(exchange, found?.file, id);
}

/** Such a host refuses a second proof of who asks, and a link that was cut short. */
function giveSigned(state: State, exchange: Exchange): Answer {
	if (exchange.request.headers.authorization !== undefined) {
		throw apiError(400, 'InvalidArgument', 'Only one auth mechanism allowed');
	}
	if (!exchange.query.has('Signature')) throw apiError(403, 'AccessDenied', 'Request has expired');
	return giveFile(state, exchange);
}

export function teamFileOperations(state: State): Operation[] {
	const shared = { method: 'GET', group: 'Medium' } as const;
	return [
		{
			...shared,
			host: 'api',
			scope: 'TeamMessaging',
			path: '/team-messaging/v1/chats/:chatId/posts/:postId',
			handle: (exchange) => readPost(state, exchange),
		},
		{
			...shared,
			host: 'media',
			scope: 'TeamMessaging',
			path: '/file/:fileId',
			handle: (exchange) => giveFile(state, exchange),
		},
		{
			...shared,
			host: 'media',
			open: true,
			path: '/signed/:fileId',
			handle: (exchange) => giveSigned(state, exchange),
		},
	];
}
