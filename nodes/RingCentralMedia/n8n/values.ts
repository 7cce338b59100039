import { tryToParseDateTime } from 'n8n-workflow';
import type { RawValues } from '../media/fields';

/** Reads parameters by name, and dates in the workflow's time zone. */
export const rawValues = (get: (name: string) => unknown, timezone: string): RawValues => ({
	get,
	parseDate: (raw) => {
		try {
			return tryToParseDateTime(raw, timezone).toUTC().toISO() ?? undefined;
		} catch {
			return undefined;
		}
	},
});
