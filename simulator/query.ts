import { invalidParameter } from './errors';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The values of a repeatable parameter, each one of a closed set; none means all. */
export function readChoices<T extends string>(
	query: URLSearchParams,
	name: string,
	allowed: readonly T[],
): T[] {
	return query.getAll(name).map((value) => {
		const known = allowed.find((choice) => choice === value);
		if (known === undefined) throw invalidParameter(name, value);
		return known;
	});
}

export function readFlag(query: URLSearchParams, name: string, otherwise: boolean): boolean {
	const text = query.get(name);
	if (text === null) return otherwise;
	if (text !== 'true' && text !== 'false') throw invalidParameter(name, text);
	return text === 'true';
}

function readTime(query: URLSearchParams, name: string): number | undefined {
	const text = query.get(name);
	if (text === null) return undefined;
	const at = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
	if (Number.isNaN(at)) throw invalidParameter(name, text);
	return at;
}

/**
 * The time asked for, both ends included. Without `dateFrom` it is only the last day: the classic
 * reason why older faxes seem to be missing.
 */
export function readWindow(query: URLSearchParams, now: number): { fromAt: number; toAt: number } {
	const toAt = readTime(query, 'dateTo') ?? now;
	const fromAt = readTime(query, 'dateFrom') ?? toAt - DAY_MS;
	if (fromAt > toAt) throw invalidParameter('dateFrom', query.get('dateFrom') ?? '');
	return { fromAt, toAt };
}

const MINUTE_MS = 60_000;

/** The query as links repeat it: with the start that was assumed, cut to the minute. */
export function withUsualStart(query: URLSearchParams, now: number): URLSearchParams {
	const { fromAt } = readWindow(query, now);
	const told = new URLSearchParams(query);
	const minute = Math.floor(fromAt / MINUTE_MS) * MINUTE_MS;
	if (!told.has('dateFrom')) told.set('dateFrom', new Date(minute).toISOString());
	return told;
}

/** Whether nothing was asked for or the value is among what was. */
export const allows = <T>(choices: readonly T[], value: T): boolean =>
	choices.length === 0 || choices.includes(value);

/** Digits only: callers write numbers with and without '+', spaces and brackets. */
export const digitsOf = (number: string | undefined): string => (number ?? '').replace(/\D/g, '');
