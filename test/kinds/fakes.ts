import { expect } from '@jest/globals';
import { Readable } from 'node:stream';
import { NodeHelpers, type NodeParameterValueType } from 'n8n-workflow';
import type { Field, FieldSet, RawValues } from '../../nodes/RingCentralMedia/media/fields';
import type { ContentFile, Kind } from '../../nodes/RingCentralMedia/media/kind';
import { kinds } from '../../nodes/RingCentralMedia/media/kinds';
import { nodeParameters } from '../../nodes/RingCentralMedia/n8n/parameters';
import { rawValues } from '../../nodes/RingCentralMedia/n8n/values';
import { verbs } from '../../nodes/RingCentralMedia/operations';
import type {
	Manifest,
	Output,
	StoredFile,
	Verb,
	VerbReach,
} from '../../nodes/RingCentralMedia/operations/verb';
import type { Api, Query } from '../../nodes/RingCentralMedia/ringcentral/api';
import type { UploadRequest } from '../../nodes/RingCentralMedia/ringcentral/upload';
import { parseContentUrl } from '../../nodes/RingCentralMedia/ringcentral/hosts';

/** When all of these tests take place. */
export const NOW = Date.parse('2026-09-15T12:00:00.000Z');

const SERVER = new URL('https://platform.ringcentral.com');
const properties = nodeParameters(kinds, verbs);

/** Only what a test defines; calling anything else throws. */
export function strict<T extends object>(name: string, defined: Partial<T>): T {
	return new Proxy(defined, {
		get: (target, key) => {
			if (typeof key === 'symbol' || key === 'then') return undefined;
			if (key in target) return target[key as keyof T];
			return () => {
				throw new Error(`${name}.${key} was called, and this test does not define it`);
			};
		},
	}) as T;
}

/** Reaches nothing of the world but the time, unless it is given more. */
export const strictReach = (defined: Partial<VerbReach> = {}): VerbReach =>
	strict<VerbReach>('reach', {
		now: () => NOW,
		input: {},
		contentUrl: (text) => parseContentUrl(text, SERVER),
		mediaUrl: (path) => new URL(path, 'https://media.ringcentral.com'),
		api: strict<Api>('api', {}),
		...defined,
	});

export interface Call {
	path: string;
	query: Record<string, unknown>;
}

/** An answer of the service to one path or URL. */
export type Answer = readonly [pathOrUrl: string, body: unknown];

const noted = (path: string, query: Query = {}): Call => ({
	path,
	query: Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)),
});

/** Gives these answers in this order, and to nothing else. */
export function scriptedApi(answers: readonly Answer[]): { api: Api; calls: Call[] } {
	const calls: Call[] = [];
	const get: Api['get'] = (path, query) => {
		const [expected, body] = answers[calls.length] ?? [];
		calls.push(noted(path, query));
		if (path === expected) return Promise.resolve(body);
		return Promise.reject(new Error(`GET ${path} was called instead of ${expected ?? 'nothing more'}`));
	};
	return { api: strict<Api>('api', { get }), calls };
}

/** Gives the same answer to every call. */
export function constantApi(body: unknown): { api: Api; calls: Call[] } {
	const calls: Call[] = [];
	const get: Api['get'] = (path, query) => {
		calls.push(noted(path, query));
		return Promise.resolve(body);
	};
	return { api: strict<Api>('api', { get }), calls };
}

/** One call that is expected, and the answer to it. */
export interface Exchange {
	method: 'GET' | 'PUT' | 'POST' | 'DELETE';
	path: string;
	query?: Record<string, unknown>;
	body?: unknown;
	/** An error is thrown. */
	answer?: unknown;
}

/** Takes these calls in this order, each exactly as written, and no others. */
export function scriptedExchanges(exchanges: readonly Exchange[]): { api: Api; left: () => number } {
	let made = 0;
	const take = (
		method: Exchange['method'],
		path: string,
		query?: Query,
		body?: unknown,
	): Promise<unknown> => {
		const expected = exchanges[made];
		made += 1;
		expect({ method, ...noted(path, query), body }).toEqual({
			method: expected?.method,
			path: expected?.path,
			query: expected?.query ?? {},
			body: expected?.body,
		});
		const { answer } = expected ?? {};
		return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
	};
	const api: Api = {
		get: (path, query) => take('GET', path, query),
		put: (path, body, query) => take('PUT', path, query, body),
		post: (path, body, query) => take('POST', path, query, body),
		delete: (path, query, body) => take('DELETE', path, query, body),
		deleteOnce: (path, query) => take('DELETE', path, query),
		bulk: () => Promise.reject(new Error('The suite of kinds works on one item')),
	};
	return { api, left: () => exchanges.length - made };
}

/** A list in pages, as the service gives lists: call logs tell no number of pages. */
export const pagesAt = (path: string, ...pages: readonly (readonly unknown[])[]): Answer[] =>
	pages.map((records, index) => {
		const uri = (page: number): string => `https://platform.ringcentral.com${path}?page=${page}&perPage=100`;
		const navigation = index + 1 < pages.length ? { nextPage: { uri: uri(index + 2) } } : {};
		const body = { uri: uri(index + 1), records, navigation, paging: { page: index + 1, perPage: 100 } };
		return [index === 0 ? path : uri(index + 1), body];
	});

