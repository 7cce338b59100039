import { createRequire } from 'node:module';
import path from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';
import manifest from '../../package.json';

const ROOT = path.resolve(__dirname, '../..');

/** What n8n would load of the built package. */
export interface BuiltNodes {
	/** By the type id that workflows use. */
	nodeTypes: Record<string, INodeType>;
	credentialTypes: ICredentialType[];
}

const load = createRequire(__filename);

/** Loads the built classes the way n8n does: from the files that the manifest names. */
export const builtNodes = (): BuiltNodes => {
	const nodes = manifest.n8n.nodes.map((file) => instanceFrom(file) as INodeType);
	return {
		nodeTypes: Object.fromEntries(nodes.map((node) => [`${manifest.name}.${node.description.name}`, node])),
		credentialTypes: manifest.n8n.credentials.map((file) => instanceFrom(file) as ICredentialType),
	};
};

const instanceFrom = (file: string): object => {
	const className = path.basename(file).split('.')[0] ?? '';
	const exported = load(path.join(ROOT, file)) as Record<string, new () => object>;
	const Class = exported[className];
	if (Class === undefined) throw new Error(`${file} exports no ${className}`);
	return new Class();
};
