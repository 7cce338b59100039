import type { Answer } from './answers';
import { contentAnswer } from './content';
import { notFound } from './errors';
import type { StoredFile } from './library';
import type { Exchange } from './state';

/** A file of the library, or 404 when it was deleted. */
export function fileAnswer(exchange: Exchange, file: StoredFile | undefined, name: string): Answer {
	if (!file || file.deleted) throw notFound('id');
	const { content, contentType, modifiedAt } = file;
	return contentAnswer(exchange, { content, contentType, modifiedAt, name }, exchange.faults);
}
