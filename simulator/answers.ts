import { fixedContent, type Content } from './bytes';
import { ApiError } from './errors';

/** What goes back: faults change it before it is written. */
export interface Answer {
	status: number;
	headers: Record<string, string>;
	body: Content;
}

const BIGINT_MARK = 'bigint:4f1c:';
const MARKED = new RegExp(`"${BIGINT_MARK}(\\d+)"`, 'g');

/** JSON in which a bigint is a plain number of any length, as the service writes conversation ids. */
export function toJson(value: unknown): string {
	// Some libraries teach bigint to write itself as text; the value itself stands in its holder.
	const text = JSON.stringify(value, function (this: object, key, held: unknown) {
		const own: unknown = Reflect.get(this, key);
		return typeof own === 'bigint' ? `${BIGINT_MARK}${own}` : held;
	});
	return text.replace(MARKED, '$1');
}

export function jsonAnswer(status: number, value: unknown, headers: Record<string, string> = {}): Answer {
	return {
		status,
		headers: { 'Content-Type': 'application/json;charset=utf-8', ...headers },
		body: fixedContent(toJson(value)),
	};
}

export const emptyAnswer = (status: number, headers: Record<string, string> = {}): Answer => ({
	status,
	headers,
	body: fixedContent(''),
});

/** The answer that an error thrown while handling a request stands for. */
export function answerOf(error: unknown): Answer {
	if (error instanceof ApiError) return jsonAnswer(error.status, error.body, error.headers);
	const message = error instanceof Error ? error.message : String(error);
	return jsonAnswer(500, { errorCode: 'CMN-201', message, errors: [{ errorCode: 'CMN-201', message }] });
}
