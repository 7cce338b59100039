import { invalidParameter } from './errors';

export interface Page<T> {
	records: T[];
	navigation: Record<string, { uri: string }>;
	paging: Record<string, number>;
}

export interface PageRules {
	defaultPerPage: number;
	/** A larger `perPage` is cut to this without a word. */
	maxPerPage: number;
	/** The call log does not tell how many pages there are. */
	withTotals: boolean;
}

export const usualPages: PageRules = { defaultPerPage: 100, maxPerPage: 1000, withTotals: true };

/** A positive whole number of the query, or what stands for it. */
export function readCount(query: URLSearchParams, name: string, otherwise: number): number {
	const text = query.get(name);
	if (text === null) return otherwise;
	if (!/^[1-9]\d{0,8}$/.test(text)) throw invalidParameter(name, text);
	return Number(text);
}

/** One page of the records, with links that keep all other parameters. */
export function pageOf<T>(all: T[], uri: string, query: URLSearchParams, rules = usualPages): Page<T> {
	const perPage =
		query.get('perPage') === 'max'
			? rules.maxPerPage
			: Math.min(readCount(query, 'perPage', rules.defaultPerPage), rules.maxPerPage);
	const page = readCount(query, 'page', 1);
	const pages = Math.max(Math.ceil(all.length / perPage), 1);
	const start = (page - 1) * perPage;
	const records = all.slice(start, start + perPage);
	const link = (number: number): { uri: string } => {
		const linked = new URLSearchParams(query);
		linked.set('page', String(number));
		linked.set('perPage', String(perPage));
		return { uri: `${uri}?${linked.toString()}` };
	};
	return {
		records,
		navigation: {
			firstPage: link(1),
			...(page < pages && { nextPage: link(page + 1) }),
			...(page > 1 && { previousPage: link(page - 1) }),
			...(rules.withTotals && { lastPage: link(pages) }),
		},
		paging: {
			page,
			perPage,
			...(records.length > 0 && { pageStart: start, pageEnd: start + records.length - 1 }),
			...(rules.withTotals && { totalPages: pages, totalElements: all.length }),
		},
	};
}
