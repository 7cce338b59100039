import { badInput, unexpected } from '../../errors';
import { textAt, withoutUndefined } from '../../read';
import { text, withFields } from '../fields';
import type { Creation } from '../upload';
import { channels } from '../uploadRules';

/**
 * Posts a file into a chat of RingCentral's team messaging. Its body is the file and nothing else.
 * @see https://developers.ringcentral.com/api-reference/Team-Messaging-Files/createGlipFileNew
 */
export const createTeamFile: Creation = {
	channel: channels.teamFile,
	compose: withFields(
		{
			chatId: text({
				label: 'Chat ID',
				description: 'The chat or team to post it into. The number stands in the address of the chat.',
				placeholder: 'e.g. 1492369414',
				default: '',
				isRequired: true,
			}),
		},
		({ chatId }) => {
			if (!/^\d+$/.test(chatId)) {
				throw badInput(`'Chat ID' is not the ID of a chat: ${chatId.slice(0, 100)}`, {
					hint: 'It is a number, as in the address of the chat in the RingCentral app.',
				});
			}
			return Promise.resolve({
				request: ([file]) => {
					if (!file) throw unexpected('There is no file to send');
					const { fileName, ...payload } = file;
					return {
						path: '/team-messaging/v1/files',
						query: { groupId: chatId, name: fileName },
						payload,
					};
				},
			});
		},
	),
	// One file was sent, so the list that comes back has one.
	read: (answer) => {
		const record: unknown = Array.isArray(answer) ? answer[0] : answer;
		return withoutUndefined({
			id: textAt(record, 'id'),
			resource: 'teamFile',
			name: textAt(record, 'name'),
			contentUri: textAt(record, 'contentUri'),
		});
	},
};
