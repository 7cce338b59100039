import { dateFields } from '../dateRange';
import { extensionField } from '../extension';
import { group, withFields } from '../fields';
import { directionField, phoneNumberField, readStatusField } from '../filterFields';
import type { Kind } from '../kind';
import { listMessages, messageLookup, readMessage, stillMade, type MessageFacts } from '../messageStore';
import { messageEdit, messageRemoval } from '../messageChanges';
import { resendFax, sendFax } from '../uploads/sendFax';

const facts: MessageFacts = {
	resource: 'fax',
	label: 'Fax',
	noun: 'fax',
	messageType: 'Fax',
	// The source documents of an outbound fax are in the rendered one, page by page.
	isMedia: (type) => type === 'RenderedDocument',
	extras: (record) => ({ messageStatus: record['messageStatus'], faxPageCount: record['faxPageCount'] }),
};

const find = messageLookup(facts);

export const fax: Kind = {
	key: facts.resource,
	label: facts.label,
	noun: facts.noun,
	nouns: 'faxes',
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
					phoneNumber: phoneNumberField,
					readStatus: readStatusField,
				},
			}),
		},
		({ extension, filters }, reach, { limit }) => listMessages(facts, extension, filters, limit, reach),
	),
	news: {
		label: 'New Fax',
		source: { list: 'messageStore', messageType: facts.messageType },
		read: (record) => [readMessage(record, facts)],
		notReady: ({ files, record }) =>
			files.length === 0 || record['faxPageCount'] === 0
				? stillMade('The fax is still being prepared')
				: undefined,
	},
	edit: messageEdit(facts),
	removal: messageRemoval(facts),
	content: {
		find,
		accepts: (contentType) => /^(application\/(pdf|octet-stream)|image\/)/.test(contentType),
	},
	send: sendFax(facts),
	resend: resendFax(facts),
};
