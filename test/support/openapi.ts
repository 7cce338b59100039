import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { JsonExchange } from '../../simulator/requests';
import { excuse } from './openapiDifferences';
import { findOperation, type Operation } from './openapiOperation';
import { asJsonSchema, dig, isObject, resolve, undescribed, type Json } from './openapiSchema';

/** Where RingCentral's OpenAPI description lies; tests of the contract are skipped without it. */
export const contractPath = process.env['RINGCENTRAL_OPENAPI'];

export interface HttpExchange {
	method: string;
	url: string;
	requestHeaders: Record<string, string>;
	/** Parsed: an object for JSON and forms, `undefined` for none. */
	requestBody: unknown;
	status: number;
	/** Parsed JSON; `undefined` for bytes and for nothing. */
	responseBody: unknown;
}

/** What the simulator reports of an exchange, as the check wants it. */
export function asHttpExchange({ responseText, ...exchange }: JsonExchange): HttpExchange {
	const responseBody: unknown = responseText === '' ? undefined : JSON.parse(responseText);
	return { ...exchange, responseBody };
}

export interface Violation {
	operationId: string | undefined;
	where: 'path' | 'query' | 'requestBody' | 'status' | 'responseBody';
	message: string;
}

const JSON_TYPES = ['application/json', 'application/vnd.ringcentral.multipart+json'];
const BODYLESS_STATUSES = [204, 302];

