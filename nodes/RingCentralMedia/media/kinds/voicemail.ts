import { recordsAt, textAt, valueAt } from '../../read';
import { dateFields } from '../dateRange';
import { extensionField } from '../extension';
import { group, toggle, withFields } from '../fields';
import { phoneNumberField, readStatusField } from '../filterFields';
import type { Kind, MediaItem, Reach } from '../kind';
import { listMessages, messageLookup, readMessage, stillMade, type MessageFacts } from '../messageStore';
import { messageEdit, messageRemoval } from '../messageChanges';

const facts: MessageFacts = {
	resource: 'voicemail',
	label: 'Voicemail',
	noun: 'voicemail',
	messageType: 'VoiceMail',
	isMedia: (type) => type === 'AudioRecording',
	extras: (record) => ({
		vmDuration: valueAt(
			recordsAt(record, 'attachments').find((attachment) => attachment['type'] === 'AudioRecording'),
			'vmDuration',
		),
		vmTranscriptionStatus: record['vmTranscriptionStatus'],
	}),
};

/** The statuses of a text that may still grow. */
const WRITING = ['InProgress', 'CompletedPartially'];

const transcriptField = {
	includeTranscript: toggle({
		label: 'Include Transcript',
		description: 'Whether to add the text of the voicemail to the output, where RingCentral wrote it down',
		default: false,
	}),
};

const find = messageLookup(facts);

export const voicemail: Kind = {
	key: facts.resource,
	label: facts.label,
	noun: facts.noun,
	nouns: 'voicemails',
	lookup: find,
	listing: withFields(
		{
			extension: extensionField,
			filters: group({
				label: 'Filters',
				button: 'Add Filter',
				fields: { ...dateFields, phoneNumber: phoneNumberField, readStatus: readStatusField },
			}),
		},
		({ extension, filters }, reach, { limit }) => listMessages(facts, extension, filters, limit, reach),
	),
	news: {
		label: 'New Voicemail',
		source: { list: 'messageStore', messageType: facts.messageType },
		read: (record) => [readMessage(record, facts)],
		notReady: ({ files, record }, { transcriptMs }) => {
			if (files.length === 0) return stillMade('The audio is not there yet');
			const isWritten = textAt(record, 'vmTranscriptionStatus') !== 'InProgress';
			return isWritten || transcriptMs === 0
				? undefined
				: { reason: 'The transcript is still being written', patienceMs: transcriptMs };
		},
		beside: readTranscript,
	},
	edit: messageEdit(facts),
	removal: messageRemoval(facts),
	content: {
		find,
		accepts: (contentType) => /^(audio|application\/octet-stream)\b/.test(contentType),
		unfinished: withFields(
			transcriptField,
			({ includeTranscript }, { record }) =>
				includeTranscript && WRITING.includes(textAt(record, 'vmTranscriptionStatus') ?? ''),
		),
		beside: withFields(transcriptField, async ({ includeTranscript }, item, reach) =>
			includeTranscript ? await readTranscript(item, reach) : {},
		),
	},
};

/** Only about the first minute is written down; `CompletedPartially` may still grow. */
async function readTranscript({ record }: MediaItem, reach: Reach): Promise<Record<string, unknown>> {
	const attachment = recordsAt(record, 'attachments').find(({ type }) => type === 'AudioTranscription');
	const uri = textAt(attachment, 'uri');
	return {
		transcript: uri === undefined ? null : await reach.readText(uri),
		vmTranscriptionStatus: textAt(record, 'vmTranscriptionStatus') ?? 'NotAvailable',
	};
}
