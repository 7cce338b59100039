import { badInput, unexpected } from '../../errors';
import { asRecord, numberAt, textAt, withoutUndefined } from '../../read';
import { ACCOUNT, acceptsAudio } from '../account';
import { listRecordings, recordingsOf } from '../callLog';
import { dateFields } from '../dateRange';
import { extensionField, extensionIdOf } from '../extension';
import { choice, group, locator, text, withFields, type Located } from '../fields';
import { directionField, phoneNumberField } from '../filterFields';
import { freshCallPatienceMs } from '../freshCall';
import type { Kind, MediaItem, Reach } from '../kind';
import { unlessGone } from '../unlessGone';

/** @see https://developers.ringcentral.com/api-reference/Call-Recordings/readCallRecording */
async function readRecording(recordingId: Located, reach: Reach): Promise<MediaItem> {
	const id = parseRecordingId(recordingId);
	const record = asRecord(await reach.api.get(`${ACCOUNT}/recording/${id}`));
	const contentUri = textAt(record, 'contentUri');
	if (contentUri === undefined) throw unexpected(`RingCentral tells no content of recording ${id}`);
	const contentType = textAt(record, 'contentType');
	const duration = numberAt(record, 'duration');
	return {
		id,
		record,
		summary: withoutUndefined({ id, resource: 'callRecording', duration, contentType, contentUri }),
		files: [{ uri: contentUri, contentType }],
	};
}

function parseRecordingId({ value }: Located): string {
	const path = URL.canParse(value) ? new URL(value).pathname : value;
	const id = /^(\d+)$/.exec(path)?.[1] ?? /\/recording\/(\d+)(?=\/|$)/.exec(path)?.[1];
	if (id !== undefined) return id;
	throw badInput(`'Recording' is not a recording ID: ${value.slice(0, 100)}`, {
		hint: "Choose one from the list, or give the number in the recording's id.",
	});
}

const recordingFields = {
	recordingId: locator({
		label: 'Recording',
		search: 'records',
		default: { value: '' },
		idPlaceholder: 'e.g. 401547458008',
		urlPlaceholder:
			'e.g. https://media.ringcentral.com/restapi/v1.0/account/~/recording/401547458008/content',
	}),
};

const find = withFields(recordingFields, ({ recordingId }, reach: Reach) =>
	readRecording(recordingId, reach),
);

export const callRecording: Kind = {
	key: 'callRecording',
	label: 'Call Recording',
	noun: 'call recording',
	nouns: 'call recordings',
	lookup: find,
	listing: withFields(
		{
			callsOf: choice({
				label: 'Calls Of',
				default: 'company',
				choices: [
					{ value: 'company', label: 'Whole Company', description: 'Needs an administrator' },
					{ value: 'extension', label: 'Extension' },
				],
			}),
			extension: { ...extensionField, showWhen: { callsOf: ['extension'] } },
			filters: group({
				label: 'Filters',
				button: 'Add Filter',
				fields: {
					...dateFields,
					direction: directionField,
					extensionNumber: text({
						label: 'Extension Number',
						description: "The short number of an extension that took part. Not together with 'Phone Number'.",
						placeholder: 'e.g. 101',
						default: '',
					}),
					phoneNumber: phoneNumberField,
					recordingType: choice({
						label: 'Recording Type',
						default: 'All',
						choices: [
							{ value: 'All', label: 'All' },
							{ value: 'Automatic', label: 'Automatic' },
							{ value: 'OnDemand', label: 'On Demand' },
						],
					}),
				},
			}),
		},
		({ callsOf, extension, filters }, reach, { limit }) =>
			listRecordings(
				callsOf === 'company' ? ACCOUNT : `${ACCOUNT}/extension/${extensionIdOf(extension)}`,
				filters,
				limit,
				reach,
			),
	),
	news: {
		label: 'New Call Recording',
		source: { list: 'callLog' },
		read: recordingsOf,
		// Only a download tells whether a fresh recording is there; the node that downloads waits for it.
		notReady: () => undefined,
	},
	removal: {
		purpose: 'Delete the file of a call recording for good, but not the call in the call log',
		apply: withFields(recordingFields, async ({ recordingId }, { api }) => {
			const id = parseRecordingId(recordingId);
			const done = await unlessGone(api.delete(`${ACCOUNT}/call-recordings`, {}, { records: [id] }));
			return { id, wasGone: done === undefined };
		}),
	},
	content: {
		find,
		accepts: acceptsAudio,
		// The recording's own record tells no time; the item may be of its call.
		patienceMs: withFields(recordingFields, ({ recordingId }, { input, now }) =>
			textAt(input, 'id') === parseRecordingId(recordingId) ? freshCallPatienceMs(input, now()) : 0,
		),
	},
};
