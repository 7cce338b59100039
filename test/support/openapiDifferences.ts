import type { HttpExchange, Violation } from './openapi';
import { dig } from './openapiSchema';

/** Where the service, or its guide, is known to differ from its description. */
export interface Difference {
	name: string;
	reason: string;
	covers(exchange: HttpExchange, violation: Violation): boolean;
}

const pathOf = ({ url }: HttpExchange): string => new URL(url).pathname;
const CONTENT = /\/content(\/[^/]+)?$/;
const REPORT_ARCHIVE = /\/message-store-report\/[^/]+\/archive\/[^/]+$/;
const COMPANY_RULE = /\/account\/[^/]+\/answering-rule\/[^/]+$/;
const EXPORT_DATASET = /\/team-messaging\/v1\/data-export\/[^/]+\/datasets\/[^/]+$/;

/** An address that is not in the description at all, nor what it answers. */
const isUndescribed = (where: Violation['where']): boolean => where === 'path' || where === 'status';

/** The first error's own properties. */
function firstErrorHas({ responseBody }: HttpExchange, property: string): boolean {
	const errors = dig(responseBody, 'errors');
	const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
	return ['errorCode', 'message'].includes(property) || dig(first, property) !== undefined;
}

export const knownDifferences: Difference[] = [
	{
		name: 'ranges of content',
		reason: 'The media guide documents Range and 206 for all media; 416 follows from them.',
		covers: (exchange, { where }) =>
			where === 'status' && exchange.status === 206 && CONTENT.test(pathOf(exchange)),
	},
	{
		name: 'archive of a message store report',
		reason: 'The guide to message exports downloads the addresses of the archive list.',
		covers: (exchange, { where }) => isUndescribed(where) && REPORT_ARCHIVE.test(pathOf(exchange)),
	},
	{
		name: 'dataset of a data export',
		reason: 'The compliance export guide downloads the address of a dataset.',
		covers: (exchange, { where }) => isUndescribed(where) && EXPORT_DATASET.test(pathOf(exchange)),
	},
	{
		name: 'one answering rule of the company',
		reason: 'The list tells the address of each rule, and only the rule itself tells its greetings.',
		covers: (exchange, { where }) => isUndescribed(where) && COMPANY_RULE.test(pathOf(exchange)),
	},
	{
		name: 'filename in a fax answer',
		reason: 'The answer to sending a fax spells it "filename", messages spell it "fileName".',
		covers: (exchange, { where, message }) =>
			where === 'responseBody' && pathOf(exchange).endsWith('/fax') && /\.file[nN]ame is not/.test(message),
	},
	{
		name: 'body of a team file',
		reason: 'The guide to team messaging files sends the bytes of the file, with their own type.',
		covers: (exchange, { where, message }) =>
			where === 'requestBody' &&
			pathOf(exchange) === '/team-messaging/v1/files' &&
			/^type \S+ is not described$/.test(message),
	},
	{
		name: 'first error at top level',
		reason: 'Real error bodies repeat the first error beside the list, as the guide on errors shows.',
		covers: (exchange, { where, message }) => {
			const [, property = ''] = /^\.(\w+) is not described$/.exec(message) ?? [];
			return (
				where === 'responseBody' &&
				exchange.status >= 400 &&
				property !== '' &&
				firstErrorHas(exchange, property)
			);
		},
	},
	{
		name: 'empty list of errors',
		reason: 'The gateway answers with its code at top level and an empty list.',
		covers: (exchange, { where, message }) =>
			where === 'responseBody' && exchange.status >= 400 && message.startsWith('/errors must NOT have fewer'),
	},
	{
		name: 'voicemail side recipients',
		reason: 'Required of every single message, though only a voicemail left for several users has any.',
		covers: (_exchange, { operationId, message }) =>
			operationId === 'readMessage' && message.includes("required property 'vmSideRecipients'"),
	},
	{
		name: 'error_description',
		reason: 'RFC 6749, section 5.2: the text beside the OAuth error code.',
		covers: (exchange, { message }) =>
			pathOf(exchange).startsWith('/restapi/oauth/') && message === '.error_description is not described',
	},
	{
		name: 'access_token in the query',
		reason: 'The media guide allows it on the media host.',
		covers: (exchange, { where, message }) =>
			where === 'query' && CONTENT.test(pathOf(exchange)) && message === 'access_token is not described',
	},
];

/** The name of the difference that excuses a violation, if one does. */
export function excuse(exchange: HttpExchange, violation: Violation): string | undefined {
	return knownDifferences.find((difference) => difference.covers(exchange, violation))?.name;
}
