import { badInput } from '../../errors';
import { recordsAt, textAt } from '../../read';
import { jsonPart, jsonPayload, multipart } from '../../transfer/multipart';
import { locator, text, withFields } from '../fields';
import { readMessage, type MessageFacts } from '../messageStore';
import type { Reach } from '../kind';
import type { ReadyFile, Sending } from '../upload';
import { channels } from '../uploadRules';
import { cameFrom, parseNumber, parseNumbers, wentTo } from './numbers';
import { checkSender } from './senders';

const EXTENSION = '/restapi/v1.0/account/~/extension/~';

/** In UTF-16 units, as JavaScript counts. @see https://developers.ringcentral.com/api-reference/SMS/createSMSMessage */
const LONGEST_TEXT = 1000;

const MOST_RECIPIENTS = 10;

/** Sends a text, files, or both. Several recipients get one group message, not one each. */
export const sendMessage = (facts: MessageFacts): Sending => ({
	read: (record) => {
		const item = readMessage(record, facts);
		const recipients = recordsAt(record, 'to').length;
		return { ...item, summary: { ...item.summary, isGroupMessage: recipients > 1 } };
	},
	files: { channel: channels.mms, isOptional: true },
	compose: withFields(
		{
			from: locator({
				label: 'From',
				description: 'Your number to send from',
				search: 'senders',
				default: { value: '' },
				idPlaceholder: 'e.g. +16505550100',
			}),
			to: text({
				label: 'To',
				description:
					'Number to send to, with country code. Several numbers, separated by commas, get one group message in which all see each other.',
				placeholder: 'e.g. +14155550132',
				default: '',
				isRequired: true,
			}),
			text: text({
				label: 'Text',
				description: `Up to ${LONGEST_TEXT} characters. An emoji counts as two. May be empty when files go along.`,
				default: '',
			}),
		},
		async ({ from, to, text: words }, reach: Reach) => {
			const sender = parseNumber(from.value, 'From');
			const numbers = parseNumbers(to, 'To');
			checkLengths(words, numbers);
			const envelope = (withText: boolean) => ({
				from: { phoneNumber: sender },
				to: numbers.map((phoneNumber) => ({ phoneNumber })),
				...(withText && { text: words }),
			});
			return await Promise.resolve({
				check: async (files: readonly ReadyFile[]) => {
					if (words === '' && files.length === 0) {
						throw badInput('There is neither text nor a file to send', {
							hint: "Fill in 'Text', or name a field in 'Input Data Field Name'.",
						});
					}
					await checkSender(sender, files.length > 0 || numbers.length > 1, reach.api);
				},
				request: (files: readonly ReadyFile[]) =>
					files.length === 0
						? { path: `${EXTENSION}/sms`, payload: jsonPayload(envelope(true)) }
						: {
								path: `${EXTENSION}/mms`,
								payload: multipart(
									[
										jsonPart(envelope(words !== '')),
										...files.map((file) => ({ name: 'attachments', ...file })),
									],
									reach.boundary(),
								),
							},
				trace: (files: readonly ReadyFile[]) => ({
					messageType: 'SMS',
					isIt: (record) =>
						cameFrom(record, sender) &&
						wentTo(record, numbers) &&
						(textAt(record, 'subject') ?? '').trim() === words.trim() &&
						countFiles(record) === files.length,
				}),
			});
		},
	),
});

const countFiles = (record: Record<string, unknown>): number =>
	recordsAt(record, 'attachments').filter(({ type }) => type === 'MmsAttachment').length;

function checkLengths(words: string, numbers: readonly string[]): void {
	if (words.length > LONGEST_TEXT) {
		throw badInput(`'Text' has ${words.length} characters`, {
			hint: `Shorten it to ${LONGEST_TEXT}, or send it in several messages. An emoji counts as two.`,
		});
	}
	if (numbers.length > MOST_RECIPIENTS) {
		throw badInput(`'To' has ${numbers.length} numbers`, {
			hint: `A group message goes to at most ${MOST_RECIPIENTS}. Split the list into several items.`,
		});
	}
}
