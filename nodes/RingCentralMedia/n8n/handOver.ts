import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { asError } from '../errors';
import type { ContentFile } from '../media/kind';
import { OWN } from '../media/extension';
import { storePath } from '../media/messageStore';
import type { Spotted } from '../media/sources';
import type { VerbReach } from '../operations/verb';
import { textAt, withoutUndefined } from '../read';
import { toJson } from './errors';
import type { TriggerSettings } from './triggerFields';

/** Files of a poll have no options of their own; these are the defaults of a download. */
const FETCH_OPTIONS = {
	chunkBytes: undefined,
	maxSizeBytes: undefined,
	maxTries: 5,
	readyWithinMs: 0,
	sha256: true,
};

/** What an item needs from the world. */
export interface Desk {
	settings: TriggerSettings;
	reach: VerbReach;
	logger: IPollFunctions['logger'];
	/** Until when the poll may wait. */
	untilAt: number;
}

/**
 * Makes the item for one piece of news: its fields, and what else the settings ask for.
 * @param notReady why it comes without what it should have; then nothing more is fetched for it
 * @throws MediaError when text or file cannot be had
 */
export async function makeItem(
	{ kind, item, fileIndex }: Spotted,
	notReady: string | undefined,
	{ settings, reach, untilAt }: Desk,
): Promise<INodeExecutionData> {
	const files = fileIndex === undefined ? item.files : item.files.slice(fileIndex, fileIndex + 1);
	const base = settings.isSimple ? item.summary : { ...item.record, resource: kind.key };
	const described = settings.perFile
		? { ...describeFile(files[0]), fileCount: undefined }
		: { contentUri: files[0]?.uri, files: files.map(describeFile) };
	const json = { ...base, id: item.id, ...described, notReady };
	if (notReady !== undefined) return { json: toJson(withoutUndefined(json)) };
	const isWaitedFor = settings.patience.transcriptMs > 0;
	const beside = isWaitedFor ? await kind.news?.beside?.(item, reach) : undefined;
	const result: INodeExecutionData = { json: toJson(withoutUndefined({ ...json, ...beside })) };
	if (!settings.downloadFiles) return result;
	const maxWaitMs = Math.max(0, untilAt - reach.now());
	result.binary = {};
	for (const [index, file] of files.entries()) {
		const naming = { template: '', item, resource: kind.key, file, index: index + 1, count: files.length };
		const accepts = kind.content?.accepts ?? (() => true);
		const { stored, manifest } = await reach.saveFile(file, naming, accepts, { ...FETCH_OPTIONS, maxWaitMs });
		result.binary[index === 0 ? 'data' : `data_${index}`] = stored;
		if (index === 0) Object.assign(result.json, toJson({ ...manifest }));
	}
	return result;
}

const describeFile = (file: ContentFile | undefined): Record<string, unknown> => ({
	attachmentId: file?.id,
	contentUri: file?.uri,
	contentType: file?.contentType,
	fileName: file?.fileName,
	size: file?.sizeBytes,
});

/** Marks handed-over messages as read. One that cannot be marked is told in the log and goes out all the same. */
export async function markAsRead(
	spotted: readonly Spotted[],
	{ settings, reach, logger }: Desk,
): Promise<void> {
	const messages = new Map(
		spotted
			.filter(({ item }) => item.record['readStatus'] === 'Unread')
			.map(({ item }) => [item.id, textAt(item.record, 'extensionId') ?? settings.extensionId ?? OWN]),
	);
	for (const [id, extensionId] of messages) {
		try {
			await reach.api.put(`${storePath(extensionId)}/${id}`, { readStatus: 'Read' });
		} catch (cause) {
			const why = asError(cause).message;
			logger.warn(
				`RingCentral Media: message ${id} was handed over, but could not be marked as read: ${why}`,
			);
		}
	}
}
