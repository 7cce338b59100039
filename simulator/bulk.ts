import { fixedContent } from './bytes';
import { answerOf, jsonAnswer, toJson, type Answer } from './answers';
import { apiError } from './errors';

/** @see https://developers.ringcentral.com/guide/basics/batch-requests */
const MAX_ENTRIES = 50;
export const JSON_PARTS = 'application/vnd.ringcentral.multipart+json';
const BOUNDARY = 'Boundary_simulated';

interface Entry {
	resourceId: string;
	status: number;
	body: unknown;
}

function entryOf(resourceId: string, read: (id: string) => object): Entry {
	try {
		return { resourceId, status: 200, body: read(resourceId) };
	} catch (error) {
		const { status, body } = answerOf(error);
		const parsed: unknown = JSON.parse(body.read(0, body.sizeBytes).toString());
		return { resourceId, status, body: parsed };
	}
}

/**
 * The answer for several ids in one path: a list for who accepts the JSON form, else a multipart body
 * whose first part tells how it went with each.
 */
export function bulkAnswer(ids: string[], accept: string | undefined, read: (id: string) => object): Answer {
	if (ids.length > MAX_ENTRIES) {
		throw apiError(400, 'CMN-106', `Batch request is limited to ${MAX_ENTRIES} entries`);
	}
	const entries = ids.map((id) => entryOf(id, read));
	if (accept?.includes(JSON_PARTS)) return jsonAnswer(207, entries, { 'Content-Type': JSON_PARTS });
	const statuses = { response: entries.map(({ resourceId, status }) => ({ href: resourceId, status })) };
	const parts = [statuses, ...entries.map(({ body }) => body)].map(
		(body) => `--${BOUNDARY}\r\nContent-Type: application/json\r\n\r\n${toJson(body)}\r\n`,
	);
	return {
		status: 207,
		headers: { 'Content-Type': `multipart/mixed; boundary=${BOUNDARY}` },
		body: fixedContent(`${parts.join('')}--${BOUNDARY}--\r\n`),
	};
}
