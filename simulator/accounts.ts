import { checkAccount } from './access';
import { jsonAnswer, type Answer } from './answers';
import { notFound } from './errors';
import { pageOf } from './paging';
import { allows, readChoices } from './query';
import type { Extension, PhoneNumber } from './records';
import { ACCOUNT_PATH, EXTENSION_PATH, userOf, type Exchange, type Operation, type State } from './state';

const EXTENSION_TYPES = [
	'User',
	'Department',
	'Announcement',
	'Voicemail',
	'DigitalUser',
	'VirtualUser',
	'FaxUser',
	'FlexibleUser',
	'IvrMenu',
	'Limited',
	'SharedLinesGroup',
	'Site',
] as const;
const EXTENSION_STATUSES = ['Enabled', 'Disabled', 'NotActivated'] as const;
const USAGE_TYPES = ['MainCompanyNumber', 'CompanyNumber', 'DirectNumber', 'CompanyFaxNumber'] as const;

const accountUri = (state: State): string =>
	`${state.urls.api}/restapi/v1.0/account/${state.world.account.id}`;

const extensionUri = (state: State, id: number): string => `${accountUri(state)}/extension/${id}`;

function viewAccount(state: State): object {
	const { id, mainNumber } = state.world.account;
	const { owner } = state.world;
	return {
		uri: accountUri(state),
		id,
		mainNumber,
		operator: { id: owner.id, uri: extensionUri(state, owner.id), extensionNumber: owner.extensionNumber },
		status: 'Confirmed',
		setupWizardState: 'Completed',
	};
}

function viewExtension(state: State, extension: Extension): object {
	const { id, extensionNumber, name, email, type, status, admin } = extension;
	const [firstName = '', ...rest] = name.split(' ');
	return {
		uri: extensionUri(state, id),
		id,
		extensionNumber,
		name,
		type,
		status,
		contact: { firstName, lastName: rest.join(' '), company: state.world.account.name, email },
		permissions: { admin: { enabled: admin }, internationalCalling: { enabled: false } },
		hidden: false,
	};
}

function listExtensions(state: State, exchange: Exchange): Answer {
	checkAccount(state, exchange);
	const { query } = exchange;
	const types = readChoices(query, 'type', EXTENSION_TYPES);
	const statuses = readChoices(query, 'status', EXTENSION_STATUSES);
	const number = query.get('extensionNumber');
	const emails = query.getAll('email');
	const found = state.world.extensions
		.filter((extension) => allows(types, extension.type) && allows(statuses, extension.status))
		.filter((extension) => number === null || extension.extensionNumber === number)
		.filter((extension) => allows(emails, extension.email));
	const uri = `${accountUri(state)}/extension`;
	const page = pageOf(found, uri, query);
	const records = page.records.map((extension) => viewExtension(state, extension));
	return jsonAnswer(200, { uri, ...page, records });
}

/** Colleagues are no secret: everyone may read an extension. */
function findExtension(state: State, exchange: Exchange): Extension {
	checkAccount(state, exchange);
	const id = exchange.param('extensionId');
	const extension = id === '~' ? userOf(exchange) : state.world.extension(Number(id));
	if (!extension) throw notFound('extensionId');
	return extension;
}

function viewNumber(state: State, owner: Extension, number: PhoneNumber, withFeatures: boolean): object {
	const { id, phoneNumber, label, type, usageType, paymentType, primary, features } = number;
	const { extensionNumber, type: ownerType } = owner;
	return {
		uri: `${accountUri(state)}/phone-number/${id}`,
		id,
		phoneNumber,
		label,
		type,
		usageType,
		paymentType,
		primary,
		status: 'Normal',
		location: 'San Mateo, CA',
		country: { id: '1', uri: `${state.urls.api}/restapi/v1.0/dictionary/country/1`, name: 'United States' },
		...(number.extensionId !== undefined && {
			extension: { id: owner.id, uri: extensionUri(state, owner.id), extensionNumber, type: ownerType },
		}),
		...(withFeatures && { features }),
	};
}

/** The extension's own numbers and the company's; what they can do is for the owner and administrators. */
function listNumbers(state: State, exchange: Exchange): Answer {
	const extension = findExtension(state, exchange);
	const user = userOf(exchange);
	const usage = readChoices(exchange.query, 'usageType', USAGE_TYPES);
	const found = state.world.numbers
		.filter((number) => number.extensionId === undefined || number.extensionId === extension.id)
		.filter((number) => allows(usage, number.usageType));
	const uri = `${extensionUri(state, extension.id)}/phone-number`;
	const page = pageOf(found, uri, exchange.query);
	const withFeatures = extension === user || user.admin;
	const records = page.records.map((number) => viewNumber(state, extension, number, withFeatures));
	return jsonAnswer(200, { uri, ...page, records });
}

function readAccount(state: State, exchange: Exchange): Answer {
	checkAccount(state, exchange);
	return jsonAnswer(200, viewAccount(state));
}

export function accountOperations(state: State): Operation[] {
	const shared = { method: 'GET', host: 'api', scope: 'ReadAccounts' } as const;
	return [
		{ ...shared, group: 'Light', path: ACCOUNT_PATH, handle: (held) => readAccount(state, held) },
		{
			...shared,
			group: 'Medium',
			path: `${ACCOUNT_PATH}/extension`,
			handle: (held) => listExtensions(state, held),
		},
		{
			...shared,
			group: 'Light',
			path: EXTENSION_PATH,
			handle: (held) => jsonAnswer(200, viewExtension(state, findExtension(state, held))),
		},
		{
			...shared,
			group: 'Light',
			path: `${EXTENSION_PATH}/phone-number`,
			handle: (held) => listNumbers(state, held),
		},
	];
}
