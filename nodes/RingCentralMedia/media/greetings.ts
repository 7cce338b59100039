import { gone } from '../errors';
import { asRecord, recordsAt, textAt, valueAt, withoutUndefined } from '../read';
import { listRecords } from '../ringcentral/paging';
import { ACCOUNT } from './account';
import type { MediaItem, Reach } from './kind';
import { unlessGone } from './unlessGone';

/** The greetings that the service brings along. */
export const STANDARD = '/restapi/v1.0/dictionary/greeting';

const RULES_PER_PAGE = 100;

/** Reads a greeting's record: standard and custom ones are alike. */
export function readGreeting(record: Record<string, unknown>): MediaItem {
	const id = textAt(record, 'id') ?? '';
	const contentUri = textAt(record, 'contentUri');
	const contentType = textAt(record, 'contentType');
	const name = textAt(record, 'name');
	const greetingType = textAt(record, 'type');
	const rule = valueAt(record, 'answeringRule');
	return {
		id,
		record,
		summary: withoutUndefined({
			id,
			resource: 'greeting',
			greetingType,
			name,
			category: textAt(record, 'category'),
			usageType: textAt(record, 'usageType'),
			answeringRule: textAt(rule, 'name') ?? textAt(rule, 'id'),
			text: textAt(record, 'text'),
			contentType,
			contentUri,
		}),
		files: contentUri === undefined ? [] : [{ uri: contentUri, contentType, fileName: name }],
		title: [greetingType, name ?? textAt(rule, 'name')].filter(Boolean).join(': ') || undefined,
	};
}

/** A greeting of an extension by its id. @see https://developers.ringcentral.com/api-reference/Greetings/readCustomGreeting */
export async function readExtensionGreeting(
	extensionId: string,
	id: string,
	{ api }: Reach,
): Promise<MediaItem> {
	const found = await unlessGone(api.get(`${ACCOUNT}/extension/${extensionId}/greeting/${id}`));
	if (found) return readGreeting(asRecord(found.came));
	throw gone(`This extension has no custom greeting ${id}`, {
		hint: "It may belong to another extension: choose that one. For the company's or a standard greeting change 'Greetings Of'.",
	});
}

/**
 * A greeting of the company by its id. There is no record of one, only its content.
 * @see https://developers.ringcentral.com/api-reference/Greetings/readAccountGreetingContent
 */
export const companyGreeting = (id: string, known: Record<string, unknown>, { mediaUrl }: Reach): MediaItem =>
	readGreeting({ ...known, id, contentUri: mediaUrl(`${ACCOUNT}/greeting/${id}/content`).href });

/**
 * The custom greetings of an extension. No list has them: its answering rules name them, and one may be
 * its hold music.
 */
export async function* listExtensionGreetings(
	extensionId: string,
	reach: Reach,
): AsyncGenerator<MediaItem, void> {
	const base = `${ACCOUNT}/extension/${extensionId}`;
	const query = { view: 'Detailed', perPage: RULES_PER_PAGE };
	const seen = new Set<string>();
	for await (const rule of listRecords(reach.api, `${base}/answering-rule`, query)) {
		for (const { id } of customGreetings(rule)) {
			if (seen.has(id)) continue;
			seen.add(id);
			// A rule may name a greeting that was deleted since.
			const found = await unlessGone(reach.api.get(`${base}/greeting/${id}`));
			if (found) yield readGreeting(asRecord(found.came));
		}
	}
	const music = await unlessGone(reach.api.get(`${base}/greeting/hold-music`));
	const id = textAt(music?.came, 'id');
	if (id !== undefined && !seen.has(id)) yield readGreeting(asRecord(music?.came));
}

/** The custom greetings of the company: of its answering rules and around the recording of calls. */
export async function* listCompanyGreetings(reach: Reach): AsyncGenerator<MediaItem, void> {
	const { api } = reach;
	const seen = new Set<string>();
	for await (const { id: ruleId } of listRecords(api, `${ACCOUNT}/answering-rule`, {
		perPage: RULES_PER_PAGE,
	})) {
		// The list tells no greetings; each rule does.
		const rule = await api.get(`${ACCOUNT}/answering-rule/${encodeURIComponent(String(ruleId))}`);
		for (const { id, type } of customGreetings(rule)) {
			if (seen.has(id)) continue;
			seen.add(id);
			const answeringRule = { id: textAt(rule, 'id'), name: textAt(rule, 'name') };
			yield companyGreeting(id, { type, answeringRule }, reach);
		}
	}
	for (const record of recordsAt(await api.get(`${ACCOUNT}/call-recording/custom-greetings`), 'records')) {
		const id = textAt(record['custom'], 'id');
		if (id === undefined || seen.has(id)) continue;
		seen.add(id);
		yield companyGreeting(id, record, reach);
	}
}

function customGreetings(rule: unknown): { id: string; type: string | undefined }[] {
	return recordsAt(rule, 'greetings').flatMap((greeting) => {
		const id = textAt(greeting['custom'], 'id');
		return id === undefined ? [] : [{ id, type: textAt(greeting, 'type') }];
	});
}
