import { badInput } from '../../errors';
import { asRecord, textAt, withoutUndefined } from '../../read';
import { jsonPart, multipart } from '../../transfer/multipart';
import { extensionField, extensionIdOf } from '../extension';
import { choice, text, withFields, type ValuesOf } from '../fields';
import type { Query } from '../../ringcentral/api';
import type { Reach } from '../kind';
import type { Creation } from '../upload';
import { channels } from '../uploadRules';

const ACCOUNT = '/restapi/v1.0/account/~';

const ofExtension = { greetingOf: ['extension'] };
const ofCompany = { greetingOf: ['company'] };

const fields = {
	greetingOf: choice({
		label: 'Greeting Of',
		default: 'extension',
		choices: [
			{ value: 'extension', label: 'Extension' },
			{ value: 'company', label: 'Whole Company', description: 'Needs an administrator' },
		],
	}),
	extension: { ...extensionField, showWhen: ofExtension },
	greetingType: choice({
		label: 'Greeting Type',
		default: 'Voicemail',
		choices: [
			{ value: 'Announcement', label: 'Announcement' },
			{ value: 'ConnectingAudio', label: 'Connecting Audio' },
			{ value: 'ConnectingMessage', label: 'Connecting Message' },
			{ value: 'HoldMusic', label: 'Hold Music' },
			{ value: 'Introductory', label: 'Introductory' },
			{ value: 'TemplateGreeting', label: 'Template Greeting' },
			{ value: 'Unavailable', label: 'Unavailable' },
			{ value: 'Voicemail', label: 'Voicemail' },
		],
		showWhen: ofExtension,
	}),
	applyTo: choice({
		label: 'Apply To',
		default: 'answeringRule',
		choices: [
			{ value: 'answeringRule', label: 'Answering Rule', description: 'Also for call queues and sites' },
			{
				value: 'interactionRule',
				label: 'Interaction Rule',
				description: 'For users on the new call handling',
			},
			{ value: 'nothing', label: 'Nothing', description: 'Only make it. Keep the ID of the output.' },
			{ value: 'state', label: 'State', description: 'For users on the new call handling' },
		],
		showWhen: ofExtension,
	}),
	answeringRuleId: text({
		label: 'Answering Rule ID',
		description: 'The rule that plays it. The usual ones are business-hours-rule and after-hours-rule.',
		placeholder: 'e.g. business-hours-rule',
		default: 'business-hours-rule',
		showWhen: { ...ofExtension, applyTo: ['answeringRule'] },
	}),
	interactionRuleId: text({
		label: 'Interaction Rule ID',
		description: 'The rule of the new call handling that plays it',
		placeholder: 'e.g. 5d2f9a10',
		default: '',
		showWhen: { ...ofExtension, applyTo: ['interactionRule'] },
	}),
	stateId: choice({
		label: 'State Name',
		default: 'work-hours',
		choices: [
			{ value: 'after-hours', label: 'After Hours' },
			{ value: 'agent', label: 'Agent' },
			{ value: 'do-not-disturb', label: 'Do Not Disturb' },
			{ value: 'forward-all-calls', label: 'Forward All Calls' },
			{ value: 'work-hours', label: 'Work Hours' },
		],
		showWhen: { ...ofExtension, applyTo: ['state'] },
	}),
	companyGreetingType: choice({
		label: 'Company Greeting Type',
		default: 'Company',
		choices: [
			{ value: 'AutomaticRecording', label: 'Automatic Recording' },
			{ value: 'Company', label: 'Company' },
			{ value: 'StartRecording', label: 'Start Recording' },
			{ value: 'StopRecording', label: 'Stop Recording' },
			{ value: 'TemplateGreeting', label: 'Template Greeting' },
		],
		showWhen: ofCompany,
	}),
	companyRuleId: text({
		label: 'Company Answering Rule ID',
		description: 'The rule of the company that plays it. It may be empty.',
		placeholder: 'e.g. business-hours-rule',
		default: '',
		showWhen: ofCompany,
	}),
	languageId: text({
		label: 'Language ID',
		description: 'For announcements of recordings. Without it, the language of the company.',
		placeholder: 'e.g. 1033',
		default: '',
		showWhen: ofCompany,
	}),
};

/**
 * Makes a greeting of a sound file. Custom greetings cannot be listed: who loses the ID has lost it.
 * @see https://developers.ringcentral.com/api-reference/Greetings/createCustomUserGreeting
 */
export const createGreeting: Creation = {
	channel: channels.greeting,
	compose: withFields(fields, (values, reach: Reach) => {
		const { path, query, envelope } =
			values.greetingOf === 'company' ? forCompany(values) : forExtension(values);
		return Promise.resolve({
			request: (files) => ({
				path,
				query,
				payload: multipart(
					[jsonPart(envelope), ...files.map((file) => ({ name: 'binary', ...file }))],
					reach.boundary(),
				),
			}),
		});
	}),
	read: (answer) => {
		const record = asRecord(answer);
		return withoutUndefined({
			id: textAt(record, 'id'),
			resource: 'greeting',
			type: textAt(record, 'type'),
			contentType: textAt(record, 'contentType'),
			contentUri: textAt(record, 'contentUri'),
			answeringRuleId: textAt(record['answeringRule'], 'id'),
		});
	},
};

type Values = ValuesOf<typeof fields>;

interface Target {
	path: string;
	query: Query;
	envelope: Record<string, unknown>;
}

function forCompany({ companyGreetingType, companyRuleId, languageId }: Values): Target {
	return {
		path: `${ACCOUNT}/greeting`,
		query: {},
		envelope: withoutUndefined({
			type: companyGreetingType,
			answeringRule: companyRuleId === '' ? undefined : { id: companyRuleId },
			languageId: languageId || undefined,
		}),
	};
}

function forExtension(values: Values): Target {
	const { applyTo, greetingType: type } = values;
	return {
		path: `${ACCOUNT}/extension/${extensionIdOf(values.extension)}/greeting`,
		query: { apply: applyTo !== 'nothing' },
		envelope: { type, ...playedBy(values) },
	};
}

/** Accounts on the new call handling have states and interaction rules instead of answering rules. */
function playedBy({ applyTo, answeringRuleId, interactionRuleId, stateId }: Values): Record<string, unknown> {
	if (applyTo === 'nothing') return {};
	if (applyTo === 'state') return { stateId };
	if (applyTo === 'answeringRule' && answeringRuleId !== '')
		return { answeringRule: { id: answeringRuleId } };
	if (applyTo === 'interactionRule' && interactionRuleId !== '') return { interactionRuleId };
	const field = applyTo === 'answeringRule' ? fields.answeringRuleId : fields.interactionRuleId;
	throw badInput(`'${field.label}' is empty`, {
		hint: 'Fill it in, or choose to apply the greeting to nothing and keep its ID.',
	});
}