/** What n8n's store and the download give for a file, and which files were asked for. */
export function recordedSaves(): {
	saveFile: VerbReach['saveFile'];
	saves: Parameters<VerbReach['saveFile']>[];
} {
	const saves: Parameters<VerbReach['saveFile']>[] = [];
	return {
		saves,
		saveFile: (...save) => {
			saves.push(save);
			return Promise.resolve({ stored: storedFile(save[0]), manifest: manifestOf(save[0]) });
		},
	};
}

export const storedFile = ({ uri }: ContentFile): StoredFile => ({
	data: `stored ${uri}`,
	mimeType: 'audio/mpeg',
});

export const manifestOf = ({ uri, fileName = 'file.bin' }: ContentFile): Manifest => ({
	fileName,
	mimeType: 'audio/mpeg',
	sizeBytes: 4,
	sha256: '9f64a747e1b97f131fabb6b447296c9b6f0201e79fb3c5356e6c77e89b6a806a',
	requests: 1,
	resumed: 0,
	sourceUri: uri,
});

/** Takes uploads and gives the same answer to each; an error is thrown instead. */
export function recordedUploads(
	files: readonly { name: string; declaredType: string; bytes: Buffer }[],
	answer: unknown,
): { upload: VerbReach['upload']; uploads: UploadRequest[]; reach: Partial<VerbReach> } {
	const uploads: UploadRequest[] = [];
	const inputFiles = files.map(({ name, declaredType, bytes }) => ({
		name,
		declaredType,
		sizeBytes: bytes.length,
		firstBytes: bytes,
		open: () => Readable.from([bytes]),
	}));
	return {
		uploads,
		upload: (request) => {
			uploads.push(request);
			return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
		},
		reach: {
			boundary: () => 'part-00000000-0000-0000-0000-000000000000',
			inputFiles: () => Promise.resolve(inputFiles),
			onWait: () => undefined,
			sentIds: new Set(),
			serverSkewMs: () => 0,
			sleep: () => Promise.resolve(),
		},
	};
}

/** Parameter values as n8n keeps them; `undefined` for an expression that gave nothing. */
export type Given = Record<string, NodeParameterValueType | undefined>;

/** The values the panel has for an operation: those given, else its defaults, and none that it does not show. */
export function panelValues(kind: Kind, verb: Verb, given: Given): RawValues {
	const fields = verb.fields(kind);
	const stray = Object.keys(given).filter((name) => !(name in fields));
	if (stray.length > 0) throw new Error(`${verb.key} of ${kind.key} has no parameter ${stray.join(', ')}`);
	const chosen = { resource: kind.key, operation: verb.key, ...given };
	const shown =
		NodeHelpers.getNodeParameters(properties, chosen, true, false, { typeVersion: 1 }, null) ?? {};
	return rawValues((name) => {
		if (!(name in fields))
			throw new Error(`${verb.key} of ${kind.key} reads ${name}, which the panel does not show`);
		return name in given ? given[name] : (shown[name] ?? null);
	}, 'UTC');
}

/** A placeholder's example. */
export const sampleOf = (placeholder = ''): string => /^e\.g\. ([^\s,]+)/.exec(placeholder)?.[1] ?? '';

const needsValue = (field: Field): boolean =>
	field.type === 'text' &&
	field.isRequired === true &&
	(field.default === '' || field.default.startsWith('='));

/** What a user has to fill in, filled in with the examples that the placeholders give. */
export function filledIn(fields: FieldSet): Given {
	const entries = Object.entries(fields).flatMap(([name, field]): [string, NodeParameterValueType][] => {
		if (field.type === 'locator' && field.default.value === '')
			return [[name, byId(sampleOf(field.idPlaceholder))]];
		return needsValue(field) ? [[name, sampleOf(field.placeholder)]] : [];
	});
	return Object.fromEntries(entries);
}

/** What has to be chosen for a field to be shown. */
export const shownBy = ({ showWhen = {} }: Field): Given =>
	Object.fromEntries(
		Object.entries(showWhen).map(([name, [value = '']]) => [
			name,
			value === 'true' || value === 'false' ? value === 'true' : value,
		]),
	);

const locate =
	(mode: string) =>
	(value: string): NodeParameterValueType => ({ __rl: true, mode, value });
export const byId = locate('id');
export const byUrl = locate('url');
export const byList = locate('list');

/** Runs a verb on a kind with the values of its panel. */
export async function run(kind: Kind, verbKey: string, given: Given, reach: VerbReach): Promise<Output[]> {
	const verb = verbs.find(({ key, fits }) => key === verbKey && fits(kind));
	if (!verb) throw new Error(`${verbKey} does not fit ${kind.key}`);
	const outputs: Output[] = [];
	const values = panelValues(kind, verb, { ...filledIn(verb.fields(kind)), ...given });
	for await (const output of verb.run({ kind, values, reach })) outputs.push(output);
	return outputs;
}
