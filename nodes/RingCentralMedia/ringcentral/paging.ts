import { unexpected } from '../errors';
import { recordsAt, textAt, valueAt } from '../read';
import type { Api, Query } from './api';

/** Largest page the service gives; it clamps larger ones without a word. */
export const LARGEST_PAGE = 1_000;

/** Ten million records. A list that goes on has no end, and the memory has one. */
const MOST_PAGES = 10_000;

/**
 * All records of a list whose pages name the next one by a token, under `paging.nextPageToken`.
 * @see https://developers.ringcentral.com/guide/video/api/meeting-history
 */
export async function* listByToken(
	api: Api,
	path: string,
	query: Query,
	key: string,
): AsyncGenerator<Record<string, unknown>, void> {
	const seen = new Set<string>();
	for (let pageToken: string | undefined; ;) {
		const page = await api.get(path, { ...query, pageToken });
		yield* recordsAt(page, key);
		pageToken = textAt(valueAt(page, 'paging'), 'nextPageToken');
		if (pageToken === undefined) return;
		if (seen.has(pageToken)) throw endless();
		if (seen.size === MOST_PAGES) throw tooLong();
		seen.add(pageToken);
	}
}

const endless = (): Error => unexpected('RingCentral sent the same page twice; the list has no end');

const tooLong = (): Error =>
	unexpected(`RingCentral's list has more than ${MOST_PAGES} pages`, {
		hint: "Ask for less at a time: narrow the dates under 'Filters', or set a 'Limit'.",
	});

/**
 * All records of a list, page after page, in the order the service gives them. Follows
 * `navigation.nextPage.uri`; call logs tell no number of pages.
 */
export async function* listRecords(
	api: Api,
	path: string,
	query: Query,
	key = 'records',
): AsyncGenerator<Record<string, unknown>, void> {
	const seen = new Set<string>();
	let page: unknown = await api.get(path, query);
	for (;;) {
		yield* recordsAt(page, key);
		const next = textAt(valueAt(valueAt(page, 'navigation'), 'nextPage'), 'uri');
		if (next === undefined) return;
		if (seen.has(next)) throw endless();
		if (seen.size === MOST_PAGES) throw tooLong();
		seen.add(next);
		page = await api.get(next);
	}
}
