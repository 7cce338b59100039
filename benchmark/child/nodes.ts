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

type Constructors<T> = Record<string, new () => T>;

/** Both nodes take the address from the item and are otherwise as n8n's editor adds them. */
export const setUpNode = (job: Job): NodeSetUp =>
	job.node === 'ringCentralMedia' ? ringCentralMedia(job) : httpRequest();

const MEDIA_NODE = 'n8n-nodes-ringcentral-media.ringCentralMedia';
const HTTP_REQUEST_NODE = 'n8n-nodes-base.httpRequest';

const ringCentralMedia = ({ packageFolder, credential, sha256 }: Job): NodeSetUp => {
	const dist = path.join(packageFolder, 'dist');
	const node = construct<INodeType>(path.join(dist, 'nodes/RingCentralMedia/RingCentralMedia.node.js'));
	const type = construct<ICredentialType>(path.join(dist, 'credentials/RingCentralApi.credentials.js'));
	return {
		type: MEDIA_NODE,
		typeVersion: 1,
		parameters: {
			authentication: 'ringCentralApi',
			resource: 'media',
			operation: 'download',
			...(!sha256 && { options: { sha256 } }),
		},
		engine: {
			nodeTypes: { [MEDIA_NODE]: node },
			credentialTypes: [type],
			credentials: [{ id: 'bench', type: 'ringCentralApi', data: credential }],
		},
	};
};

const httpRequest = (): NodeSetUp => {
	const node = construct<IVersionedNodeType>('n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node.js');
	return {
		type: HTTP_REQUEST_NODE,
		typeVersion: node.currentVersion,
		parameters: {
			url: '={{ $json.contentUri }}',
			options: { response: { response: { responseFormat: 'file' } } },
		},
		engine: { nodeTypes: { [HTTP_REQUEST_NODE]: node } },
	};
};

/** Made from its file, as n8n's loader does: the class bears the file's name. */
const construct = <T>(file: string): T => {
	const [name = ''] = path.basename(file).split('.');
	const classes = load(file) as Constructors<T>;
	const found = classes[name];
	if (found === undefined) throw new Error(`${file} has no ${name}`);
	return new found();
};
