import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Field, FieldSet } from '../media/fields';
import type { Kind } from '../media/kind';
import type { Verb } from '../operations/verb';

/** Which of the two credentials a node uses. */
export const authenticationParameter: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'JWT', value: 'ringCentralApi', description: 'Best for workflows that run unattended' },
		{ name: 'OAuth2', value: 'ringCentralOAuth2Api' },
	],
	default: 'ringCentralApi',
};

/** The panel of the node, computed from the lists of kinds and verbs. */
export function nodeParameters(kinds: readonly Kind[], verbs: readonly Verb[]): INodeProperties[] {
	const operable = kinds.filter((kind) => verbs.some((verb) => verb.fits(kind)));
	const [first] = operable.map(({ key }) => key);
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: byName(
				operable.map((kind) => ({
					name: kind.label,
					value: kind.key,
					...(!hasUseForAgents(kind, verbs) && { displayOptions: { show: { '@tool': [false] } } }),
				})),
			),
			default: first,
		},
		// n8n looks for actions in the first list it finds, so the whole one comes first.
		...operable.map((kind) => operationParameter(kind, verbs, false)),
		...operable
			.filter((kind) => hasUseForAgents(kind, verbs))
			.map((kind) => operationParameter(kind, verbs, true)),
		...operable.flatMap((kind) => kindParameters(kind, verbs)),
	];
}

const hasUseForAgents = (kind: Kind, verbs: readonly Verb[]): boolean =>
	verbs.some((verb) => verb.fits(kind) && verb.fitsAgents(kind));

/** The operations of a kind; as a tool of an AI agent the node has fewer. */
function operationParameter(kind: Kind, verbs: readonly Verb[], isTool: boolean): INodeProperties {
	const fitting = verbs.filter((verb) => verb.fits(kind) && (!isTool || verb.fitsAgents(kind)));
	const [first] = fitting.map(({ key }) => key);
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [kind.key], '@tool': [isTool] } },
		options: byName(
			fitting.map((verb) => ({
				name: verb.label,
				value: verb.key,
				action: verb.action(kind),
				description: verb.description(kind),
			})),
		),
		default: first,
	};
}

const kindParameters = (kind: Kind, verbs: readonly Verb[]): INodeProperties[] =>
	verbs
		.filter((verb) => verb.fits(kind))
		.flatMap((verb) => fieldParameters(verb.fields(kind), { resource: [kind.key], operation: [verb.key] }));

/** The parameters for a set of fields, each shown under these conditions. */
export function fieldParameters(fields: FieldSet, show: Record<string, string[]>): INodeProperties[] {
	return Object.entries(fields).map(([name, field]) => ({
		...fieldParameter(name, field),
		...shownWhen({
			...show,
			...typedConditions(field),
			...(field.audience && { '@tool': [field.audience === 'agent'] }),
		}),
	}));
}

function shownWhen(show: NonNullable<IDisplayOptions['show']>): { displayOptions?: IDisplayOptions } {
	return Object.keys(show).length === 0 ? {} : { displayOptions: { show } };
}

/** Conditions are written as text; a toggle is compared as the boolean it is. */
function typedConditions({ showWhen = {} }: Field): Record<string, (string | boolean)[]> {
	const typed = (value: string): string | boolean =>
		value === 'true' || value === 'false' ? value === 'true' : value;
	return Object.fromEntries(Object.entries(showWhen).map(([name, values]) => [name, values.map(typed)]));
}

function fieldParameter(name: string, field: Field): INodeProperties {
	const { label: displayName, description, placeholder } = field;
	const facts = {
		displayName,
		name,
		...(description && { description }),
		...(placeholder && { placeholder }),
	};
	switch (field.type) {
		case 'text':
			return {
				...facts,
				type: 'string',
				default: field.default,
				...(field.isRequired && { required: true }),
			};
		case 'number':
			return {
				...facts,
				type: 'number',
				default: field.default,
				typeOptions: field.isWhole ? { minValue: field.min } : { minValue: field.min, numberPrecision: 3 },
			};
		case 'toggle':
			return { ...facts, type: 'boolean', default: field.default };
		case 'date':
			return { ...facts, type: 'dateTime', default: field.default };
		case 'choice':
			return { ...facts, type: 'options', default: field.default, options: optionsOf(field) };
		case 'many':
			return { ...facts, type: 'multiOptions', default: field.default, options: optionsOf(field) };
		case 'notice':
			return { ...facts, type: 'notice', default: '' };
		case 'group':
			return {
				...facts,
				type: 'collection',
				placeholder: field.button,
				default: {},
				options: sortedByLabel(field.fields).map(([key, each]) => fieldParameter(key, each)),
			};
		case 'locator':
			return { ...facts, ...locatorParameter(field) };
	}
}

function locatorParameter(
	field: Extract<Field, { type: 'locator' }>,
): Pick<INodeProperties, 'type' | 'default' | 'modes' | 'required'> {
	const { value, name } = field.default;
	return {
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value, ...(name !== undefined && { cachedResultName: name }) },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: field.search, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: field.idPlaceholder },
			...(field.urlPlaceholder === undefined
				? []
				: [
						{
							displayName: 'By URL',
							name: 'url',
							type: 'string' as const,
							placeholder: field.urlPlaceholder,
						},
					]),
		],
	};
}

/** n8n sorts lists of five and more; choices of kinds keep their own order below that. */
function optionsOf({ choices }: Extract<Field, { type: 'choice' | 'many' }>): INodePropertyOptions[] {
	const options = choices.map(({ label, value, description }) => ({
		name: label,
		value,
		...(description && { description }),
	}));
	return options.length < 5 ? options : byName(options);
}

const byName = <T extends { name: string }>(options: T[]): T[] =>
	[...options].sort((a, b) => a.name.localeCompare(b.name));

const sortedByLabel = (fields: FieldSet): [string, Field][] =>
	Object.entries(fields).sort(([, a], [, b]) => a.label.localeCompare(b.label));
