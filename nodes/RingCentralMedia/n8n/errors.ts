import { jsonParse, NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';
import { MediaError } from '../errors';
import { withoutUndefined } from '../read';

/** Codes for which the service, not the node's parameters, is the cause. */
const FROM_SERVICE = new Set<MediaError['code']>([
	'gone',
	'interrupted',
	'notReady',
	'refused',
	'throttled',
	'unexpected',
]);

/** An error as n8n shows it: what happened as message, what to do as description, and on which item. */
export function toNodeError(
	node: INode,
	failure: Error,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	if (failure instanceof NodeApiError || failure instanceof NodeOperationError) return failure;
	if (!(failure instanceof MediaError)) {
		return new NodeOperationError(node, failure, { itemIndex });
	}
	const description = describe(failure);
	const { message } = failure;
	if (!FROM_SERVICE.has(failure.code)) {
		return new NodeOperationError(node, message, { itemIndex, description });
	}
	const facts: JsonObject = { message, description };
	const httpCode = failure.status === undefined ? undefined : String(failure.status);
	return new NodeApiError(node, facts, {
		message,
		description,
		itemIndex,
		...(httpCode !== undefined && { httpCode }),
	});
}

function describe({ hint, errorCode, requestId }: MediaError): string {
	const reference = [
		errorCode !== undefined ? `RingCentral code ${errorCode}` : '',
		requestId !== undefined ? `request ${requestId}` : '',
	].filter((part) => part !== '');
	return [hint ?? '', reference.length > 0 ? `(${reference.join(', ')})` : ''].filter(Boolean).join(' ');
}

/**
 * The JSON of an item that failed under continue-on-fail. n8n sends an item to the error output only if
 * it has no other keys than these.
 */
export function toErrorJson(
	failure: Error,
	takesDetails: boolean,
): { error: string; details: JsonObject } | { error: string; message: string } {
	const { message } = failure;
	if (!(failure instanceof MediaError))
		return takesDetails ? { error: message, details: {} } : { error: message, message };
	const { code, hint, waitMs, status, errorCode, requestId } = failure;
	if (!takesDetails) return { error: message, message: hint === undefined ? code : `${code}: ${hint}` };
	const known = withoutUndefined({ hint, waitMs, status, errorCode, requestId });
	return { error: message, details: { code, ...toJson(known) } };
}

/** Plain data as JSON; what JSON cannot hold is left out. */
export const toJson = (data: Record<string, unknown>): JsonObject =>
	jsonParse<JsonObject>(JSON.stringify(data));
