import { badInput } from '../errors';
import { date } from './fields';

export interface DateFilters {
	dateFrom?: string | undefined;
	dateTo?: string | undefined;
}

export const dateFields = {
	dateFrom: date({
		label: 'After',
		description: 'Only what was created at this time or later. Without it, all that RingCentral still keeps.',
	}),
	dateTo: date({
		label: 'Before',
		description: 'Only what was created before this time',
	}),
};

/** Before RingCentral kept anything. Without a date the service shows only the last 24 hours. */
const EVER = '2000-01-01T00:00:00.000Z';

/**
 * Both dates, always. A fixed end also keeps pages from shifting when something new arrives meanwhile.
 * @throws badInput
 */
export function dateRange(
	{ dateFrom, dateTo }: DateFilters,
	nowAt: number,
): { dateFrom: string; dateTo: string } {
	const range = { dateFrom: dateFrom ?? EVER, dateTo: dateTo ?? new Date(nowAt).toISOString() };
	if (range.dateFrom < range.dateTo) return range;
	throw badInput("'After' is not before 'Before'", { hint: 'Exchange the two dates, or leave one out.' });
}
