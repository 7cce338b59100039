import { jsonAnswer } from './answers';
import { pageOf } from './paging';
import type { Operation, State } from './state';

/**
 * The cover pages a user in the United States can choose from; the number is the `coverIndex` of a fax.
 * @see https://developers.ringcentral.com/api-reference/Fax/listFaxCoverPages
 */
const coverPages = [
	'None',
	'Ancient',
	'Birthday',
	'Blank',
	'Clasmod',
	'Classic',
	'Confidential',
	'Contempo',
	'Elegant',
	'Express',
	'Formal',
	'Jazzy',
	'Modern',
	'Urgent',
];

export function coverPageOperations(state: State): Operation[] {
	const path = '/restapi/v1.0/dictionary/fax-cover-page';
	const records = coverPages.map((name, at) => ({ id: String(at), name }));
	return [
		{
			method: 'GET',
			host: 'api',
			group: 'Light',
			path,
			handle: ({ query }) => {
				const uri = `${state.urls.api}${path}`;
				return jsonAnswer(200, { uri, ...pageOf(records, uri, query) });
			},
		},
	];
}
