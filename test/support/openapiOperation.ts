import { dig, isObject, resolve, type Json } from './openapiSchema';

/** An operation of the description that a request is for. */
export interface Operation {
	operationId: string;
	template: string;
	parameters: Json[];
	described: Json;
	values: Record<string, string>;
}

const countNames = (template: string): number => template.split('{').length;

/** The path with the fewest names in it that fits. */
export function findOperation(
	document: Json,
	{ method, url }: { method: string; url: string },
): Operation | undefined {
	const paths = isObject(document['paths']) ? document['paths'] : {};
	const templates = Object.keys(paths).sort((one, other) => countNames(one) - countNames(other));
	const { pathname } = new URL(url);
	for (const template of templates) {
		const pattern = template.replace(/[.]/g, '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
		const values = new RegExp(`^${pattern}$`).exec(pathname);
		const described = dig(paths, template, method.toLowerCase());
		if (!values || !isObject(described)) continue;
		const shared = dig(paths, template, 'parameters');
		const listed = [described['parameters'], shared].flatMap((list) =>
			Array.isArray(list) ? (list as unknown[]) : [],
		);
		const parameters = listed.map((parameter) => resolve(document, parameter));
		const operationId = String(described['operationId']);
		return { operationId, template, described, parameters, values: { ...values.groups } };
	}
	return undefined;
}
