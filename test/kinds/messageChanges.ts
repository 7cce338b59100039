import { gone, unknownOutcome } from '../../nodes/RingCentralMedia/errors';
import type { EditExample, LookupExample, RemovalExample } from './examples';
import { byId, type Exchange } from './fakes';

export const NOT_THERE = gone('nothing there', { status: 404 });

/** How messages of all kinds are marked as read and unread. */
export const messageEdits = ({ id, path, record, exact, summary }: LookupExample): readonly EditExample[] =>
	['Read', 'Unread'].map((readStatus) => ({
		given: { extension: byId('~'), messageId: byId(id), readStatus },
		exchanges: [
			{ method: 'GET', path, answer: record },
			{ method: 'PUT', path, body: { readStatus }, answer: { ...record, readStatus } },
		],
		summary: { ...summary, readStatus },
		exact: { ...(exact ?? record), readStatus },
	}));

/** How messages of all kinds are deleted. The service purges what is deleted twice. */
export const messageRemovals = ({ id, path, record }: LookupExample): readonly RemovalExample[] => {
	const read = (availability: string): Exchange => ({
		method: 'GET',
		path,
		answer: { ...record, availability },
	});
	const trash = { messageId: byId(id) };
	const purge = { messageId: byId(id), deleteMode: 'purge' };
	const purged: Exchange = { method: 'DELETE', path, query: { purge: true } };
	const lost = unknownOutcome('the line is dead');
	return [
		{ what: 'into the trash', given: trash, exchanges: [read('Alive'), { method: 'DELETE', path }], id },
		{
			what: 'into the trash, though the answer was lost',
			given: trash,
			exchanges: [read('Alive'), { method: 'DELETE', path, answer: lost }, read('Deleted')],
			id,
		},
		{ what: 'for good', given: purge, exchanges: [read('Alive'), purged], id },
		{ what: 'for good from the trash', given: purge, exchanges: [read('Deleted'), purged], id },
		{
			what: 'no second time, for that would purge it',
			given: trash,
			exchanges: [read('Deleted')],
			id,
			alreadyGone: true,
		},
		{ what: 'when it is purged', given: purge, exchanges: [read('Purged')], id, alreadyGone: true },
		{
			what: 'when it never was',
			given: purge,
			exchanges: [{ method: 'GET', path, answer: NOT_THERE }],
			id,
			alreadyGone: true,
		},
		{
			what: 'when somebody is faster',
			given: trash,
			exchanges: [read('Alive'), { method: 'DELETE', path, answer: NOT_THERE }],
			id,
			alreadyGone: true,
		},
	];
};
