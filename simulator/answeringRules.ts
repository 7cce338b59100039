import { checkAccount, extensionOfPath } from './access';
import { jsonAnswer, type Answer } from './answers';
import { notFound } from './errors';
import type { Greeting } from './library';
import { pageOf } from './paging';
import { ACCOUNT_PATH, EXTENSION_PATH, type Exchange, type Operation, type State } from './state';

/** Every extension and the company have these two. */
const RULES = [
	{ id: 'business-hours-rule', type: 'BusinessHours', name: 'Business Hours' },
	{ id: 'after-hours-rule', type: 'AfterHours', name: 'After Hours' },
] as const;

const greetingsOf = (greetings: Greeting[]): object[] => [
	{ type: 'Introductory', preset: { id: '65536', name: 'None' } },
	...greetings.map(({ id, type }) => ({ type, custom: { id } })),
];

/** The rules of an extension, or of the company; greetings are told only in detail. */
function viewRules(state: State, extensionId: number | undefined, inDetail: boolean): { id: string }[] {
	const owner = extensionId === undefined ? '' : `/extension/${extensionId}`;
	const base = `${state.urls.api}/restapi/v1.0/account/${state.world.account.id}${owner}`;
	return RULES.map(({ id, type, name }) => {
		const used = state.world.library.greetings.filter(
			(greeting) => greeting.extensionId === extensionId && greeting.ruleId === id,
		);
		return {
			uri: `${base}/answering-rule/${id}`,
			id,
			type,
			name,
			enabled: true,
			...(inDetail && { greetings: greetingsOf(used) }),
		};
	});
}

function listRules(state: State, exchange: Exchange): Answer {
	const { id } = extensionOfPath(state, exchange, 'ReadUserAnsweringRules');
	const rules = viewRules(state, id, exchange.query.get('view') === 'Detailed');
	const uri = exchange.url.href.replace(/\?.*/, '');
	return jsonAnswer(200, { uri, ...pageOf(rules, uri, exchange.query) });
}

function listCompanyRules(state: State, exchange: Exchange): Answer {
	checkAccount(state, exchange);
	const uri = exchange.url.href.replace(/\?.*/, '');
	return jsonAnswer(200, { uri, ...pageOf(viewRules(state, undefined, false), uri, exchange.query) });
}

function readCompanyRule(state: State, exchange: Exchange): Answer {
	checkAccount(state, exchange);
	const rule = viewRules(state, undefined, true).find(({ id }) => id === exchange.param('ruleId'));
	if (!rule) throw notFound('ruleId');
	return jsonAnswer(200, rule);
}

export function answeringRuleOperations(state: State): Operation[] {
	const shared = { method: 'GET', host: 'api', group: 'Medium', scope: 'ReadAccounts' } as const;
	const company = `${ACCOUNT_PATH}/answering-rule`;
	return [
		{
			...shared,
			path: `${EXTENSION_PATH}/answering-rule`,
			handle: (exchange) => listRules(state, exchange),
		},
		{ ...shared, path: company, handle: (exchange) => listCompanyRules(state, exchange) },
		{ ...shared, path: `${company}/:ruleId`, handle: (exchange) => readCompanyRule(state, exchange) },
	];
}
