import { asError, badInput, MediaError } from '../../errors';
import { recordsAt, textAt, valueAt } from '../../read';
import type { Api } from '../../ringcentral/api';

/** One of the own numbers, and what it can send. */
export interface Sender {
	phoneNumber: string;
	label: string;
	canSms: boolean;
	canMms: boolean;
}

/**
 * The own numbers that can send messages. Nobody can send for another user.
 * @see https://developers.ringcentral.com/api-reference/Phone-Numbers/listExtensionPhoneNumbers
 */
export async function listSenders(api: Api): Promise<Sender[]> {
	const answer = await api.get('/restapi/v1.0/account/~/extension/~/phone-number', { perPage: 1000 });
	return recordsAt(answer, 'records')
		.map((record): Sender => {
			const listed = valueAt(record, 'features');
			const features: unknown[] = Array.isArray(listed) ? listed : [];
			return {
				phoneNumber: textAt(record, 'phoneNumber') ?? '',
				label: textAt(record, 'label') ?? '',
				canSms: features.includes('SmsSender') || features.includes('A2PSmsSender'),
				canMms: features.includes('MmsSender'),
			};
		})
		.filter(({ canSms, canMms }) => canSms || canMms);
}

/** The list is the same for all items of a run. */
const known = new WeakMap<Api, Promise<Sender[]>>();

/** `undefined` without the right to list numbers: one may still send, and the service checks. */
async function sendersOf(api: Api): Promise<Sender[] | undefined> {
	const listing = known.get(api) ?? listSenders(api);
	known.set(api, listing);
	let failure: Error;
	try {
		return await listing;
	} catch (cause) {
		failure = asError(cause);
	}
	known.delete(api);
	if (failure instanceof MediaError && failure.code === 'refused') return undefined;
	throw failure;
}

/** @throws badInput when the number is not among those that can send */
export async function checkSender(number: string, isMms: boolean, api: Api): Promise<void> {
	const senders = await sendersOf(api);
	if (!senders) return;
	const able = senders.filter(({ canSms, canMms }) => (isMms ? canMms : canSms));
	if (able.some(({ phoneNumber }) => phoneNumber === number)) return;
	const what = isMms ? 'files or to groups' : 'messages';
	if (able.length === 0) {
		throw badInput(`None of your numbers can send ${what}`, {
			hint: 'An administrator can add a number that can, or register yours for messages.',
		});
	}
	throw badInput(`'From' is not one of your numbers that can send ${what}: ${number}`, {
		hint: `Use one of ${able.map(({ phoneNumber }) => phoneNumber).join(', ')}.`,
	});
}
