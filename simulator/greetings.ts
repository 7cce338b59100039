import { checkAccount, extensionOfPath } from './access';
import { jsonAnswer, type Answer } from './answers';
import { notFound } from './errors';
import type { Greeting } from './library';
import { ACCOUNT_PATH, EXTENSION_PATH, type Exchange, type Operation, type State } from './state';
import { fileAnswer } from './storedFiles';

const PERMISSION = 'ReadUserInfo';

const accountPath = (state: State): string => `/restapi/v1.0/account/${state.world.account.id}`;

function viewGreeting(state: State, { id, extensionId, type, ruleId, file }: Greeting): object {
	const base = `${accountPath(state)}/extension/${extensionId ?? 0}`;
	return {
		uri: `${state.urls.api}${base}/greeting/${id}`,
		id,
		type,
		contentType: file.contentType,
		contentUri: `${state.urls.media}${base}/greeting/${id}/content`,
		...(ruleId !== undefined && {
			answeringRule: { uri: `${state.urls.api}${base}/answering-rule/${ruleId}`, id: ruleId },
		}),
	};
}

function findGreeting(state: State, exchange: Exchange): Greeting {
	const { id } = extensionOfPath(state, exchange, PERMISSION);
	const asked = exchange.param('greetingId');
	const isMusic = asked === 'hold-music';
	const found = state.world.library.greetings
		.filter((greeting) => greeting.extensionId === id && !greeting.file.deleted)
		.find((greeting) => (isMusic ? greeting.type === 'HoldMusic' : greeting.id === asked));
	if (!found) throw notFound('greetingId');
	return found;
}

function findCompanyGreeting(state: State, exchange: Exchange): Greeting {
	checkAccount(state, exchange);
	const found = state.world.library.greetings.find(
		({ id, extensionId }) => extensionId === undefined && id === exchange.param('greetingId'),
	);
	if (!found) throw notFound('greetingId');
	return found;
}

function companyCustoms(state: State, exchange: Exchange): Answer {
	checkAccount(state, exchange);
	const records = state.world.library.greetings
		.filter(({ extensionId, ruleId }) => extensionId === undefined && ruleId === undefined)
		.map(({ id, type }) => ({
			type,
			custom: { uri: `${state.urls.api}${accountPath(state)}/greeting/${id}`, id },
			language: { id: '1033', name: 'English (United States)', localeCode: 'en-US' },
		}));
	return jsonAnswer(200, { records });
}

export function greetingOperations(state: State): Operation[] {
	const shared = { method: 'GET', scope: 'ReadAccounts' } as const;
	const medium = { ...shared, host: 'api', group: 'Medium' } as const;
	const heavy = { ...shared, host: 'media', group: 'Heavy' } as const;
	const own = `${EXTENSION_PATH}/greeting/:greetingId`;
	const content = (find: typeof findGreeting) => (exchange: Exchange) => {
		const { file, id } = find(state, exchange);
		return fileAnswer(exchange, file, id);
	};
	const company = {
		path: `${ACCOUNT_PATH}/greeting/:greetingId/content`,
		handle: content(findCompanyGreeting),
	};
	return [
		{
			...medium,
			path: own,
			handle: (exchange) => jsonAnswer(200, viewGreeting(state, findGreeting(state, exchange))),
		},
		{
			...medium,
			path: `${ACCOUNT_PATH}/call-recording/custom-greetings`,
			handle: (exchange) => companyCustoms(state, exchange),
		},
		{ ...heavy, path: `${own}/content`, handle: content(findGreeting) },
		// No answer tells this address, and on a loopback server nothing tells the media host.
		{ ...heavy, ...company },
		{ ...heavy, ...company, host: 'api' },
	];
}
