import { createRequire } from 'node:module';
import path from 'node:path';
import type { ICredentialType, IDataObject, INodeType, IVersionedNodeType } from 'n8n-workflow';
import type { EngineOptions } from '../../test/support/engine';
import type { Job } from './job';

/** What the engine needs to run one of the two nodes, and how the node is set up. */
export interface NodeSetUp {
	type: string;
	typeVersion: number;
	parameters: IDataObject;
	engine: EngineOptions;
}

const load = createRequire(__filename);

/** Both nodes take the address from the item and are otherwise as n8n's editor adds them. */
export const setUpNode = (job: Job): NodeSetUp =>
	job.node === 'ringCentralMedia' ? ringCentralMedia(job) : httpRequest();

export const MEDIA_NODE = 'n8n-nodes-ringcentral-media.ringCentralMedia';
export const TRIGGER_NODE = 'n8n-nodes-ringcentral-media.ringCentralMediaTrigger';
export const LOOP_NODE = 'n8n-nodes-base.splitInBatches';
const HTTP_REQUEST_NODE = 'n8n-nodes-base.httpRequest';

/** The nodes of the built package and a credential for them. */
export const packageEngine = ({
	packageFolder,
	credential,
}: Pick<Job, 'packageFolder' | 'credential'>): EngineOptions => {
	const built = (file: string): unknown => construct(path.join(packageFolder, 'dist', file));
	return {
		nodeTypes: {
			[MEDIA_NODE]: built('nodes/RingCentralMedia/RingCentralMedia.node.js') as INodeType,
			[TRIGGER_NODE]: built('nodes/RingCentralMedia/RingCentralMediaTrigger.node.js') as INodeType,
		},
		credentialTypes: [built('credentials/RingCentralApi.credentials.js') as ICredentialType],
		credentials: [{ id: 'bench', type: 'ringCentralApi', data: credential }],
	};
};

const ringCentralMedia = (job: Job): NodeSetUp => ({
	type: MEDIA_NODE,
	typeVersion: 1,
	parameters: {
		authentication: 'ringCentralApi',
		resource: 'media',
		operation: 'download',
		...(!job.sha256 && { options: { sha256: false } }),
	},
	engine: packageEngine(job),
});

const httpRequest = (): NodeSetUp => {
	const base = 'n8n-nodes-base/dist/nodes';
	const node = construct(`${base}/HttpRequest/HttpRequest.node.js`) as IVersionedNodeType;
	const loop = construct(`${base}/SplitInBatches/SplitInBatches.node.js`) as IVersionedNodeType;
	return {
		type: HTTP_REQUEST_NODE,
		typeVersion: node.currentVersion,
		parameters: {
			url: '={{ $json.contentUri }}',
			options: { response: { response: { responseFormat: 'file' } } },
		},
		engine: { nodeTypes: { [HTTP_REQUEST_NODE]: node, [LOOP_NODE]: loop } },
	};
};

/** Made from its file, as n8n's loader does: the class bears the file's name. */
const construct = (file: string): unknown => {
	const [name = ''] = path.basename(file).split('.');
	const classes = load(file) as Record<string, new () => unknown>;
	const found = classes[name];
	if (found === undefined) throw new Error(`${file} has no ${name}`);
	return new found();
};
