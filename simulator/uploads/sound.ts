import { checkAdministrator, extensionOfPath } from '../access';
import { jsonAnswer, type Answer } from '../answers';
import { apiError, invalidParameter } from '../errors';
import type { SentFile, SentUpload } from '../records';
import { ACCOUNT_PATH, EXTENSION_PATH, type Exchange, type Operation, type State } from '../state';
import { readForm, type Form } from './form';

const MAX_BODY_BYTES = 20 * 1024 * 1024;

const EXTENSION_TYPES = [
	...['Introductory', 'Announcement', 'ConnectingMessage', 'ConnectingAudio', 'Voicemail'],
	...['Unavailable', 'HoldMusic', 'TemplateGreeting'],
];
const COMPANY_TYPES = [
	'Company',
	'StartRecording',
	'StopRecording',
	'AutomaticRecording',
	'TemplateGreeting',
];
const STATES = ['after-hours', 'work-hours', 'do-not-disturb', 'forward-all-calls', 'agent'];

function soundOf({ files }: Form): SentFile {
	const [file] = files;
	if (!file || files.length > 1) throw apiError(400, 'AWR-128', 'There must be one file');
	if (!/^audio\/(mpeg|wav)$/.test(file.contentType)) {
		throw apiError(400, 'AWR-129', 'Media type is not supported');
	}
	return file;
}

function keep(state: State, channel: SentUpload['channel'], { envelope, files }: Form): string {
	const id = String(state.world.nextId());
	state.world.sent.push({ channel, at: state.now(), envelope, files, id });
	return id;
}

const ruleIdOf = (rule: unknown): string | undefined => {
	const id: unknown = typeof rule === 'object' && rule ? Reflect.get(rule, 'id') : undefined;
	return typeof id === 'string' ? id : undefined;
};

/** What plays the greeting has to be told, unless it is not to be applied. */
function checkRule(exchange: Exchange, envelope: Record<string, unknown>): void {
	const { interactionRuleId, stateId } = envelope;
	if (exchange.query.get('apply') === 'false') return;
	if (typeof interactionRuleId === 'string') return;
	if (typeof stateId === 'string') {
		if (STATES.includes(stateId)) return;
		throw invalidParameter('stateId', stateId);
	}
	if (ruleIdOf(envelope['answeringRule']) === undefined) {
		throw apiError(400, 'CMN-100', 'Parameter [answeringRule] is mandatory');
	}
}

async function createGreeting(state: State, exchange: Exchange, isCompany: boolean): Promise<Answer> {
	if (isCompany) checkAdministrator(state, exchange, 'EditCompanyGreetings');
	const owner = isCompany ? undefined : extensionOfPath(state, exchange, 'EditUserAnsweringRules');
	const form = await readForm(exchange, MAX_BODY_BYTES);
	const type = String(form.envelope['type']);
	if (!(isCompany ? COMPANY_TYPES : EXTENSION_TYPES).includes(type)) throw invalidParameter('type', type);
	if (!isCompany) checkRule(exchange, form.envelope);
	const { contentType } = soundOf(form);
	const id = keep(state, 'greeting', form);
	const account = `/restapi/v1.0/account/${state.world.account.id}`;
	const path = `${account}${owner ? `/extension/${owner.id}` : ''}/greeting/${id}`;
	const ruleId = ruleIdOf(form.envelope['answeringRule']);
	return jsonAnswer(200, {
		uri: `${state.urls.api}${path}`,
		id,
		type,
		contentType,
		contentUri: `${state.urls.media}${path}/content`,
		...(ruleId !== undefined && {
			answeringRule: { id: ruleId, uri: `${state.urls.api}${account}/answering-rule/${ruleId}` },
		}),
	});
}

async function createPrompt(state: State, exchange: Exchange): Promise<Answer> {
	checkAdministrator(state, exchange, 'EditCompanyGreetings');
	const form = await readForm(exchange, MAX_BODY_BYTES);
	const { fileName, contentType } = soundOf(form);
	const id = keep(state, 'ivrPrompt', form);
	const path = `/restapi/v1.0/account/${state.world.account.id}/ivr-prompts/${id}`;
	const { name } = form.envelope;
	return jsonAnswer(200, {
		uri: `${state.urls.api}${path}`,
		id,
		contentType,
		contentUri: `${state.urls.media}${path}/content`,
		filename: typeof name === 'string' ? name : fileName,
	});
}

export function soundOperations(state: State): Operation[] {
	const shared = { method: 'POST', host: 'api' } as const;
	return [
		{
			...shared,
			group: 'Heavy',
			scope: 'EditExtensions',
			path: `${EXTENSION_PATH}/greeting`,
			handle: (exchange) => createGreeting(state, exchange, false),
		},
		{
			...shared,
			group: 'Medium',
			scope: 'EditAccounts',
			path: `${ACCOUNT_PATH}/greeting`,
			handle: (exchange) => createGreeting(state, exchange, true),
		},
		{
			...shared,
			group: 'Heavy',
			scope: 'EditAccounts',
			path: `${ACCOUNT_PATH}/ivr-prompts`,
			handle: (exchange) => createPrompt(state, exchange),
		},
	];
}
