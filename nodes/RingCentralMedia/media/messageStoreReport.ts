import { asRecord, numberAt, recordsAt, textAt, withoutUndefined } from '../read';
import { ACCOUNT } from './account';
import type { ExportSource } from './exports';
import type { MediaItem } from './kind';

const REPORTS = `${ACCOUNT}/message-store-report`;

const readTask = (record: Record<string, unknown>): MediaItem => {
	const id = textAt(record, 'id') ?? '';
	const startTime = textAt(record, 'startTime');
	const summary = withoutUndefined({
		id,
		resource: 'complianceExport',
		exportOf: 'messageStore',
		status: textAt(record, 'status'),
		dateFrom: textAt(record, 'dateFrom'),
		dateTo: textAt(record, 'dateTo'),
		startTime,
		finishTime: textAt(record, 'finishTime'),
	});
	return { id, record, summary, files: [], createdAt: startTime };
};

/**
 * Faxes, voicemails, text and pager messages of the whole account.
 * @see https://developers.ringcentral.com/guide/messaging/message-store/message-exports-report
 */
export const messageStoreReport = (messageTypes: readonly string[]): ExportSource => ({
	start: async ({ dateFrom, dateTo }, { api }) => {
		return readTask(asRecord(await api.post(REPORTS, withoutUndefined({ dateFrom, dateTo, messageTypes }))));
	},
	read: async (id, { api }) => readTask(asRecord(await api.get(`${REPORTS}/${id}`))),
	archives: async ({ id }, { api }) =>
		recordsAt(await api.get(`${REPORTS}/${id}/archive`), 'records').flatMap((archive) => {
			const uri = textAt(archive, 'uri');
			return uri === undefined ? [] : [{ uri, sizeBytes: numberAt(archive, 'size') }];
		}),
});
