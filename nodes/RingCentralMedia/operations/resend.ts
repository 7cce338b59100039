import { unexpected } from '../errors';
import { describeDelivery } from '../media/delivery';
import { deliveryFields, readDelivery, waitForDelivery } from './delivery';
import { sendOnce, summaryOf } from './sendOnce';
import { agentNotice } from './agentNotice';
import type { Verb } from './verb';

/** Sends out again what RingCentral has already. */
export const resend: Verb = {
	key: 'resend',
	label: 'Resend',
	fits: ({ resend: resending }) => resending !== undefined,
	fitsAgents: () => true,
	action: ({ noun }) => `Resend ${noun}`,
	description: ({ noun }) => `Send a ${noun} again, to the same numbers or to others`,
	fields: ({ resend: resending }) => {
		const { options, ...own } = resending?.compose.fields ?? {};
		return { ...agentNotice, ...own, ...deliveryFields, ...(options && { options }) };
	},
	run: async function* ({ kind, values, reach }) {
		const { resend: resending, noun } = kind;
		if (!resending) throw unexpected(`A ${noun} cannot be sent again`);
		const waitMs = readDelivery(values);
		const composed = await resending.compose.run(values, reach);
		const sent = await sendOnce(composed, [], noun, reach);
		const record = await waitForDelivery(sent.record, waitMs, noun, reach);
		yield { json: { ...summaryOf(resending, { ...sent, record }), ...describeDelivery(record) } };
	},
};
