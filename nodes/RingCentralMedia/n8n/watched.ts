import { OWN } from '../media/extension';
import { callSource, messageSource, type Source } from '../media/sources';
import type { Reach } from '../media/kind';
import { textAt } from '../read';
import { LARGEST_PAGE, listRecords } from '../ringcentral/paging';
import type { PollState } from './pollState';
import type { TriggerSettings } from './triggerFields';

/** New users of a company are noticed within this time. */
const LIST_AGAIN_MS = 3_600_000;

/** Sorts of extensions that have a mailbox. */
const WITH_MAILBOX = [
	'User',
	'DigitalUser',
	'VirtualUser',
	'FaxUser',
	'FlexibleUser',
	'Department',
	'Voicemail',
	'Limited',
];

/**
 * The lists to look at. There is no list of a company's messages, so each extension has its own;
 * recordings of a company are all in one.
 */
export async function watchedSources(
	settings: TriggerSettings,
	{ extensions }: Pick<PollState, 'extensions'>,
	reach: Pick<Reach, 'api' | 'now'>,
): Promise<{ sources: Source[]; extensions: PollState['extensions'] }> {
	const inStore = settings.kinds.filter(({ news }) => news.source.list === 'messageStore');
	const inLog = settings.kinds.filter(({ news }) => news.source.list === 'callLog');
	const calls = inLog.length > 0 ? [callSource(settings.extensionId, inLog, settings)] : [];
	const isCompany = settings.extensionId === undefined;
	if (inStore.length === 0 || !isCompany) {
		const ids = inStore.length > 0 ? [settings.extensionId ?? OWN] : [];
		return { sources: [...calls, ...ids.map((id) => messageSource(id, inStore, settings))], extensions };
	}
	const isFresh = reach.now() - extensions.listedAt < LIST_AGAIN_MS;
	const listed = isFresh ? extensions : { listedAt: reach.now(), ids: await mailboxes(reach) };
	const messages = listed.ids.map((id) => messageSource(id, inStore, settings));
	return { sources: [...calls, ...messages], extensions: listed };
}

async function mailboxes({ api }: Pick<Reach, 'api'>): Promise<string[]> {
	const ids: string[] = [];
	const query = { status: 'Enabled', type: WITH_MAILBOX, perPage: LARGEST_PAGE };
	for await (const record of listRecords(api, `/restapi/v1.0/account/${OWN}/extension`, query)) {
		const id = textAt(record, 'id');
		if (id !== undefined) ids.push(id);
	}
	return ids;
}
