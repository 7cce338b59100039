/** A piece of an OpenAPI description: JSON that nothing is known about. */
export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at a path of names; `undefined` where it ends early. */
export function dig(value: unknown, ...names: string[]): unknown {
	return names.reduce<unknown>((held, name) => (isObject(held) ? held[name] : undefined), value);
}

/** OpenAPI 3.0 says `nullable` where JSON Schema has the type `null`. */
export function asJsonSchema(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(asJsonSchema);
	if (!isObject(value)) return value;
	const schema = Object.fromEntries(Object.entries(value).map(([name, held]) => [name, asJsonSchema(held)]));
	if (schema['nullable'] !== true) return schema;
	const { type, enum: choices } = schema;
	return {
		...schema,
		...(typeof type === 'string' && { type: [type, 'null'] }),
		...(Array.isArray(choices) && { enum: [...(choices as unknown[]), null] }),
	};
}

/** Follows references within the document. */
export function resolve(document: Json, value: unknown): Json {
	const reference = dig(value, '$ref');
	if (typeof reference === 'string') {
		return resolve(document, dig(document, ...reference.replace('#/', '').split('/')));
	}
	return isObject(value) ? value : {};
}

/** A schema and all it is put together from. */
function partsOf(document: Json, schema: unknown): Json[] {
	const own = resolve(document, schema);
	const inner = ['allOf', 'anyOf', 'oneOf'].flatMap((name) => {
		const list = own[name];
		return Array.isArray(list) ? (list as unknown[]) : [];
	});
	return [own, ...inner.flatMap((part) => partsOf(document, part))];
}

/**
 * Paths of the properties that a schema does not describe. Schemas are open, so a validator lets a
 * misspelt name pass.
 */
export function undescribed(document: Json, schema: unknown, value: unknown, at = ''): string[] {
	const parts = partsOf(document, schema);
	if (Array.isArray(value)) {
		const items = parts.find((part) => part['items'] !== undefined)?.['items'];
		return value.flatMap((held) =>
			items === undefined ? [] : undescribed(document, items, held, `${at}[]`),
		);
	}
	if (!isObject(value)) return [];
	const isOpen = parts.some(
		(part) => isObject(part['additionalProperties']) || part['additionalProperties'] === true,
	);
	const described = parts.map((part) => part['properties']).filter(isObject);
	if (isOpen || described.length === 0) return [];
	return Object.entries(value).flatMap(([name, held]) => {
		const inner = described.find((properties) => name in properties)?.[name];
		return inner === undefined ? [`${at}.${name}`] : undescribed(document, inner, held, `${at}.${name}`);
	});
}
