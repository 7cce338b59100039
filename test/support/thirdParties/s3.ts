import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyRequest } from 'fastify';

export interface StoredObject {
	contentType: string;
	bytes: Buffer;
	sha256: string;
}

/** A bucket service in memory, addressed by path, that takes nothing which was harmed on its way. */
export interface S3StandIn {
	/** What n8n's credential for S3 needs. */
	credential: Record<string, string | boolean>;
	/** By `bucket/key`. */
	objects: Map<string, StoredObject>;
	/** `bucket/key` of every upload that was taken, in order, the same one as often as it came. */
	uploads: string[];
	/** How many lists were asked for, page by page. */
	listed: string[];
	/** Answers the next upload whose `bucket/key` matches with a failure, once. */
	failAt(pattern: RegExp): void;
	close(): Promise<void>;
}

const ACCESS_KEY = 'stand-in-access-key';
/** Few, so that every list has several pages. */
const KEYS_A_PAGE = 3;
const LARGEST_BYTES = 256 * 1024 * 1024;

class Refusal extends Error {
	constructor(
		readonly statusCode: number,
		readonly code: string,
	) {
		super(code);
	}
}

const digest = (algorithm: string, bytes: Buffer, encoding: 'hex' | 'base64'): string =>
	createHash(algorithm).update(bytes).digest(encoding);

const escaped = (text: string): string =>
	text.replace(/[<>&'"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** Who asks, and whether the body is what was signed. The signature itself is not computed. */
const check = ({ headers }: FastifyRequest, body: Buffer): void => {
	if (!headers.authorization?.includes(`Credential=${ACCESS_KEY}/`)) {
		throw new Refusal(403, 'InvalidAccessKeyId');
	}
	const { 'x-amz-content-sha256': signed, 'content-md5': md5 } = headers;
	if (signed !== digest('sha256', body, 'hex')) throw new Refusal(400, 'XAmzContentSHA256Mismatch');
	if (md5 !== undefined && md5 !== digest('md5', body, 'base64')) throw new Refusal(400, 'BadDigest');
};

/** @param buckets the buckets there are; an upload into another one is refused */
export const startS3 = async (...buckets: string[]): Promise<S3StandIn> => {
	const objects: S3StandIn['objects'] = new Map();
	const uploads: string[] = [];
	const listed: string[] = [];
	const failing: RegExp[] = [];

	const list = (bucket: string, query: URLSearchParams): string => {
		const prefix = `${bucket}/${query.get('prefix') ?? ''}`;
		const after = query.get('continuation-token') ?? '';
		listed.push(prefix);
		const found = [...objects.keys()]
			.filter((key) => key.startsWith(prefix) && key > after)
			.filter((key) => query.get('delimiter') !== '/' || !key.slice(prefix.length).includes('/'))
			.sort();
		const page = found.slice(0, KEYS_A_PAGE);
		const isTruncated = found.length > page.length;
		const contents = page.map((key) => {
			const { bytes, sha256 } = objects.get(key) ?? { bytes: Buffer.alloc(0), sha256: '' };
			const name = escaped(key.slice(bucket.length + 1));
			return `<Contents><Key>${name}</Key><Size>${bytes.length}</Size><ETag>${sha256}</ETag></Contents>`;
		});
		const next = isTruncated
			? `<NextContinuationToken>${escaped(page.at(-1) ?? '')}</NextContinuationToken>`
			: '';
		return `<ListBucketResult><IsTruncated>${String(isTruncated)}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`;
	};

	const server = fastify({ bodyLimit: LARGEST_BYTES });
	server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
	server.removeContentTypeParser(['application/json', 'text/plain']);
	server.setErrorHandler((error, _request, reply) => {
		const { statusCode, code } = error instanceof Refusal ? error : new Refusal(500, 'InternalError');
		return reply.code(statusCode).type('application/xml').send(`<Error><Code>${code}</Code></Error>`);
	});
	server.all('/*', async (request, reply) => {
		const { pathname, searchParams } = new URL(request.url, 'http://s3');
		const [, bucket = '', ...rest] = decodeURIComponent(pathname).split('/');
		const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
		check(request, body);
		if (!buckets.includes(bucket)) throw new Refusal(404, 'NoSuchBucket');
		const name = `${bucket}/${rest.join('/')}`;
		reply.type('application/xml');
		if (request.method === 'PUT') {
			const at = failing.findIndex((pattern) => pattern.test(name));
			if (at >= 0) {
				failing.splice(at, 1);
				throw new Refusal(503, 'SlowDown');
			}
			const contentType = request.headers['content-type'] ?? '';
			objects.set(name, { contentType, bytes: body, sha256: digest('sha256', body, 'hex') });
			uploads.push(name);
			return reply.send('');
		}
		if (searchParams.has('location')) return reply.send('<LocationConstraint/>');
		if (searchParams.has('list-type')) return reply.send(list(bucket, searchParams));
		const found = objects.get(name);
		if (!found) throw new Refusal(404, 'NoSuchKey');
		return reply.type(found.contentType).send(found.bytes);
	});
	await server.listen({ host: '127.0.0.1', port: 0 });
	const { port } = server.server.address() as AddressInfo;
	return {
		credential: {
			endpoint: `http://127.0.0.1:${port}`,
			region: 'us-east-1',
			accessKeyId: ACCESS_KEY,
			secretAccessKey: 'stand-in-secret',
			forcePathStyle: true,
			ignoreSSLIssues: false,
		},
		objects,
		uploads,
		listed,
		failAt: (pattern) => void failing.push(pattern),
		close: async () => {
			server.server.closeAllConnections();
			await server.close();
		},
	};
};
