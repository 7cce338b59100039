import path from 'node:path';
import type { ICredentialType, INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';
import manifest from '../../package.json';
import { parametersIn } from './wording';

/** The checkout's folder. */
export const CHECKOUT = path.resolve(__dirname, '../..');

/** The class n8n loads from a built file, from its source. */
async function made<T>(built: string): Promise<T> {
	const source = path.join(CHECKOUT, built.replace(/^dist\//, '').replace(/\.js$/, ''));
	const module = (await import(source)) as Record<string, new () => T>;
	const found = module[path.basename(built).split('.')[0] ?? ''];
	if (found === undefined) throw new Error(`${source} exports no class of its name`);
	return new found();
}

export const nodesOf = (): Promise<INodeType[]> =>
	Promise.all(manifest.n8n.nodes.map((file) => made<INodeType>(file)));
export const credentialsOf = (): Promise<ICredentialType[]> =>
	Promise.all(manifest.n8n.credentials.map((file) => made<ICredentialType>(file)));

/** The parameters of every panel: nodes and credentials. */
export async function panels(): Promise<[name: string, INodeProperties[]][]> {
	return [
		...(await nodesOf()).map(({ description }): [string, INodeProperties[]] => [
			description.name,
			description.properties,
		]),
		...(await credentialsOf()).map(({ name, properties }): [string, INodeProperties[]] => [name, properties]),
	];
}

/** Each parameter of each panel, those inside others too. */
export const everyParameter = async (): Promise<[at: string, INodeProperties][]> =>
	(await panels()).flatMap(([name, properties]) => parametersIn(properties, name));

export const optionsOf = ({ options = [] }: INodeProperties): INodePropertyOptions[] =>
	options.filter((option): option is INodePropertyOptions => 'value' in option);
