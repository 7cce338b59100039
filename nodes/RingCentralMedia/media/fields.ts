import { badInput } from '../errors';
import { isRecord } from '../read';

/** What every field tells the person in the panel. */
interface FieldFacts {
	/** Title Case, as n8n shows it. */
	label: string;
	description?: string;
	placeholder?: string;
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

export interface Choice {
	value: string;
	label: string;
	description?: string;
}

/** A locator's value as the user gave it. */
export interface Located {
	mode: string;
	value: string;
}

interface TextField extends FieldFacts {
	type: 'text';
	default: string;
	isRequired?: boolean;
}
interface NumberField extends FieldFacts {
	type: 'number';
	default: number;
	/** Smallest value that makes sense. */
	min: number;
	isWhole?: boolean;
}
interface ToggleField extends FieldFacts {
	type: 'toggle';
	default: boolean;
}
interface DateField extends FieldFacts {
	type: 'date';
	default: '';
}
interface ChoiceField<V extends string> extends FieldFacts {
	type: 'choice';
	choices: readonly { value: V; label: string; description?: string }[];
	default: V;
}
interface ManyField<V extends string> extends FieldFacts {
	type: 'many';
	choices: readonly { value: V; label: string; description?: string }[];
	default: V[];
}
interface LocatorField extends FieldFacts {
	type: 'locator';
	/** The list behind *From List*. */
	search: 'coverPages' | 'extensions' | 'records' | 'senders';
	/** Chosen from the list at first; `name` is what the list shows for it. */
	default: { value: string; name?: string };
	idPlaceholder: string;
	urlPlaceholder?: string;
}
/** Optional fields behind an *Add* button. */
interface GroupField<F extends FieldSet> extends FieldFacts {
	type: 'group';
	button: string;
	fields: F;
}
/** A sentence in the panel; it has no value. */
interface NoticeField extends FieldFacts {
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

function readValue(field: Field, given: unknown, raw: RawValues): unknown {
	switch (field.type) {
		case 'text':
			return readText(field, given);
		case 'number':
			return readNumber(field, given);
		case 'toggle':
			return isUnset(given) ? field.default : given === true || given === 'true';
		case 'date':
			return readDate(field, given, raw);
		case 'choice':
			return readChoice(field, given);
		case 'many':
			return readMany(field, given);
		case 'locator':
			return readLocator(field, given);
		case 'group':
			return readGroup(field, given, raw);
		case 'notice':
			return undefined;
	}
}

/** Left out or cleared. An expression that gave nothing is another matter: something is missing then. */
const isUnset = (given: unknown): given is null | '' => given === null || given === '';

/** A value as an error message shows it. */
const show = (given: unknown): string =>
	given === undefined
		? 'nothing'
		: (typeof given === 'string' ? given : JSON.stringify([given]).slice(1, -1)).slice(0, 100);

function readText({ label, isRequired, default: initial }: TextField, given: unknown): string {
	const value = given === null ? initial : (given ?? '');
	if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
		throw badInput(`'${label}' is not text: ${show(value)}`, { hint: 'Give a text or a number.' });
	}
	const trimmed = String(value).trim();
	if (isRequired && trimmed === '') {
		throw badInput(`'${label}' is empty`, {
			hint: 'Fill it in. If it is an expression, the item may lack the field it reads.',
		});
	}
	return trimmed;
}

function readNumber({ label, min, isWhole, default: initial }: NumberField, given: unknown): number {
	const value = isUnset(given) ? initial : Number(given);
	if (Number.isFinite(value) && value >= min && !(isWhole && !Number.isInteger(value))) return value;
	const kind = isWhole ? 'a whole number' : 'a number';
	throw badInput(`'${label}' is ${show(given)}`, { hint: `Enter ${kind} of ${min} or more.` });
}

function readDate({ label }: DateField, given: unknown, raw: RawValues): string | undefined {
	if (isUnset(given)) return undefined;
	const parsed = raw.parseDate(given);
	if (parsed !== undefined) return parsed;
	throw badInput(`'${label}' is not a date: ${show(given)}`, { hint: 'Write it as 2026-01-31T09:00:00Z.' });
}

function readChoice({ label, choices, default: initial }: ChoiceField<string>, given: unknown): string {
	const value = isUnset(given) ? initial : given;
	const found = choices.find((each) => each.value === value);
	if (found) return found.value;
	throw badInput(`'${label}' has no choice ${show(given)}`, {
		hint: `Use one of ${choices.map((each) => each.value).join(', ')}.`,
	});
}

function readMany({ label, choices, default: initial }: ManyField<string>, given: unknown): string[] {
	const values: unknown[] = isUnset(given) ? initial : Array.isArray(given) ? given : [given];
	const found = choices.map(({ value }) => value).filter((value) => values.includes(value));
	if (found.length > 0 && found.length === values.length) return found;
	throw badInput(`'${label}' has ${values.length === 0 ? 'nothing in it' : `no choice ${show(values)}`}`, {
		hint: `Choose one or several of ${choices.map((each) => each.value).join(', ')}.`,
	});
}

/** An expression may give the bare id instead of a locator. */
function readLocator({ label, default: initial }: LocatorField, given: unknown): Located {
	const located = isRecord(given) ? given : { mode: 'id', value: isUnset(given) ? initial.value : given };
	const { mode, value } = located;
	const found = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
	if (found !== '') return { mode: typeof mode === 'string' ? mode : 'id', value: found };
	throw badInput(`'${label}' is empty`, {
		hint: 'Choose one from the list or give its ID. If it is an expression, the item may lack the field it reads.',
	});
}

/** Only the fields that the user added have a value. */
function readGroup(
	{ fields }: GroupField<FieldSet>,
	given: unknown,
	raw: RawValues,
): Record<string, unknown> {
	const added = isRecord(given) ? given : {};
	return Object.fromEntries(
		Object.entries(fields)
			.filter(([name]) => Object.hasOwn(added, name))
			.map(([name, field]) => [name, readValue(field, added[name], raw)]),
	);
}
