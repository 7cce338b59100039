import { asError, MediaError } from '../errors';
import { isFinal } from '../media/delivery';
import { number, readValues, toggle, type RawValues } from '../media/fields';
import { asRecord, textAt } from '../read';
import type { VerbReach } from './verb';

const MINUTE_MS = 60_000;

/** The guide's own sample asks every ten seconds. @see https://developers.ringcentral.com/guide/messaging/fax/sending-faxes */
const LOOK_EVERY_MS = 10_000;

export const deliveryFields = {
	waitForDelivery: toggle({
		label: 'Wait for Delivery',
		description: 'Whether to wait until it is delivered or failed, and to tell how it went',
		default: false,
	}),
	waitMinutes: number({
		label: 'Wait at Most (Minutes)',
		description: 'After this time the output says that it is still pending',
		default: 15,
		min: 0,
		showWhen: { waitForDelivery: ['true'] },
	}),
};

export const readDelivery = (values: RawValues): number => {
	const { waitForDelivery, waitMinutes } = readValues(deliveryFields, values);
	return waitForDelivery ? waitMinutes * MINUTE_MS : 0;
};

/**
 * Looks at a message that went out until its status is final or the time is up. A look that fails is no
 * failure of the message.
 */
export async function waitForDelivery(
	record: Record<string, unknown>,
	waitMs: number,
	noun: string,
	{ api, now, sleep, onWait }: VerbReach,
): Promise<Record<string, unknown>> {
	const until = now() + waitMs;
	const id = textAt(record, 'id');
	let latest = record;
	while (id !== undefined && !isFinal(latest) && now() + LOOK_EVERY_MS <= until) {
		onWait({ is: 'notDelivered', noun, id, restMs: until - now() });
		await sleep(LOOK_EVERY_MS);
		let failure: Error | undefined;
		try {
			latest = asRecord(await api.get(`/restapi/v1.0/account/~/extension/~/message-store/${id}`));
		} catch (cause) {
			failure = asError(cause);
		}
		// A canceled run ends here; everything else may pass.
		if (failure && !(failure instanceof MediaError)) throw failure;
	}
	return latest;
}
