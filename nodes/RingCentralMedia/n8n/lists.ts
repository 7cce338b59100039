import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { asError } from '../errors';
import { recordsAt, textAt } from '../read';
import { searchExtensions } from '../media/extension';
import { kinds } from '../media/kinds';
import { listSenders } from '../media/uploads/senders';
import type { MediaItem } from '../media/kind';
import { isFound, toChoice } from './choices';
import { toNodeError } from './errors';
import { kindReach, openSession, type Session } from './reach';
import { credentialTypeOf } from './token';
import { rawValues } from './values';
import { realWorld, type World } from './world';

/** How many of the newest a list offers; who looks for an older one gives its ID. */
const NEWEST = 50;

/** The lists behind *From List*, by the names that fields use for them. */
export function createLists(world: World = realWorld) {
	return {
		extensions: (context: ILoadOptionsFunctions, filter = '', pageToken = '1') =>
			translated(context, world, async ({ api }) => {
				const page = Number(pageToken);
				const { found, hasMore } = await searchExtensions({ api }, filter, page);
				return { results: found, ...(hasMore && { paginationToken: String(page + 1) }) };
			}),
		records: (context: ILoadOptionsFunctions, filter = '') =>
			translated(context, world, async (session) => {
				const items = await newestItems(context, session);
				const choices = items.map((item) => ({ item, choice: toChoice(item, context.getTimezone()) }));
				const found = choices.filter(({ item: { from = '', to = '' }, choice }) =>
					isFound(choice, filter, [from, to]),
				);
				return { results: found.map(({ choice }) => choice) };
			}),
		coverPages: (context: ILoadOptionsFunctions, filter = '') =>
			translated(context, world, async ({ api }) => {
				const answer = await api.get('/restapi/v1.0/dictionary/fax-cover-page', { perPage: 1000 });
				const pages = recordsAt(answer, 'records').map((page) => ({
					name: textAt(page, 'name') ?? '',
					value: textAt(page, 'id') ?? '',
				}));
				return { results: pages.filter((page) => isFound(page, filter)) };
			}),
		senders: (context: ILoadOptionsFunctions, filter = '') =>
			translated(context, world, async ({ api }) => {
				const numbers = (await listSenders(api)).map(({ phoneNumber, label, canMms }) => ({
					name: [phoneNumber, label, canMms ? '' : '(text only)'].filter((part) => part !== '').join(' '),
					value: phoneNumber,
				}));
				return { results: numbers.filter((number) => isFound(number, filter)) };
			}),
	};
}

async function newestItems(context: ILoadOptionsFunctions, session: Session): Promise<MediaItem[]> {
	const resource = context.getCurrentNodeParameter('resource');
	const listing = kinds.find(({ key }) => key === resource)?.listing;
	if (!listing) return [];
	const values = rawValues((name) => context.getCurrentNodeParameter(name) ?? null, context.getTimezone());
	const items: MediaItem[] = [];
	for await (const item of listing.run(values, kindReach(session, {}, undefined), { limit: NEWEST })) {
		items.push(item);
		if (items.length === NEWEST) break;
	}
	return items;
}

async function translated(
	context: ILoadOptionsFunctions,
	world: World,
	list: (session: Session) => Promise<INodeListSearchResult>,
): Promise<INodeListSearchResult> {
	let failure: Error;
	try {
		const type = credentialTypeOf(context.getCurrentNodeParameter('authentication'));
		return await list(await openSession(context, type, world));
	} catch (cause) {
		failure = asError(cause);
	}
	throw toNodeError(context.getNode(), failure, 0);
}
