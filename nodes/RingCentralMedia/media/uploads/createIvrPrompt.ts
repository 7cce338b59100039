import { asRecord, textAt, withoutUndefined } from '../../read';
import { jsonPart, multipart } from '../../transfer/multipart';
import { text, withFields } from '../fields';
import type { Reach } from '../kind';
import type { Creation } from '../upload';
import { channels } from '../uploadRules';

/**
 * Makes a prompt for menus of a sound file.
 * @see https://developers.ringcentral.com/api-reference/IVR-Prompts/createIVRPrompt
 */
export const createIvrPrompt: Creation = {
	channel: channels.ivrPrompt,
	compose: withFields(
		{
			promptName: text({
				label: 'Prompt Name',
				description: 'What the list of prompts calls it. Without one, the name of the file.',
				placeholder: 'e.g. Opening hours',
				default: '',
			}),
		},
		({ promptName }, reach: Reach) =>
			Promise.resolve({
				request: (files) => ({
					path: '/restapi/v1.0/account/~/ivr-prompts',
					payload: multipart(
						[
							jsonPart(promptName === '' ? {} : { name: promptName }),
							...files.map((file) => ({ name: 'attachment', ...file })),
						],
						reach.boundary(),
					),
				}),
			}),
	),
	read: (answer) => {
		const record = asRecord(answer);
		return withoutUndefined({
			id: textAt(record, 'id'),
			resource: 'ivrPrompt',
			filename: textAt(record, 'filename'),
			contentType: textAt(record, 'contentType'),
			contentUri: textAt(record, 'contentUri'),
		});
	},
};
