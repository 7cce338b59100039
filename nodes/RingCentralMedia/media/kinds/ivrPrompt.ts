import { badInput } from '../../errors';
import { asRecord, textAt, withoutUndefined } from '../../read';
import { listRecords } from '../../ringcentral/paging';
import { ACCOUNT, acceptsAudio } from '../account';
import { locator, text, withFields, type Located } from '../fields';
import type { Kind, MediaItem, Reach } from '../kind';
import { unlessGone } from '../unlessGone';

const PROMPTS = `${ACCOUNT}/ivr-prompts`;

const promptFields = {
	promptId: locator({
		label: 'Prompt',
		search: 'records',
		default: { value: '' },
		idPlaceholder: 'e.g. 3520385004',
		urlPlaceholder: 'e.g. https://platform.ringcentral.com/restapi/v1.0/account/~/ivr-prompts/3520385004',
	}),
};

function readPrompt(record: Record<string, unknown>): MediaItem {
	const id = textAt(record, 'id') ?? '';
	const contentUri = textAt(record, 'contentUri');
	const fileName = textAt(record, 'filename');
	const contentType = textAt(record, 'contentType');
	return {
		id,
		record,
		summary: withoutUndefined({ id, resource: 'ivrPrompt', fileName, contentType, contentUri }),
		files: contentUri === undefined ? [] : [{ uri: contentUri, contentType, fileName }],
		title: fileName,
	};
}

function parsePromptId({ mode, value }: Located): string {
	const id = mode === 'url' ? /\/ivr-prompts\/(\d+)/.exec(value)?.[1] : /^\d+$/.exec(value)?.[0];
	if (id !== undefined) return id;
	throw badInput(`'Prompt' is not a prompt ID: ${value.slice(0, 100)}`, {
		hint: "Choose one from the list, or give the number in the prompt's id.",
	});
}

/** @see https://developers.ringcentral.com/api-reference/IVR/readIVRPrompt */
const find = withFields(promptFields, async ({ promptId }, { api }: Reach) =>
	readPrompt(asRecord(await api.get(`${PROMPTS}/${parsePromptId(promptId)}`))),
);
import { createIvrPrompt } from '../uploads/createIvrPrompt';

export const ivrPrompt: Kind = {
	key: 'ivrPrompt',
	label: 'IVR Prompt',
	noun: 'IVR prompt',
	nouns: 'IVR prompts',
	lookup: find,
	// The service takes no filter and no page size here.
	listing: withFields({}, async function* (_values, { api }) {
		for await (const record of listRecords(api, PROMPTS, {})) yield readPrompt(record);
	}),
	edit: {
		purpose: 'Rename an IVR prompt',
		apply: withFields(
			{
				...promptFields,
				name: text({
					label: 'New Name',
					description: 'What the prompt is called in the IVR editor',
					placeholder: 'e.g. Welcome 2027',
					default: '',
					isRequired: true,
				}),
			},
			async ({ promptId, name: filename }, { api }) =>
				readPrompt(asRecord(await api.put(`${PROMPTS}/${parsePromptId(promptId)}`, { filename }))),
		),
	},
	removal: {
		purpose: 'Delete an IVR prompt for good',
		apply: withFields(promptFields, async ({ promptId }, { api }) => {
			const id = parsePromptId(promptId);
			const done = await unlessGone(api.delete(`${PROMPTS}/${id}`));
			return { id, wasGone: done === undefined };
		}),
	},
	content: { find, accepts: acceptsAudio },
	create: createIvrPrompt,
};
