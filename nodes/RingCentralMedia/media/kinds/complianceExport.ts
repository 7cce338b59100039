import { badInput } from '../../errors';
import { dataExport, listDataExports, type ExportFilters } from '../dataExport';
import { exportSpan, isRunning, readExport, spanFields, type ExportSource } from '../exports';
import { choice, group, locator, many, text, withFields, type Located } from '../fields';
import type { Kind } from '../kind';
import { messageStoreReport } from '../messageStoreReport';

const sourceField = choice({
	label: 'Export Of',
	default: 'messageStore',
	choices: [
		{
			value: 'messageStore',
			label: 'Message Store',
			description: 'Faxes, voicemails, text and pager messages of everyone. Needs an administrator.',
		},
		{
			value: 'teamMessaging',
			label: 'Team Messaging',
			description: 'Chats with their posts, notes, tasks and events. Needs an administrator.',
		},
	],
});

interface Request {
	messageTypes: readonly string[];
	filters: ExportFilters;
}

const EVERYTHING: Request = { messageTypes: [], filters: {} };

const sources = {
	messageStore: ({ messageTypes }: Request): ExportSource => messageStoreReport(messageTypes),
	teamMessaging: ({ filters }: Request): ExportSource => dataExport(filters),
};

const taskFields = {
	exportOf: sourceField,
	taskId: locator({
		label: 'Export',
		search: 'records',
		default: { value: '' },
		idPlaceholder: 'e.g. 1309-8f02a3cc',
		urlPlaceholder: 'e.g. https://platform.ringcentral.com/team-messaging/v1/data-export/1309-8f02a3cc',
	}),
};

function parseTaskId({ mode, value }: Located): string {
	const id =
		mode === 'url'
			? /\/(?:data-export|message-store-report)\/([\w-]+)/.exec(value)?.[1]
			: /^[\w-]+$/.exec(value)?.[0];
	if (id !== undefined) return id;
	throw badInput(`'Export' is not the ID of an export: ${value.slice(0, 100)}`, {
		hint: 'Give the id that came back when it was created.',
	});
}

export const complianceExport: Kind = {
	key: 'complianceExport',
	label: 'Compliance Export',
	noun: 'compliance export',
	nouns: 'compliance exports',
	lookup: withFields(taskFields, async ({ exportOf, taskId }, reach) =>
		sources[exportOf](EVERYTHING).read(parseTaskId(taskId), reach),
	),
	listing: withFields(
		{
			exportOf: { ...sourceField, default: 'teamMessaging' as const },
			filters: group({
				label: 'Filters',
				button: 'Add Filter',
				fields: {
					status: choice({
						label: 'Status',
						default: 'any',
						choices: [
							{ value: 'any', label: 'Any' },
							{ value: 'Accepted', label: 'Accepted' },
							{ value: 'Completed', label: 'Completed' },
							{ value: 'Expired', label: 'Expired' },
							{ value: 'Failed', label: 'Failed' },
							{ value: 'InProgress', label: 'In Progress' },
						],
					}),
				},
			}),
		},
		async function* ({ exportOf, filters: { status } }, reach, { limit }) {
			if (exportOf === 'messageStore') {
				throw badInput('RingCentral has no list of exports of the message store', {
					hint: 'Keep the id that comes back when one is created, and get or download the export by it.',
				});
			}
			yield* listDataExports(status === 'any' ? undefined : status, limit, reach);
		},
	),
	task: {
		start: withFields(
			{
				exportOf: sourceField,
				...spanFields,
				messageTypes: many({
					label: 'Message Types',
					default: ['Fax', 'Pager', 'SMS', 'VoiceMail'],
					choices: [
						{ value: 'Fax', label: 'Faxes' },
						{ value: 'Pager', label: 'Pager Messages' },
						{ value: 'SMS', label: 'SMS and MMS' },
						{ value: 'VoiceMail', label: 'Voicemails' },
					],
					showWhen: { exportOf: ['messageStore'] },
				}),
				filters: group({
					label: 'Filters',
					button: 'Add Filter',
					showWhen: { exportOf: ['teamMessaging'] },
					fields: {
						chatIds: text({
							label: 'Chat IDs',
							description: 'Only these chats, separated by commas; up to ten',
							placeholder: 'e.g. 26558070790, 26558070794',
							default: '',
						}),
						emails: text({
							label: 'People',
							description: 'Only chats of these people, by email, separated by commas; up to ten',
							placeholder: 'e.g. ada@example.com, ben@example.com',
							default: '',
						}),
					},
				}),
			},
			async ({ exportOf, dateFrom, dateTo, ...request }, reach) => {
				const source = sources[exportOf](request);
				const item = await source.start(exportSpan({ dateFrom, dateTo }, reach.now()), reach);
				return { item, look: () => readExport(item.id, source, reach) };
			},
		),
		isRunning,
	},
	content: {
		find: withFields(taskFields, ({ exportOf, taskId }, reach) =>
			readExport(parseTaskId(taskId), sources[exportOf](EVERYTHING), reach),
		),
		unfinished: withFields({}, (_values, task) => isRunning(task)),
		accepts: (contentType) => /^application\/(zip|x-zip-compressed|octet-stream)/.test(contentType),
		hasSeveralFiles: true,
	},
};
