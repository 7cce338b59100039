import {
	ICredentialsHelper,
	NodeHelpers,
	Workflow,
	isExpression,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialsExpressionResolveValues,
	type ICredentialType,
	type IExecuteData,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeParameters,
	type INodeProperties,
	type INodeTypes,
	type IRequestOptionsSimplified,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { getAdditionalKeys } from 'n8n-core';
import { oAuth2Api } from './engineOAuth2Api';

/** One stored credential, as a row of n8n's database holds it. */
export interface StoredCredential {
	id: string;
	name?: string;
	type: string;
	data: ICredentialDataDecryptedObject;
}

const copy = <T extends object>(value: T): T => structuredClone(value);

/**
 * Does what n8n's own CredentialsHelper does, with a map where that one has a database: the class
 * itself comes only with the whole of n8n. Each method follows its namesake there.
 */
export class EngineCredentials extends ICredentialsHelper {
	readonly #types: ReadonlyMap<string, ICredentialType>;

	readonly #rows = new Map<string, StoredCredential>();

	constructor(types: readonly ICredentialType[], rows: readonly StoredCredential[]) {
		super();
		this.#types = new Map([oAuth2Api, ...types].map((type) => [type.name, type]));
		for (const row of rows) this.store(row);
	}

	/** Adds a credential or replaces the one of the same id. */
	store(row: StoredCredential): void {
		this.#rows.set(row.id, copy(row));
	}

	/** What n8n would find in its database now, with tokens that were kept. */
	read(id: string): ICredentialDataDecryptedObject {
		return copy(this.#row({ id, name: id }).data);
	}

	/** The `credentials` of a node that uses the first stored credential of each type. */
	references(): Record<string, INodeCredentialsDetails> {
		const references: Record<string, INodeCredentialsDetails> = {};
		for (const { id, name, type } of this.#rows.values()) references[type] ??= { id, name: name ?? id };
		return references;
	}

	override getParentTypes(typeName: string): string[] {
		const parents = this.#types.get(typeName)?.extends ?? [];
		return [...parents, ...parents.flatMap((parent) => this.getParentTypes(parent))];
	}

	override isCredentialUsableByNode(): boolean {
		return true;
	}

	override async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		// n8n hands both forms of options through the same way.
		const options = requestOptions as IHttpRequestOptions;
		const { authenticate } = this.#type(typeName);
		if (typeof authenticate === 'function') return authenticate(credentials, options);
		if (authenticate === undefined || !workflow || !node) return options;

		const resolve = (value: unknown): unknown =>
			isExpression(value)
				? workflow.expression.getSimpleParameterValue(
						node,
						value,
						'internal',
						{ $credentials: credentials },
						undefined,
						'',
					)
				: value;
		options.headers ??= {};
		const sections = options as unknown as Record<string, Record<string, unknown>>;
		for (const [section, entries] of Object.entries(authenticate.properties)) {
			sections[section] ??= {};
			for (const [key, value] of Object.entries(entries as Record<string, unknown>)) {
				sections[section][String(resolve(key))] = resolve(value);
			}
		}
		return options;
	}

	override async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const type = this.#type(typeName);
		const token = type.properties.find(
			({ type: kind, typeOptions }) => kind === 'hidden' && typeOptions?.expirable === true,
		);
		if (token === undefined || type.preAuthentication === undefined) return undefined;
		if (credentials[token.name] !== '' && !credentialsExpired) return undefined;

		const output = (await type.preAuthentication.call(
			helpers,
			credentials,
		)) as ICredentialDataDecryptedObject;
		const reference = node.credentials?.[typeName];
		if (output[token.name] === undefined || reference === undefined) return undefined;

		const row = this.#row(reference);
		for (const [key, value] of Object.entries(output)) {
			// An expression the user wrote stays; only the token itself may replace one.
			if (key === token.name || !isExpression(row.data[key])) row.data[key] = value;
		}
		return Object.assign(credentials, output);
	}

	override async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const output = await this.#type(typeName).preAuthentication?.call(helpers, credentials);
		return output as ICredentialDataDecryptedObject | undefined;
	}

	override getCredentials(): Promise<ICredentials> {
		return Promise.reject(new Error('The engine keeps no encrypted credentials'));
	}

	override getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		reference: INodeCredentialsDetails,
		typeName: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		run?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const stored = copy(this.#row(reference).data);
		if (raw === true) return Promise.resolve(stored);

		const properties = this.getCredentialsProperties(typeName);
		const data = withDefaults(properties, stored);
		// The token is no property of the type, so the line above drops it.
		if (stored.oauthTokenData !== undefined) {
			data.oauthTokenData = stored.oauthTokenData as INodeParameters;
		}

		const keys = getAdditionalKeys(additionalData, mode, null, { isCredential: true });
		if (run) {
			return Promise.resolve(
				run.workflow.expression.getParameterValue(
					data,
					run.runExecutionData,
					run.runIndex,
					run.itemIndex,
					run.node.name,
					run.connectionInputData,
					mode,
					keys,
					executeData,
					false,
					data,
				) as ICredentialDataDecryptedObject,
			);
		}
		return Promise.resolve(
			bareWorkflow().expression.getComplexParameterValue(
				bareNode,
				data,
				mode,
				keys,
				undefined,
				undefined,
				data,
			) as ICredentialDataDecryptedObject,
		);
	}

	override updateCredentials(
		reference: INodeCredentialsDetails,
		_type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.#row(reference).data = copy(data);
		return Promise.resolve();
	}

	override updateCredentialsOauthTokenData(
		reference: INodeCredentialsDetails,
		_type: string,
		{ oauthTokenData }: ICredentialDataDecryptedObject,
	): Promise<void> {
		const row = this.#row(reference);
		if (oauthTokenData !== undefined) row.data = copy({ ...row.data, oauthTokenData });
		return Promise.resolve();
	}

	override getCredentialsProperties(typeName: string): INodeProperties[] {
		const type = this.#type(typeName);
		const merged: INodeProperties[] = [];
		for (const parent of type.extends ?? []) {
			NodeHelpers.mergeNodeProperties(merged, this.getCredentialsProperties(parent));
		}
		NodeHelpers.mergeNodeProperties(merged, type.properties);
		return merged;
	}

	#type(typeName: string): ICredentialType {
		const type = this.#types.get(typeName);
		if (type === undefined) throw new Error(`The engine was given no credential type "${typeName}"`);
		return type;
	}

	/** By id as n8n does; workflows that a user imports know a credential only by its name. */
	#row({ id, name }: INodeCredentialsDetails): StoredCredential {
		const row =
			this.#rows.get(id ?? '') ?? [...this.#rows.values()].find((candidate) => candidate.name === name);
		if (row === undefined) throw new Error(`The engine was given no credential "${id ?? name}"`);
		return row;
	}
}

const withDefaults = (properties: INodeProperties[], data: ICredentialDataDecryptedObject): INodeParameters =>
	NodeHelpers.getNodeParameters(properties, data as INodeParameters, true, false, null, null) ?? {};

/** Expressions in credentials are resolved in a workflow of one node when no run is at hand. */
const bareNode: INode = {
	id: 'credential',
	name: 'Credential',
	type: 'engine.credential',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const bareNodeType = { description: { properties: [] } } as unknown as ReturnType<INodeTypes['getByName']>;

const bareWorkflow = (): Workflow =>
	new Workflow({
		nodes: [bareNode],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => bareNodeType,
			getByNameAndVersion: () => bareNodeType as ReturnType<INodeTypes['getByNameAndVersion']>,
			getKnownTypes: () => ({}),
		},
	});
