import { badInput } from '../../errors';
import { jsonPart, jsonPayload, multipart } from '../../transfer/multipart';
import { numberAt, recordsAt, textAt, withoutUndefined } from '../../read';
import { choice, date, group, locator, text, withFields, type Located } from '../fields';
import { readMessage, type MessageFacts } from '../messageStore';
import type { Reach } from '../kind';
import type { Sending, Trace } from '../upload';
import { channels } from '../uploadRules';
import { parseNumbers, wentTo } from './numbers';

const FAX_PATH = '/restapi/v1.0/account/~/extension/~/fax';

/** @see https://developers.ringcentral.com/api-reference/Fax/createFaxMessage */
const LONGEST_COVER_TEXT = 1024;

const sendTimeField = date({
	label: 'Send Time',
	description: 'When to send it. Without it, at once.',
});

const toField = text({
	label: 'To',
	description: 'Number to send to, with country code. Several numbers are separated by commas.',
	placeholder: 'e.g. +14155550132',
	default: '',
	isRequired: true,
});

/** Sends files as one fax. The sender's number is the one set in RingCentral. */
export const sendFax = (facts: MessageFacts): Sending => ({
	read: (record) => readMessage(record, facts),
	files: { channel: channels.fax, isOptional: false },
	compose: withFields(
		{
			to: toField,
			// Without one the service would attach the user's own.
			coverPage: locator({
				label: 'Cover Page',
				search: 'coverPages',
				default: { value: '0', name: 'None' },
				idPlaceholder: 'e.g. 7',
			}),
			options: group({
				label: 'Options',
				button: 'Add Option',
				fields: {
					country: text({
						label: 'Country',
						description: 'Two letters of the country that numbers without a country code belong to',
						placeholder: 'e.g. US',
						default: '',
					}),
					coverPageText: text({
						label: 'Cover Page Text',
						description: `Text to print on the cover page, up to ${LONGEST_COVER_TEXT} characters`,
						default: '',
					}),
					faxResolution: choice({
						label: 'Resolution',
						default: 'High',
						choices: [
							{ value: 'High', label: 'High', description: '200 dpi' },
							{ value: 'Low', label: 'Low', description: '100 dpi' },
						],
					}),
					sendTime: sendTimeField,
				},
			}),
		},
		({ to, coverPage, options }, reach: Reach) => {
			const isoCode = parseCountry(options.country);
			const numbers = parseNumbers(to, 'To', isoCode);
			const envelope = withoutUndefined({
				to: numbers.map((phoneNumber) => ({ phoneNumber })),
				faxResolution: options.faxResolution ?? 'High',
				coverIndex: parseCoverIndex(coverPage),
				coverPageText: checkCoverText(options.coverPageText),
				sendTime: checkSendTime(options.sendTime, reach),
				isoCode,
			});
			return Promise.resolve({
				request: (files) => ({
					path: FAX_PATH,
					payload: multipart(
						[jsonPart(envelope), ...files.map((file) => ({ name: 'attachment', ...file }))],
						reach.boundary(),
					),
				}),
				trace: () => faxTrace(numbers, envelope),
			});
		},
	),
});

/** Sends a fax again, to the same numbers or to others. */
export const resendFax = (facts: MessageFacts): Sending => ({
	read: (record) => readMessage(record, facts),
	compose: withFields(
		{
			messageId: locator({
				label: facts.label,
				search: 'records',
				default: { value: '' },
				idPlaceholder: 'e.g. 3213449730004',
			}),
			options: group({
				label: 'Options',
				button: 'Add Option',
				fields: {
					sendTime: sendTimeField,
					to: text({
						label: 'To',
						description:
							'Other numbers to send it to, separated by commas. Without any it goes to those of the fax.',
						placeholder: 'e.g. +14155550132',
						default: '',
					}),
				},
			}),
		},
		async ({ messageId, options }, reach: Reach) => {
			const originalMessageId = parseFaxId(messageId);
			const others = options.to ? parseNumbers(options.to, 'To') : undefined;
			const envelope = withoutUndefined({
				originalMessageId,
				to: others?.map((phoneNumber) => ({ phoneNumber })),
				sendTime: checkSendTime(options.sendTime, reach),
			});
			const numbers = others ?? (await recipientsOf(originalMessageId, reach));
			return {
				request: () => ({ path: FAX_PATH, payload: jsonPayload(envelope) }),
				trace: () => faxTrace(numbers, {}),
			};
		},
	),
});

/** A received fax has none: it went to the own number. */
async function recipientsOf(id: string, { api }: Reach): Promise<string[]> {
	const record = await api.get(`/restapi/v1.0/account/~/extension/~/message-store/${id}`);
	const numbers = recordsAt(record, 'to').flatMap((party) => textAt(party, 'phoneNumber') ?? []);
	if (numbers.length > 0 && textAt(record, 'direction') === 'Outbound') return numbers;
	throw badInput(`Fax ${id} was received, so there is no number to send it to again`, {
		hint: "Add the option 'To'.",
	});
}

/** A fax record tells no files, so it is known by its numbers, cover and resolution. */
function faxTrace(numbers: string[], envelope: Record<string, unknown>): Trace {
	const { coverIndex, coverPageText, faxResolution } = envelope;
	const isSame = (told: unknown, sent: unknown): boolean =>
		told === undefined || sent === undefined || told === sent;
	return {
		messageType: 'Fax',
		isIt: (record) =>
			wentTo(record, numbers) &&
			isSame(numberAt(record, 'coverIndex'), coverIndex) &&
			isSame(textAt(record, 'coverPageText'), coverPageText) &&
			isSame(textAt(record, 'faxResolution'), faxResolution),
	};
}

function parseCoverIndex({ value }: Located): number {
	if (/^\d{1,4}$/.test(value)) return Number(value);
	throw badInput(`'Cover Page' is not the ID of a cover page: ${value.slice(0, 40)}`, {
		hint: 'Choose one from the list. 0 is none.',
	});
}

function parseCountry(country: string | undefined): string | undefined {
	if (!country) return undefined;
	if (/^[A-Za-z]{2}$/.test(country)) return country.toUpperCase();
	throw badInput(`'Country' is not a country code of two letters: ${country.slice(0, 40)}`, {
		hint: 'Write it as US or GB.',
	});
}

function checkCoverText(coverText: string | undefined): string | undefined {
	if (!coverText) return undefined;
	if (coverText.length <= LONGEST_COVER_TEXT) return coverText;
	throw badInput(`'Cover Page Text' has ${coverText.length} characters`, {
		hint: `Shorten it to ${LONGEST_COVER_TEXT}.`,
	});
}

/** The service would send at once, which is not what a wrong date meant. */
function checkSendTime(sendTime: string | undefined, { now }: Reach): string | undefined {
	if (sendTime === undefined || Date.parse(sendTime) > now()) return sendTime;
	throw badInput(`'Send Time' is in the past: ${sendTime}`, {
		hint: 'Give a later time, or remove it to send at once.',
	});
}

function parseFaxId({ value }: Located): string {
	if (/^\d+$/.test(value)) return value;
	throw badInput(`'Fax' is not a message ID: ${value.slice(0, 100)}`, {
		hint: 'Choose one from the list, or give the number in the field id of the fax.',
	});
}
