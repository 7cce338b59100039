import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import type { INode } from 'n8n-workflow';
import { partsOf } from '../../../simulator/uploads/form';
import type { INodeChange } from '../standIns';

/** What a node of an example would have asked a service with a fixed address. */
export interface RecordedCall {
	node: string;
	/** Its parameters as n8n resolved them, by their paths, such as `columns.value.Status`. */
	fields: Record<string, string>;
	file?: { name: string; type: string; sizeBytes: number; sha256: string };
}

/** What the service would have answered. */
export interface RecordedAnswer {
	status?: number;
	json?: unknown;
	file?: { bytes: Buffer; name: string; type: string };
}

/** A service of which nothing is known but what it is asked. */
export interface Recorder {
	calls: RecordedCall[];
	/** A node that tells the recorder all it would have told the service, at the same place. */
	insteadOf(gives?: { file?: boolean; takesFile?: boolean }): (node: INode) => INodeChange;
	close(): Promise<void>;
}

const LARGEST_BYTES = 64 * 1024 * 1024;

/** Values in nested parameters by their paths. What the editor remembers of columns is none of them. */
const leavesOf = (value: unknown, path: string): { name: string; value: unknown }[] => {
	if (path.endsWith('.schema')) return [];
	if (typeof value !== 'object' || value === null) return [{ name: path, value }];
	return Object.entries(value).flatMap(([key, each]) => leavesOf(each, path === '' ? key : `${path}.${key}`));
};

/** Fields of a form are text; an expression that is nothing else may give a number. */
const asText = (value: unknown): string => {
	const [, alone] = /^=\{\{((?:(?!\}\})[^])*)\}\}$/.exec(String(value)) ?? [];
	return alone === undefined ? String(value) : `={{ String((${alone}) ?? '') }}`;
};

/** @param answer what the service says to each call, in order */
export const startRecorder = async (answer: (call: RecordedCall) => RecordedAnswer): Promise<Recorder> => {
	const calls: RecordedCall[] = [];
	const server = fastify({ bodyLimit: LARGEST_BYTES });
	server.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (_request, body, done) =>
		done(null, body),
	);
	server.post<{ Params: { node: string }; Body: Buffer }>('/:node', async (request, reply) => {
		const { body, headers } = request;
		const form = await partsOf(body, headers['content-type'] ?? '');
		const call: RecordedCall = { node: request.params.node, fields: {} };
		for (const [name, value] of form ?? []) {
			if (typeof value === 'string') {
				call.fields[name] = value;
				continue;
			}
			const bytes = Buffer.from(await value.arrayBuffer());
			const sha256 = createHash('sha256').update(bytes).digest('hex');
			call.file = { name: value.name, type: value.type, sizeBytes: bytes.length, sha256 };
		}
		calls.push(call);
		const { status = 200, json = {}, file } = answer(call);
		reply.code(status);
		if (!file) return reply.send(json);
		return reply
			.type(file.type)
			.header('content-disposition', `attachment; filename="${file.name}"`)
			.send(file.bytes);
	});
	await server.listen({ host: '127.0.0.1', port: 0 });
	const { port } = server.server.address() as AddressInfo;
	return {
		calls,
		insteadOf:
			({ file = false, takesFile = false } = {}) =>
			({ name, parameters }) => ({
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				parameters: {
					method: 'POST',
					url: `http://127.0.0.1:${port}/${encodeURIComponent(name)}`,
					sendBody: true,
					contentType: 'multipart-form-data',
					bodyParameters: {
						parameters: [
							...leavesOf(parameters, '').map((leaf) => ({
								parameterType: 'formData',
								name: leaf.name,
								value: asText(leaf.value),
							})),
							...(takesFile
								? [{ parameterType: 'formBinaryData', name: 'file', inputDataFieldName: 'data' }]
								: []),
						],
					},
					options: { response: { response: { responseFormat: file ? 'file' : 'json' } } },
				},
			}),
		close: async () => {
			server.server.closeAllConnections();
			await server.close();
		},
	};
};
