import { badInput, empty, gone } from '../errors';
import { textAt } from '../read';
import { date } from './fields';
import type { ContentFile, MediaItem, Reach } from './kind';

/** The time an export covers. */
export interface ExportSpan {
	dateFrom: string;
	dateTo: string;
}

/** One of the services that export. */
export interface ExportSource {
	start: (span: ExportSpan, reach: Reach) => Promise<MediaItem>;
	/** The task, without its files. */
	read: (id: string, reach: Reach) => Promise<MediaItem>;
	/** The archives of a finished task. */
	archives: (task: MediaItem, reach: Reach) => Promise<ContentFile[]>;
}

/** All statuses of both services that are the last; any other one is still on its way. */
const ENDED_WITHOUT_FILES = ['AttemptFailed', 'Cancelled', 'Canceled', 'Expired', 'Failed'];

const statusOf = ({ record }: MediaItem): string => textAt(record, 'status') ?? 'unknown';

export const isRunning = (task: MediaItem): boolean =>
	statusOf(task) !== 'Completed' && !ENDED_WITHOUT_FILES.includes(statusOf(task));

/**
 * A task, with its archives when it is finished.
 * @throws gone when it ended otherwise, empty when it found nothing
 */
export async function readExport(id: string, source: ExportSource, reach: Reach): Promise<MediaItem> {
	const task = await source.read(id, reach);
	if (isRunning(task)) return task;
	const status = statusOf(task);
	if (status !== 'Completed') {
		throw gone(`The compliance export ${id} has no files: its status is ${status}`, {
			hint: 'RingCentral will not go on with it. Create a new one, if need be for a shorter time.',
		});
	}
	const files = await source.archives(task, reach);
	if (files.length > 0) return { ...task, files, summary: { ...task.summary, fileCount: files.length } };
	throw empty(`The compliance export ${id} has no archives`, {
		hint: 'Nothing was found for its time and filters.',
	});
}

const DAY_MS = 24 * 60 * 60_000;
const USUAL_DAYS = 30;

export const spanFields = {
	dateFrom: date({
		label: 'After',
		description: `Only what was created at this time or later. Without it, ${USUAL_DAYS} days before the end.`,
	}),
	dateTo: date({
		label: 'Before',
		description: 'Only what was created before this time. Without it, all up to now.',
	}),
};

/** Both dates, always: without them the services export a single day. @throws badInput */
export function exportSpan(
	given: { dateFrom: string | undefined; dateTo: string | undefined },
	nowAt: number,
): ExportSpan {
	const dateTo = given.dateTo ?? new Date(nowAt).toISOString();
	const dateFrom = given.dateFrom ?? new Date(Date.parse(dateTo) - USUAL_DAYS * DAY_MS).toISOString();
	if (dateFrom < dateTo) return { dateFrom, dateTo };
	throw badInput("'After' is not before 'Before'", { hint: 'Exchange the two dates, or leave one out.' });
}
