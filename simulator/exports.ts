import { checkAdministrator } from './access';
import { jsonAnswer, type Answer } from './answers';
import { apiError, missingPermission, notFound } from './errors';
import type { Export } from './library';
import { pageOf } from './paging';
import { ACCOUNT_PATH, userOf, type Exchange, type Operation, type State } from './state';
import { fileAnswer } from './storedFiles';

const MOST_AT_ONCE = 2;
const START_MS = 5_000;
const EXPORTS = '/team-messaging/v1/data-export';

const inIso = (at: number): string => new Date(at).toISOString();

function statusAt({ createdAt, readyAt, endsAs }: Export, now: number): string {
	if (now >= readyAt) return endsAs;
	return now < createdAt + START_MS ? 'Accepted' : 'InProgress';
}

const reportPath = (state: State, { id }: Export): string =>
	`/restapi/v1.0/account/${state.world.account.id}/message-store-report/${id}`;

function viewReport(state: State, report: Export): object {
	const status = statusAt(report, state.now());
	const { asked, createdAt, readyAt } = report;
	return {
		uri: `${state.urls.api}${reportPath(state, report)}`,
		id: report.id,
		status,
		accountId: String(state.world.account.id),
		extensionId: String(state.world.owner.id),
		messageTypes: ['Fax', 'SMS', 'VoiceMail', 'Pager'],
		...asked,
		startTime: inIso(createdAt),
		...(state.now() >= readyAt && { finishTime: inIso(readyAt) }),
	};
}

function viewExport(state: State, made: Export): object {
	const { id, asked, createdAt, readyAt, archives } = made;
	const status = statusAt(made, state.now());
	const { timeFrom, timeTo, contacts, chatIds } = asked;
	const [firstName = '', ...rest] = state.world.owner.name.split(' ');
	return {
		uri: `${state.urls.api}${EXPORTS}/${id}`,
		id,
		creationTime: inIso(createdAt),
		lastModifiedTime: inIso(Math.min(readyAt, state.now())),
		status,
		creator: { id: String(state.world.owner.id), firstName, lastName: rest.join(' ') },
		specific: {
			timeFrom,
			timeTo,
			...(contacts !== undefined && { contacts }),
			...(chatIds !== undefined && { chatIds }),
		},
		...(status === 'Completed' && {
			datasets: archives.map(({ content }, index) => ({
				id: String(index + 1),
				uri: `${state.urls.media}${EXPORTS}/${id}/datasets/${index + 1}`,
				size: content.sizeBytes,
			})),
		}),
	};
}

/** Two at once, and no more. */
function create(state: State, { request }: Exchange, source: Export['source']): Export {
	const { library } = state.world;
	const running = library.exports.filter((held) => held.source === source && state.now() < held.readyAt);
	if (running.length >= MOST_AT_ONCE) {
		throw apiError(429, 'CMN-304', 'Too many tasks are running already');
	}
	const { body } = request;
	return library.addExport(source, typeof body === 'object' && body ? { ...body } : {});
}

function find(state: State, exchange: Exchange, source: Export['source']): Export {
	const id = exchange.param('taskId');
	const found = state.world.library.exports.find((held) => held.id === id && held.source === source);
	if (!found) throw notFound('taskId');
	return found;
}

function archiveOf({ archives }: Export, exchange: Exchange, first: number): Answer {
	const index = Number(exchange.param('archiveId')) - first;
	return fileAnswer(exchange, archives[index], `archive${index}`);
}

function listArchives(state: State, report: Export): Answer {
	if (statusAt(report, state.now()) !== 'Completed') throw notFound('taskId');
	const records = report.archives.map(({ content }, index) => ({
		size: content.sizeBytes,
		uri: `${state.urls.api}${reportPath(state, report)}/archive/${index}`,
	}));
	return jsonAnswer(200, { records });
}

function listExports(state: State, exchange: Exchange): Answer {
	const asked = exchange.query.get('status');
	const found = state.world.library.exports
		.filter((held) => held.source === 'teamMessaging')
		.filter((held) => asked === null || statusAt(held, state.now()) === asked)
		.sort((one, other) => other.createdAt - one.createdAt);
	const rules = { defaultPerPage: 30, maxPerPage: 250, withTotals: true };
	const { records, ...page } = pageOf(found, `${state.urls.api}${EXPORTS}`, exchange.query, rules);
	return jsonAnswer(200, { tasks: records.map((held) => viewExport(state, held)), ...page });
}

export function exportOperations(state: State): Operation[] {
	type Work = (exchange: Exchange) => Answer;
	const heavy = { host: 'api', group: 'Heavy', scope: 'ReadMessages' } as const;
	const medium = { host: 'api', group: 'Medium', scope: 'TeamMessaging' } as const;
	const reports = `${ACCOUNT_PATH}/message-store-report`;
	const asAdmin =
		(work: Work): Work =>
		(exchange) => {
			checkAdministrator(state, exchange, 'Users');
			return work(exchange);
		};
	const ofTeam =
		(work: Work): Work =>
		(exchange) => {
			if (!userOf(exchange).admin) throw missingPermission('Glip');
			return work(exchange);
		};
	const report = (exchange: Exchange): Export => find(state, exchange, 'messageStore');
	const dataset = (exchange: Exchange): Export => find(state, exchange, 'teamMessaging');
	const route = (
		facts: Omit<Operation, 'handle' | 'path' | 'method'>,
		method: Operation['method'],
		path: string,
		handle: Work,
	): Operation => ({ ...facts, method, path, handle });
	return [
		route(
			heavy,
			'POST',
			reports,
			asAdmin((held) => jsonAnswer(202, viewReport(state, create(state, held, 'messageStore')))),
		),
		route(
			heavy,
			'GET',
			`${reports}/:taskId`,
			asAdmin((held) => jsonAnswer(200, viewReport(state, report(held)))),
		),
		route(
			heavy,
			'GET',
			`${reports}/:taskId/archive`,
			asAdmin((held) => listArchives(state, report(held))),
		),
		route(
			heavy,
			'GET',
			`${reports}/:taskId/archive/:archiveId`,
			asAdmin((held) => archiveOf(report(held), held, 0)),
		),
		route(
			{ ...medium, group: 'Heavy' },
			'POST',
			EXPORTS,
			ofTeam((held) => jsonAnswer(202, viewExport(state, create(state, held, 'teamMessaging')))),
		),
		route(
			medium,
			'GET',
			EXPORTS,
			ofTeam((held) => listExports(state, held)),
		),
		route(
			medium,
			'GET',
			`${EXPORTS}/:taskId`,
			ofTeam((held) => jsonAnswer(200, viewExport(state, dataset(held)))),
		),
		route(
			{ ...medium, host: 'media' },
			'GET',
			`${EXPORTS}/:taskId/datasets/:archiveId`,
			ofTeam((held) => archiveOf(dataset(held), held, 1)),
		),
	];
}
