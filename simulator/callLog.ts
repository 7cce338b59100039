import { checkAdministrator, extensionOfPath } from './access';
import { jsonAnswer, type Answer } from './answers';
import { viewCall } from './callView';
import { apiError, notFound } from './errors';
import { pageOf, usualPages } from './paging';
import { allows, digitsOf, readChoices, readFlag, readWindow, withUsualStart } from './query';
import type { Call, Extension } from './records';
import { ACCOUNT_PATH, EXTENSION_PATH, type Exchange, type Operation, type State } from './state';

const DIRECTIONS = ['Inbound', 'Outbound'] as const;
const CALL_TYPES = ['Voice', 'Fax'] as const;
const TRANSPORTS = ['PSTN', 'VoIP'] as const;
const VIEWS = ['Simple', 'Detailed'] as const;
const RECORDING_TYPES = ['Automatic', 'OnDemand', 'All'] as const;
const PAGES = { ...usualPages, withTotals: false };
const SCOPE = 'ReadCallLog';
const COMPANY_PERMISSION = 'FullCompanyCallLog';

/** Whose calls: those of one extension, or all. */
interface Subject {
	extension: Extension | undefined;
	/** The address of the log. */
	uri: string;
}

function subjectOf(state: State, exchange: Exchange, ofCompany: boolean): Subject {
	const account = `${state.urls.api}/restapi/v1.0/account/${state.world.account.id}`;
	if (ofCompany) {
		checkAdministrator(state, exchange, COMPANY_PERMISSION);
		return { extension: undefined, uri: `${account}/call-log` };
	}
	const extension = extensionOfPath(state, exchange, SCOPE);
	return { extension, uri: `${account}/extension/${extension.id}/call-log` };
}

const isShown = (state: State, call: Call, { extension }: Subject): boolean =>
	call.visibleAt <= state.now() && (!extension || call.extensionId === extension.id);

/** The kind of recording a query asks for; the older flag counts only without the newer parameter. */
function readRecordingType(query: URLSearchParams): (typeof RECORDING_TYPES)[number] | undefined {
	const [type] = readChoices(query, 'recordingType', RECORDING_TYPES);
	return type ?? (readFlag(query, 'withRecording', false) ? 'All' : undefined);
}

/** The calls a query asks for by their start, newest first. */
function findCalls(state: State, subject: Subject, query: URLSearchParams): Call[] {
	const { fromAt, toAt } = readWindow(query, state.now());
	const direction = readChoices(query, 'direction', DIRECTIONS);
	const types = readChoices(query, 'type', CALL_TYPES);
	const transports = readChoices(query, 'transport', TRANSPORTS);
	const recordingType = readRecordingType(query);
	const number = digitsOf(query.get('phoneNumber') ?? undefined);
	const extensionNumber = query.get('extensionNumber');
	if (number !== '' && extensionNumber !== null) {
		const parameterName = 'extensionNumber';
		throw apiError(400, 'CMN-101', `Parameter [${parameterName}] value is invalid.`, { parameterName });
	}
	const sessionId = query.get('sessionId');
	const telephonySessionId = query.get('telephonySessionId');
	return state.world.calls
		.filter((call) => isShown(state, call, subject))
		.filter((call) => call.startedAt >= fromAt && call.startedAt <= toAt)
		.filter((call) => allows(direction, call.direction) && allows(types, call.type))
		.filter((call) => allows(transports, call.transport))
		.filter((call) => number === '' || [call.from, call.to].some((it) => digitsOf(it.phoneNumber) === number))
		.filter((call) => extensionNumber === null || involves(state, call, extensionNumber))
		.filter((call) => sessionId === null || call.sessionId === sessionId)
		.filter((call) => telephonySessionId === null || call.telephonySessionId === telephonySessionId)
		.filter((call) => recordingType === undefined || hasRecording(state, call, recordingType))
		.sort((one, other) => other.startedAt - one.startedAt || other.id.localeCompare(one.id));
}

function involves(state: State, call: Call, extensionNumber: string): boolean {
	const own = state.world.extension(call.extensionId)?.extensionNumber;
	return [own, call.from.extensionNumber, call.to.extensionNumber].includes(extensionNumber);
}

function hasRecording(state: State, { recording }: Call, type: (typeof RECORDING_TYPES)[number]): boolean {
	if (!recording || state.now() < recording.listedAt) return false;
	return type === 'All' || recording.type === type;
}

const isDetailed = (query: URLSearchParams): boolean => readChoices(query, 'view', VIEWS)[0] === 'Detailed';

function listCalls(state: State, exchange: Exchange, ofCompany: boolean): Answer {
	const { query } = exchange;
	const subject = subjectOf(state, exchange, ofCompany);
	const detailed = isDetailed(query);
	const told = withUsualStart(query, state.now());
	const page = pageOf(findCalls(state, subject, query), subject.uri, told, PAGES);
	return jsonAnswer(200, {
		uri: `${subject.uri}?${told.toString()}`,
		...page,
		records: page.records.map((call) => viewCall(state, call, subject.uri, detailed)),
	});
}

function readCall(state: State, exchange: Exchange, ofCompany: boolean): Answer {
	const subject = subjectOf(state, exchange, ofCompany);
	const id = exchange.param('callRecordId');
	const call = state.world.calls.find((held) => held.id === id && isShown(state, held, subject));
	if (!call) throw notFound('callRecordId');
	return jsonAnswer(200, viewCall(state, call, subject.uri, isDetailed(exchange.query)));
}

export function callLogOperations(state: State): Operation[] {
	const shared = { method: 'GET', host: 'api', group: 'Heavy', scope: SCOPE } as const;
	return [true, false].flatMap((ofCompany) => {
		const path = `${ofCompany ? ACCOUNT_PATH : EXTENSION_PATH}/call-log`;
		return [
			{ ...shared, path, handle: (held: Exchange) => listCalls(state, held, ofCompany) },
			{
				...shared,
				path: `${path}/:callRecordId`,
				handle: (held: Exchange) => readCall(state, held, ofCompany),
			},
		];
	});
}
