import { readValue } from './readField';

/** What every field tells the person in the panel. */
interface FieldFacts {
	/** Title Case, as n8n shows it. */
	label: string;
	description?: string;
	placeholder?: string;
	/** Shown only where a workflow uses the operation, or only where an AI agent does. */
	audience?: 'workflow' | 'agent';
	/** Shown only while another field of the same operation has one of these values. */
	showWhen?: Record<string, readonly string[]>;
}

/** Where a value comes from: n8n's parameters for one item. */
export interface RawValues {
	/** `null` when the parameter is not there; `undefined` when it is, but its expression gave nothing. */
	get: (name: string) => unknown;
	/** ISO 8601 in UTC; a time without a zone is in the workflow's. `undefined` when it is no date. */
	parseDate: (raw: unknown) => string | undefined;
}

/** A locator's value as the user gave it. */
export interface Located {
	mode: string;
	value: string;
}

export interface TextField extends FieldFacts {
	type: 'text';
	default: string;
	isRequired?: boolean;
}
export interface NumberField extends FieldFacts {
	type: 'number';
	default: number;
	/** Smallest value that makes sense. */
	min: number;
	isWhole?: boolean;
}
export interface ToggleField extends FieldFacts {
	type: 'toggle';
	default: boolean;
}
export interface DateField extends FieldFacts {
	type: 'date';
	default: '';
}
export interface ChoiceField<V extends string> extends FieldFacts {
	type: 'choice';
	choices: readonly { value: V; label: string; description?: string }[];
	default: V;
}
export interface ManyField<V extends string> extends FieldFacts {
	type: 'many';
	choices: readonly { value: V; label: string; description?: string }[];
	default: V[];
}
export interface LocatorField extends FieldFacts {
	type: 'locator';
	/** The list behind *From List*. */
	search: 'coverPages' | 'extensions' | 'records' | 'senders';
	/** Chosen from the list at first; `name` is what the list shows for it. */
	default: { value: string; name?: string };
	idPlaceholder: string;
	urlPlaceholder?: string;
}
/** Optional fields behind an *Add* button. */
export interface GroupField<F extends FieldSet> extends FieldFacts {
	type: 'group';
	button: string;
	fields: F;
}
/** A sentence in the panel; it has no value. */
export interface NoticeField extends FieldFacts {
	type: 'notice';
}

export type Field =
	| TextField
	| NumberField
	| ToggleField
	| DateField
	| ChoiceField<string>
	| ManyField<string>
	| LocatorField
	| GroupField<FieldSet>
	| NoticeField;

export interface FieldSet {
	readonly [name: string]: Field;
}

/** What a field gives; a misspelt field is a compile error. */
export type ValueOf<F> = F extends TextField
	? string
	: F extends NumberField
		? number
		: F extends ToggleField
			? boolean
			: F extends DateField
				? string | undefined
				: F extends LocatorField
					? Located
					: F extends ManyField<infer V>
						? V[]
						: F extends ChoiceField<infer V>
							? V
							: F extends GroupField<infer G>
								? Partial<ValuesOf<G>>
								: undefined;

export type ValuesOf<F extends FieldSet> = { [K in keyof F]: ValueOf<F[K]> };

type Facts<F extends { type: string }> = Omit<F, 'type'>;

export const text = (facts: Facts<TextField>): TextField => ({ type: 'text', ...facts });
export const number = (facts: Facts<NumberField>): NumberField => ({ type: 'number', ...facts });
export const toggle = (facts: Facts<ToggleField>): ToggleField => ({ type: 'toggle', ...facts });
export const date = (facts: Omit<DateField, 'type' | 'default'>): DateField => ({
	type: 'date',
	default: '',
	...facts,
});
export const choice = <V extends string>(facts: Facts<ChoiceField<V>>): ChoiceField<V> => ({
	type: 'choice',
	...facts,
});
export const many = <V extends string>(facts: Facts<ManyField<V>>): ManyField<V> => ({
	type: 'many',
	...facts,
});
export const locator = (facts: Facts<LocatorField>): LocatorField => ({ type: 'locator', ...facts });
export const group = <F extends FieldSet>(facts: Facts<GroupField<F>>): GroupField<F> => ({
	type: 'group',
	...facts,
});
export const notice = (facts: Facts<NoticeField>): NoticeField => ({ type: 'notice', ...facts });

/** Something to do whose values come from fields. */
export interface Bound<Args extends unknown[], Result> {
	fields: FieldSet;
	/** @throws badInput when a value cannot be what its field asks for */
	run: (raw: RawValues, ...args: Args) => Result;
}

/** Ties a function to the fields its values come from, and reads them for it. */
export function withFields<F extends FieldSet, Args extends unknown[], Result>(
	fields: F,
	run: (values: ValuesOf<F>, ...args: Args) => Result,
): Bound<Args, Result> {
	return { fields, run: (raw, ...args) => run(readValues(fields, raw), ...args) };
}

/** Reads all values of a set of fields. @throws badInput */
export function readValues<F extends FieldSet>(fields: F, raw: RawValues): ValuesOf<F>;
export function readValues(fields: FieldSet, raw: RawValues): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(fields).map(([name, field]) => [name, readValue(field, raw.get(name), raw)]),
	);
}
