import { badInput } from '../errors';
import { isRecord } from '../read';
import type {
	ChoiceField,
	DateField,
	Field,
	FieldSet,
	GroupField,
	Located,
	LocatorField,
	ManyField,
	NumberField,
	RawValues,
	TextField,
} from './fields';

/** Reads one value as its field wants it. @throws badInput with the field's label */
export function readValue(field: Field, given: unknown, raw: RawValues): unknown {
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
