import { unexpected } from '../errors';
import { describeDelivery } from '../media/delivery';
import { readValues } from '../media/fields';
import { deliveryFields, readDelivery, waitForDelivery } from './delivery';
import { inputField, inputFields, optionalInputField, readyFiles } from './inputFiles';
import { sendOnce, summaryOf } from './sendOnce';
import { agentNotice } from './agentNotice';
import type { Verb } from './verb';

/** Sends something out to people, once, after all that can be known is checked. */
export const send: Verb = {
	key: 'send',
	label: 'Send',
	fits: ({ send: sending }) => sending !== undefined,
	// An agent's call carries no file, but a message may be words alone.
	fitsAgents: ({ send: sending }) => sending?.files?.isOptional === true,
	action: ({ noun }) => `Send ${noun}`,
	description: ({ noun }) => `Send a ${noun} to one number or several`,
	fields: ({ send: sending }) => {
		const { options, ...own } = sending?.compose.fields ?? {};
		return {
			...agentNotice,
			...own,
			...(sending?.files && inputFields(sending.files.isOptional)),
			...deliveryFields,
			...(options && { options }),
		};
	},
	run: async function* ({ kind, values, reach }) {
		const { send: sending, noun } = kind;
		if (!sending?.files) throw unexpected(`A ${noun} cannot be sent`);
		const { channel, isOptional } = sending.files;
		const field = isOptional ? optionalInputField : inputField;
		const { inputDataFieldName } = readValues({ inputDataFieldName: field }, values);
		const waitMs = readDelivery(values);
		const composed = await sending.compose.run(values, reach);
		const files = await readyFiles(inputDataFieldName, channel, reach);
		await composed.check?.(files);
		const sent = await sendOnce(composed, files, noun, reach);
		const record = await waitForDelivery(sent.record, waitMs, noun, reach);
		yield { json: { ...summaryOf(sending, { ...sent, record }), ...describeDelivery(record) } };
	},
};
