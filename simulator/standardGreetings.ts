import { jsonAnswer, type Answer } from './answers';
import { notFound } from './errors';
import type { StandardGreeting } from './library';
import { pageOf } from './paging';
import type { Exchange, Operation, State } from './state';
import { fileAnswer } from './storedFiles';

const PATH = '/restapi/v1.0/dictionary/greeting';

const viewStandard = ({ urls }: State, { id, name, type, usageType }: StandardGreeting): object => ({
	id,
	uri: `${urls.api}${PATH}/${id}`,
	name,
	usageType,
	contentUri: `${urls.media}${PATH}/${id}/content`,
	type,
	category: type === 'HoldMusic' ? 'Music' : 'Message',
});

function listStandard(state: State, { query }: Exchange): Answer {
	const [type, usageType] = [query.get('type'), query.get('usageType')];
	const found = state.world.library.standardGreetings.filter(
		(held) => (type ?? held.type) === held.type && (usageType ?? held.usageType) === held.usageType,
	);
	const uri = `${state.urls.api}${PATH}`;
	const page = pageOf(found, uri, query);
	return jsonAnswer(200, { uri, ...page, records: page.records.map((held) => viewStandard(state, held)) });
}

function findStandard(state: State, exchange: Exchange): StandardGreeting {
	const found = state.world.library.standardGreetings.find(({ id }) => id === exchange.param('greetingId'));
	if (!found) throw notFound('greetingId');
	return found;
}

export function standardGreetingOperations(state: State): Operation[] {
	const shared = { method: 'GET', host: 'api', group: 'Medium' } as const;
	return [
		{ ...shared, path: PATH, handle: (exchange) => listStandard(state, exchange) },
		{
			...shared,
			path: `${PATH}/:greetingId`,
			handle: (exchange) => jsonAnswer(200, viewStandard(state, findStandard(state, exchange))),
		},
		{
			...shared,
			host: 'media',
			path: `${PATH}/:greetingId/content`,
			handle: (exchange) => {
				const { file, id } = findStandard(state, exchange);
				return fileAnswer(exchange, file, id);
			},
		},
	];
}
