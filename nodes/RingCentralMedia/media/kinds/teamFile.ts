import { badInput } from '../../errors';
import { asRecord, recordsAt, textAt, withoutUndefined } from '../../read';
import { choice, text, withFields } from '../fields';
import type { ContentFile, Kind, MediaItem, Reach } from '../kind';

/** A file by its address. What the item says of a file holds for this one only if it names the same address. */
function fileAt(contentUri: string, { contentUrl, input }: Reach): MediaItem {
	const uri = contentUrl(contentUri).href;
	const isOfItem = textAt(input, 'contentUri') === contentUri;
	const id = (isOfItem ? textAt(input, 'id') : undefined) ?? '';
	const fileName = isOfItem ? textAt(input, 'name') : undefined;
	// Pre-signed links have their secret in the query.
	const summary = withoutUndefined({ id: id || undefined, resource: 'teamFile', name: fileName });
	return { id, record: summary, summary, files: [{ uri, fileName }] };
}

/**
 * The files of a post.
 * @see https://developers.ringcentral.com/api-reference/Posts/readGlipPostNew
 */
async function filesOfPost(chatId: string, postId: string, { api }: Reach): Promise<MediaItem> {
	for (const [label, id] of [
		['Chat ID', chatId],
		['Post ID', postId],
	] as const) {
		if (/^\d+$/.test(id)) continue;
		throw badInput(`'${label}' is not a number: ${id.slice(0, 100)}`, {
			hint: 'Give the id as an earlier node returned it.',
		});
	}
	const record = asRecord(await api.get(`/team-messaging/v1/chats/${chatId}/posts/${postId}`));
	const files = recordsAt(record, 'attachments')
		.filter(({ type }) => type === 'File')
		.map(readFile)
		.filter((file) => file !== undefined);
	const createdAt = textAt(record, 'creationTime');
	const summary = withoutUndefined({
		id: postId,
		resource: 'teamFile',
		chatId,
		creatorId: textAt(record, 'creatorId'),
		creationTime: createdAt,
		text: textAt(record, 'text'),
	});
	return { id: postId, record, summary, files, createdAt };
}

function readFile(attachment: Record<string, unknown>): ContentFile | undefined {
	const uri = textAt(attachment, 'contentUri');
	return uri === undefined ? undefined : { uri, fileName: textAt(attachment, 'name') };
}

const whenPost = { showWhen: { filesOf: ['post'] } };
import { createTeamFile } from '../uploads/createTeamFile';

export const teamFile: Kind = {
	key: 'teamFile',
	label: 'Team File',
	noun: 'team file',
	nouns: 'team files',
	content: {
		find: withFields(
			{
				filesOf: choice({
					label: 'Files Of',
					default: 'url',
					choices: [
						{ value: 'url', label: 'URL', description: 'One file by its address' },
						{ value: 'post', label: 'Post', description: 'All files of a post in a chat' },
					],
				}),
				contentUri: text({
					label: 'File URL',
					description: "Where the file is, as an attachment of a post tells it in 'contentUri'",
					placeholder: 'e.g. https://dl.mvp.ringcentral.com/file/1234567890',
					default: '={{ $json.contentUri }}',
					isRequired: true,
					showWhen: { filesOf: ['url'] },
				}),
				chatId: text({
					label: 'Chat ID',
					description: 'The chat, team or conversation that the post is in',
					placeholder: 'e.g. 26558070790',
					default: '',
					...whenPost,
				}),
				postId: text({
					label: 'Post ID',
					description: 'The post that the files are attached to',
					placeholder: 'e.g. 5403893710852',
					default: '',
					...whenPost,
				}),
			},
			async ({ filesOf, contentUri, chatId, postId }, reach) =>
				filesOf === 'post' ? await filesOfPost(chatId, postId, reach) : fileAt(contentUri, reach),
		),
		accepts: (contentType) => !contentType.startsWith('application/json'),
		hasSeveralFiles: true,
	},
	create: createTeamFile,
};
