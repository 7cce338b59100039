import { badInput } from '../../errors';
import { recordsAt, textAt, valueAt } from '../../read';

/** Brackets, dashes and spaces that people write into numbers. */
const ORNAMENTS = /[\s().\-/\u2010-\u2015]/g;

/**
 * Numbers separated by commas, as the service wants them: with a plus sign and the country code. A number
 * without them is taken where a country is given.
 * @throws badInput which names the field and the number
 */
export function parseNumbers(text: string, field: string, country?: string): string[] {
	const numbers = text
		.split(/[,;\n]/)
		.map((each) => each.trim())
		.filter((each) => each !== '');
	if (numbers.length === 0) {
		throw badInput(`'${field}' has no number`, { hint: 'Write it as +16505550100.' });
	}
	return [...new Set(numbers.map((each) => parseNumber(each, field, country)))];
}

export function parseNumber(text: string, field: string, country?: string): string {
	const digits = text.replace(ORNAMENTS, '');
	if (/^\+[1-9]\d{6,14}$/.test(digits)) return digits;
	if (country !== undefined && /^\d{4,14}$/.test(digits)) return digits;
	const shown = text.slice(0, 40);
	const hint = 'Write it with a plus sign and the country code, as +16505550100.';
	if (/\p{L}/u.test(digits)) throw badInput(`'${field}' has a number with letters: ${shown}`, { hint });
	throw badInput(`'${field}' has no complete phone number: ${shown}`, { hint });
}

/** Whether a record went to just these numbers. The service adds country codes and may drop the plus. */
export function wentTo(record: Record<string, unknown>, numbers: readonly string[]): boolean {
	const found = recordsAt(record, 'to').map((party) => digitsOf(textAt(party, 'phoneNumber')));
	return (
		found.length === numbers.length &&
		numbers.every((number) => found.some((each) => isSameNumber(each, digitsOf(number))))
	);
}

export const cameFrom = (record: Record<string, unknown>, number: string): boolean =>
	isSameNumber(digitsOf(textAt(valueAt(record, 'from'), 'phoneNumber')), digitsOf(number));

/** A national number begins with zeros that the international one lacks. */
const isSameNumber = (full: string, given: string): boolean =>
	full !== '' && full.endsWith(given.replace(/^0+/, ''));

const digitsOf = (number = ''): string => number.replace(/\D/g, '');
