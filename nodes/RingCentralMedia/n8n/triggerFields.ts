import { badInput } from '../errors';
import { extensionField, extensionIdOf, OWN } from '../media/extension';
import { choice, date, group, many, number, readValues, toggle, type RawValues } from '../media/fields';
import { directionField, phoneNumberField, readStatusField } from '../media/filterFields';
import { kinds } from '../media/kinds';
import { hasNews, type NewsKind, type Wanted } from '../media/sources';

const newsKinds: readonly NewsKind[] = kinds.filter(hasNews);

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** What the trigger asks in its panel. */
export const triggerFields = {
	triggerOn: many({
		label: 'Trigger On',
		choices: newsKinds.map(({ key, news }) => ({ value: key, label: news.label })),
		default: ['voicemail'],
	}),
	mailboxes: choice({
		label: 'Look In',
		default: 'own',
		choices: [
			{ value: 'own', label: 'Own Extension' },
			{ value: 'chosen', label: 'Another Extension' },
			{
				value: 'all',
				label: 'Whole Company',
				description: 'Every extension that the user of the credential may see. Needs an administrator.',
			},
		],
	}),
	extension: { ...extensionField, showWhen: { mailboxes: ['chosen'] } },
	output: choice({
		label: 'Output',
		default: 'attachment',
		choices: [
			{ value: 'attachment', label: 'One Item per File' },
			{ value: 'message', label: 'One Item per Message' },
		],
	}),
	simplify: toggle({
		label: 'Simplify',
		description: 'Whether to return a simplified version of the response instead of the raw data',
		default: true,
	}),
	filters: group({
		label: 'Filters',
		button: 'Add Filter',
		fields: {
			direction: {
				...directionField,
				description: 'By default messages that came in, and calls in both directions',
			},
			minDurationSeconds: number({
				label: 'Minimum Duration (Seconds)',
				description: 'Leave out voicemails and recordings of calls that are shorter',
				default: 5,
				min: 0,
			}),
			phoneNumber: phoneNumberField,
			readStatus: readStatusField,
		},
	}),
	options: group({
		label: 'Options',
		button: 'Add Option',
		fields: {
			downloadFiles: toggle({
				label: 'Download Files',
				description:
					'Whether to put the files into the items. n8n never deletes files that a trigger stored, and in queue mode the editor cannot show them. A RingCentral Media node after the trigger has neither drawback.',
				default: false,
			}),
			lookBackHours: number({
				label: 'Look Back (Hours)',
				description:
					'How long after the start of a call its recording may still appear. Longer calls need more.',
				default: 4,
				min: 1,
			}),
			markAsRead: toggle({
				label: 'Mark as Read',
				description: 'Whether to mark messages as read when they are handed over',
				default: false,
			}),
			maxItems: number({
				label: 'Max Items per Poll',
				description: 'The rest follows with the next poll, oldest first',
				default: 100,
				min: 1,
				isWhole: true,
			}),
			startFrom: date({
				label: 'Start From',
				description:
					'Hand over everything from this time on, oldest first. By default only what is new from now on.',
			}),
			transcriptMinutes: number({
				label: 'Wait for Transcript (Minutes)',
				description: 'How long a voicemail is held back until its text is there. The text then comes along.',
				default: 10,
				min: 0,
			}),
		},
	}),
};

/** What the trigger is to do, read from its panel. */
export interface TriggerSettings extends Wanted {
	kinds: readonly NewsKind[];
	/** The token's own extension, another one, or `undefined` for the whole company. */
	extensionId: string | undefined;
	isSimple: boolean;
	downloadFiles: boolean;
	markAsRead: boolean;
	maxItems: number;
	/** Milliseconds since 1970. */
	startFrom: number | undefined;
}

/** @throws badInput */
export function readTriggerSettings(raw: RawValues): TriggerSettings {
	const { triggerOn, mailboxes, extension, output, simplify, filters, options } = readValues(
		triggerFields,
		raw,
	);
	const chosen = newsKinds.filter(({ key }) => triggerOn.includes(key));
	if (filters.readStatus !== undefined && chosen.every(({ news }) => news.source.list === 'callLog')) {
		throw badInput("'Read Status' cannot match: call recordings are neither read nor unread", {
			hint: "Remove the filter, or choose messages in 'Trigger On'.",
		});
	}
	return {
		kinds: chosen,
		extensionId: mailboxes === 'all' ? undefined : mailboxes === 'own' ? OWN : extensionIdOf(extension),
		perFile: output === 'attachment',
		isSimple: simplify,
		direction: filters.direction,
		phoneNumber: filters.phoneNumber === '' ? undefined : filters.phoneNumber,
		readStatus: filters.readStatus,
		minDurationSeconds: filters.minDurationSeconds,
		patience: { transcriptMs: (options.transcriptMinutes ?? 0) * MINUTE_MS },
		lookBackMs: (options.lookBackHours ?? triggerFields.options.fields.lookBackHours.default) * HOUR_MS,
		downloadFiles: options.downloadFiles ?? false,
		markAsRead: options.markAsRead ?? false,
		maxItems: options.maxItems ?? triggerFields.options.fields.maxItems.default,
		startFrom: options.startFrom === undefined ? undefined : Date.parse(options.startFrom),
	};
}
