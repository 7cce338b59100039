import { asError, MediaError } from '../errors';
import { asRecord, textAt } from '../read';
import { choice, withFields } from './fields';
import type { Edit, JointEdit, MediaItem, Reach, Removal } from './kind';
import {
	locateMessage,
	messageFields,
	otherType,
	readMessage,
	readRecord,
	type MessageFacts,
} from './messageStore';
import { unlessGone } from './unlessGone';

/**
 * Marks a message as read or unread.
 * @see https://developers.ringcentral.com/api-reference/Message-Store/updateMessage
 */
export function messageEdit(facts: MessageFacts): Edit {
	const fields = { ...messageFields(facts), readStatus: readStatusField };
	return {
		purpose: `Mark a ${facts.noun} as read or unread`,
		apply: withFields(fields, async ({ readStatus, ...values }, reach: Reach) => {
			const message = locateMessage(values, facts);
			await readRecord(message, facts, reach);
			return readMessage(asRecord(await reach.api.put(message.path, { readStatus })), facts);
		}),
		together: withFields(fields, ({ readStatus, ...values }): JointEdit => {
			const { id, path } = locateMessage(values, facts);
			const store = path.slice(0, path.lastIndexOf('/'));
			return {
				id,
				group: `${store} ${readStatus}`,
				most: MOST_IN_PATH,
				applyAll: (ids, reach) => markAll(ids, store, readStatus, facts, reach),
			};
		}),
	};
}

const readStatusField = choice({
	label: 'Mark As',
	default: 'Read',
	choices: [
		{ value: 'Read', label: 'Read' },
		{ value: 'Unread', label: 'Unread' },
	],
});

/** Ids that the service takes in one path. */
const MOST_IN_PATH = 50;

/** Looks at all of them first: one of another kind is left as it is. */
async function markAll(
	ids: readonly string[],
	store: string,
	readStatus: string,
	facts: MessageFacts,
	{ api }: Reach,
): Promise<Map<string, MediaItem | Error>> {
	const outcomes = new Map<string, MediaItem | Error>();
	const found = await api.bulk(
		'GET',
		store,
		ids.map((id) => ({ id })),
	);
	const fitting: string[] = [];
	for (const [id, record] of found) {
		const failure = record instanceof MediaError ? record : otherType(id, record, facts);
		if (failure) outcomes.set(id, failure);
		else fitting.push(id);
	}
	if (fitting.length === 0) return outcomes;
	const changes = fitting.map((id) => ({ id, body: { readStatus } }));
	for (const [id, record] of await api.bulk('PUT', store, changes)) {
		outcomes.set(id, record instanceof MediaError ? record : readMessage(record, facts));
	}
	return outcomes;
}

/**
 * Deletes a message. What is in the trash already is looked at first: a second call would purge it.
 * @see https://developers.ringcentral.com/api-reference/Message-Store/deleteMessage
 */
export const messageRemoval = (facts: MessageFacts): Removal => ({
	purpose: `Move a ${facts.noun} to the trash, or delete it for good`,
	apply: withFields(
		{
			...messageFields(facts),
			deleteMode: choice({
				label: 'Delete Mode',
				default: 'trash',
				choices: [
					{
						value: 'trash',
						label: 'Move to Trash',
						description: 'RingCentral deletes it for good after some days',
					},
					{ value: 'purge', label: 'Delete Permanently' },
				],
			}),
		},
		async ({ deleteMode, ...values }, reach) => {
			const message = locateMessage(values, facts);
			const { id, path } = message;
			const found = await unlessGone(readRecord(message, facts, reach));
			const availability = textAt(found?.came, 'availability') ?? 'Alive';
			const done = deleteMode === 'trash' ? ['Deleted', 'Purged'] : ['Purged'];
			if (!found || done.includes(availability)) return { id, wasGone: true };
			const work = deleteMode === 'trash' ? trash(path, reach) : reach.api.delete(path, { purge: true });
			return { id, wasGone: (await unlessGone(work)) === undefined };
		},
	),
});

/** When nobody said what became of it, the message itself does. */
async function trash(path: string, { api }: Reach): Promise<unknown> {
	let failure: Error;
	try {
		return await api.deleteOnce(path);
	} catch (cause) {
		failure = asError(cause);
	}
	if (!(failure instanceof MediaError) || failure.code !== 'unknownOutcome') throw failure;
	const availability = textAt(await api.get(path), 'availability');
	if (availability !== 'Deleted' && availability !== 'Purged') throw failure;
	return undefined;
}
