import { recordsAt } from '../../read';
import { dateFields } from '../dateRange';
import { extensionField } from '../extension';
import { group, toggle, withFields, type Located } from '../fields';
import { directionField, phoneNumberField, readStatusField } from '../filterFields';
import type { Kind, MediaItem, Reach } from '../kind';
import {
	listMessages,
	messageLookup,
	readMessage,
	type MessageFacts,
	type MessageFilters,
} from '../messageStore';
import { messageEdit, messageRemoval } from '../messageChanges';
import { sendMessage } from '../uploads/sendMessage';
import { LARGEST_PAGE } from '../../ringcentral/paging';

const facts: MessageFacts = {
	resource: 'message',
	label: 'Message',
	noun: 'message',
	// MMS have no type of their own.
	messageType: 'SMS',
	isMedia: (type) => type === 'MmsAttachment',
	extras: (record) => ({
		subject: record['subject'],
		fileCount: recordsAt(record, 'attachments').filter(({ type }) => type === 'MmsAttachment').length,
	}),
};

const find = messageLookup(facts);

interface Filters extends MessageFilters {
	includeWithoutMedia?: boolean;
}

/** Messages without media are most, and the service has no filter for them. */
async function* listWithMedia(extension: Located, filters: Filters, limit: number, reach: Reach) {
	const isWanted = ({ files }: MediaItem): boolean =>
		filters.includeWithoutMedia === true || files.length > 0;
	const pageSize = filters.includeWithoutMedia ? limit : LARGEST_PAGE;
	for await (const item of listMessages(facts, extension, filters, pageSize, reach)) {
		if (isWanted(item)) yield item;
	}
}

export const message: Kind = {
	key: facts.resource,
	label: facts.label,
	noun: 'message',
	nouns: 'messages',
	lookup: find,
	listing: withFields(
		{
			extension: extensionField,
			filters: group({
				label: 'Filters',
				button: 'Add Filter',
				fields: {
					...dateFields,
					direction: directionField,
					includeWithoutMedia: toggle({
						label: 'Include Messages Without Media',
						description: 'Whether to list text messages that have no file, too',
						default: true,
					}),
					phoneNumber: phoneNumberField,
					readStatus: readStatusField,
				},
			}),
		},
		({ extension, filters }, reach, { limit }) => listWithMedia(extension, filters, limit, reach),
	),
	news: {
		label: 'New MMS Attachment',
		source: { list: 'messageStore', messageType: facts.messageType },
		// Text messages are of the same type; without a file they are no news.
		read: (record) => [readMessage(record, facts)].filter(({ files }) => files.length > 0),
		notReady: () => undefined,
	},
	edit: messageEdit(facts),
	removal: messageRemoval(facts),
	content: {
		find,
		// Any type may come with a message, but no kind of message carries JSON.
		accepts: (contentType) => !contentType.startsWith('application/json'),
		hasSeveralFiles: true,
	},
	send: sendMessage(facts),
};