/** Holds requests and answers to an OpenAPI description. */
export class Contract {
	private readonly document: Json;
	private readonly validators = new Map<string, ValidateFunction>();
	private readonly ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });

	constructor(path: string) {
		const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
		const document = asJsonSchema(parsed);
		if (!isObject(document)) throw new Error(`${path} is no OpenAPI description`);
		this.document = document;
		addFormats(this.ajv);
		this.ajv.addSchema({ ...document, $id: 'contract' });
	}

	/** What the description does not allow, in the request and in its answer; known differences are excused. */
	check(exchange: HttpExchange): Violation[] {
		return [...this.checkRequest(exchange), ...this.checkAnswer(exchange)];
	}

	checkRequest(exchange: HttpExchange): Violation[] {
		const operation = findOperation(this.document, exchange);
		if (!operation) {
			const message = `${exchange.method} ${new URL(exchange.url).pathname} is not described`;
			return this.excused(exchange, [{ operationId: undefined, where: 'path', message }]);
		}
		const found = [
			...this.checkPath(operation),
			...this.checkQuery(operation, new URL(exchange.url).searchParams),
			...this.checkBody(operation, exchange),
		];
		return this.excused(exchange, found);
	}

	checkAnswer(exchange: HttpExchange): Violation[] {
		const operation = findOperation(this.document, exchange);
		const operationId = operation?.operationId;
		const { status, responseBody } = exchange;
		const declared = dig(operation?.described, 'responses', String(status));
		if (declared === undefined && status < 400) {
			const message = `status ${status} is not described`;
			return this.excused(exchange, [{ operationId, where: 'status', message }]);
		}
		if (responseBody === undefined || BODYLESS_STATUSES.includes(status)) return [];
		const schema = this.schemaOf(declared) ?? this.errorSchema(exchange);
		if (status < 400 && this.schemaOf(declared) === undefined) {
			const message = 'JSON where the description has none';
			return this.excused(exchange, [{ operationId, where: 'responseBody', message }]);
		}
		const messages = [
			...this.validate(schema, responseBody),
			...undescribed(this.document, schema, responseBody).map((path) => `${path} is not described`),
		];
		const found = messages.map((message): Violation => ({ operationId, where: 'responseBody', message }));
		return this.excused(exchange, found);
	}

	private checkPath({ operationId, parameters, values }: Operation): Violation[] {
		return Object.entries(values).flatMap(([name, value]) => {
			const parameter = parameters.find((held) => held['in'] === 'path' && held['name'] === name);
			if (!parameter) return [];
			const schema = resolve(this.document, parameter['schema']);
			// Some operations take several ids, separated by commas.
			const isList = schema['type'] === 'array';
			const texts = isList ? value.split(',') : [value];
			return texts
				.flatMap((text) => this.validateText(isList ? schema['items'] : schema, decodeURIComponent(text)))
				.map((message): Violation => ({ operationId, where: 'path', message: `${name} ${message}` }));
		});
	}

	private checkQuery({ operationId, parameters }: Operation, query: URLSearchParams): Violation[] {
		const known = parameters.filter((parameter) => parameter['in'] === 'query');
		const messages = [...new Set(query.keys())].flatMap((name) => {
			const parameter = known.find((held) => held['name'] === name);
			if (!parameter) return [`${name} is not described`];
			const schema = resolve(this.document, parameter['schema']);
			const values = query.getAll(name);
			const isList = schema['type'] === 'array';
			if (!isList && values.length > 1) return [`${name} is given more than once`];
			const each = isList ? schema['items'] : schema;
			return values.flatMap((value) => this.validateText(each, value)).map((found) => `${name} ${found}`);
		});
		const missing = known
			.filter((parameter) => parameter['required'] === true && !query.has(String(parameter['name'])))
			.map((parameter) => `${String(parameter['name'])} is missing`);
		return [...messages, ...missing].map((message) => ({ operationId, where: 'query', message }));
	}

	/** Parts of multipart bodies are not looked into, only the type of the whole is. */
	private checkBody({ operationId, described }: Operation, exchange: HttpExchange): Violation[] {
		const body = resolve(this.document, described['requestBody']);
		const content = isObject(body['content']) ? body['content'] : {};
		const violation = (message: string): Violation => ({ operationId, where: 'requestBody', message });
		const { requestBody } = exchange;
		if (requestBody === undefined || requestBody === null) {
			return body['required'] === true ? [violation('is missing')] : [];
		}
		const type = (exchange.requestHeaders['content-type'] ?? '').split(';')[0] ?? '';
		const schema = dig(content, type, 'schema');
		if (content[type] === undefined) return [violation(`type ${type} is not described`)];
		if (type.startsWith('multipart/')) return [];
		const value = type === 'application/x-www-form-urlencoded' ? numbersOf(requestBody) : requestBody;
		return [
			...this.validate(schema, value),
			...undescribed(this.document, schema, value).map((path) => `${path} is not described`),
		].map(violation);
	}

	private schemaOf(response: unknown): unknown {
		const content = dig(resolve(this.document, response), 'content');
		return JSON_TYPES.map((type) => dig(content, type, 'schema')).find((schema) => schema !== undefined);
	}

	/** Few operations describe their errors: the general shapes hold for all. */
	private errorSchema({ url }: HttpExchange): unknown {
		const shape = new URL(url).pathname.startsWith('/restapi/oauth/')
			? 'OauthInvalidRequest'
			: 'InvalidRequest';
		const general = dig(this.document, 'components', 'responses', shape);
		if (shape === 'OauthInvalidRequest') return this.schemaOf(general);
		return { $ref: '#/components/schemas/ApiErrorResponseModel' };
	}

	/** A value of a path or query: a text, or the number or truth it stands for. */
	private validateText(schema: unknown, text: string): string[] {
		const asText = this.validate(schema, text);
		if (asText.length === 0) return [];
		const parsed: unknown = /^(-?\d+(\.\d+)?|true|false)$/.test(text) ? JSON.parse(text) : text;
		return parsed === text ? asText : this.validate(schema, parsed);
	}

	private validate(schema: unknown, value: unknown): string[] {
		if (schema === undefined) return [];
		const validate = this.validatorOf(schema);
		if (validate(value)) return [];
		return (validate.errors ?? []).map(
			({ instancePath, message = '', params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
		);
	}

	/** Compiled once for each schema, however often it is met. */
	private validatorOf(schema: unknown): ValidateFunction {
		const text = JSON.stringify(schema).replaceAll('"#/', '"contract#/');
		const known = this.validators.get(text);
		if (known) return known;
		const parsed: unknown = JSON.parse(text);
		const validate = this.ajv.compile(isObject(parsed) ? parsed : {});
		this.validators.set(text, validate);
		return validate;
	}

	private excused(exchange: HttpExchange, violations: Violation[]): Violation[] {
		return violations.filter((violation) => excuse(exchange, violation) === undefined);
	}
}

/** Forms have texts only; the description has numbers too. */
function numbersOf(form: unknown): unknown {
	if (!isObject(form)) return form;
	return Object.fromEntries(
		Object.entries(form).map(([name, value]) => {
			const isNumber = /_ttl$/.test(name) && typeof value === 'string' && /^\d+$/.test(value);
			return [name, isNumber ? Number(value) : value];
		}),
	);
}
