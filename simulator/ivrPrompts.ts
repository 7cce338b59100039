import { checkAccount, checkAdministrator } from './access';
import { emptyAnswer, jsonAnswer, type Answer } from './answers';
import { invalidParameter, notFound } from './errors';
import type { Prompt } from './library';
import { pageOf } from './paging';
import { ACCOUNT_PATH, type Exchange, type Operation, type State } from './state';
import { fileAnswer } from './storedFiles';

const pathOf = (state: State): string => `/restapi/v1.0/account/${state.world.account.id}/ivr-prompts`;

function viewPrompt(state: State, { id, filename, file }: Prompt): object {
	const path = `${pathOf(state)}/${id}`;
	return {
		uri: `${state.urls.api}${path}`,
		id,
		contentType: file.contentType,
		contentUri: `${state.urls.media}${path}/content`,
		filename,
	};
}

function findPrompt(state: State, exchange: Exchange): Prompt {
	checkAccount(state, exchange);
	const found = state.world.library.prompts.find(({ id }) => id === exchange.param('promptId'));
	if (!found) throw notFound('promptId');
	return found;
}

function listPrompts(state: State, exchange: Exchange): Answer {
	checkAccount(state, exchange);
	const uri = `${state.urls.api}${pathOf(state)}`;
	const page = pageOf(state.world.library.prompts, uri, exchange.query);
	return jsonAnswer(200, { uri, ...page, records: page.records.map((prompt) => viewPrompt(state, prompt)) });
}

function renamePrompt(state: State, exchange: Exchange): Answer {
	checkAdministrator(state, exchange, 'EditCompanyGreetings');
	const prompt = findPrompt(state, exchange);
	const { body } = exchange.request;
	const filename: unknown = typeof body === 'object' && body ? Reflect.get(body, 'filename') : undefined;
	if (typeof filename !== 'string' || filename === '') throw invalidParameter('filename', String(filename));
	prompt.filename = filename;
	return jsonAnswer(200, viewPrompt(state, prompt));
}

function deletePrompt(state: State, exchange: Exchange): Answer {
	checkAdministrator(state, exchange, 'EditCompanyGreetings');
	const { prompts } = state.world.library;
	prompts.splice(prompts.indexOf(findPrompt(state, exchange)), 1);
	return emptyAnswer(204);
}

export function ivrPromptOperations(state: State): Operation[] {
	const list = `${ACCOUNT_PATH}/ivr-prompts`;
	const path = `${list}/:promptId`;
	const read = { method: 'GET', host: 'api', group: 'Medium', scope: 'ReadAccounts' } as const;
	const edit = { host: 'api', scope: 'EditAccounts' } as const;
	return [
		{ ...read, path: list, handle: (exchange) => listPrompts(state, exchange) },
		{ ...read, path, handle: (exchange) => jsonAnswer(200, viewPrompt(state, findPrompt(state, exchange))) },
		{ ...edit, method: 'PUT', group: 'Medium', path, handle: (exchange) => renamePrompt(state, exchange) },
		{ ...edit, method: 'DELETE', group: 'Heavy', path, handle: (exchange) => deletePrompt(state, exchange) },
		{
			...read,
			host: 'media',
			group: 'Heavy',
			path: `${path}/content`,
			handle: (exchange) => {
				const { file, id } = findPrompt(state, exchange);
				return fileAnswer(exchange, file, id);
			},
		},
	];
}
