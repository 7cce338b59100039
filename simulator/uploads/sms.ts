import { extensionOfPath } from '../access';
import { jsonAnswer, type Answer } from '../answers';
import { apiError, invalidParameter } from '../errors';
import { viewMessage } from '../messageView';
import type { Extension, Message, SentFile } from '../records';
import { EXTENSION_PATH, type Exchange, type Operation, type State } from '../state';
import { jsonBodyOf, numbersIn, readForm, type Form } from './form';

const MAX_BODY_BYTES = 10 * 1024 * 1024;
const MAX_FILES = 10;
const MAX_FILES_BYTES = 1_500_000;
const MAX_TEXT = 1000;
const MAX_RECIPIENTS = 10;

/** @see https://developers.ringcentral.com/guide/messaging/sms/sending-images */
const TAKEN =
	/^(image\/(jpeg|png|bmp|gif|tiff|svg\+xml|webp)|video\/(3gpp|mp4|mpeg|avi|x-flv|x-ms-wmv|quicktime|webm|ogg)|audio\/(mpeg|mp4|ogg|wav|amr|3gpp)|text\/(vcard|html|plain|csv|calendar)|application\/(zip|gzip|rtf|pdf))$/;

function checkSender(state: State, extension: Extension, from: string, isMms: boolean): void {
	const number = state.world.numbers.find(
		(held) => held.phoneNumber === from && held.extensionId === extension.id,
	);
	if (!number) throw apiError(400, 'MSG-245', 'Phone number does not belong to the sender');
	if (isMms && !number.features.includes('MmsSender')) {
		throw apiError(403, 'MSG-380', 'MMS feature is not available');
	}
	if (!number.features.includes('SmsSender')) throw apiError(403, 'MSG-242', 'The number cannot send SMS');
}

function checkFiles(files: SentFile[]): void {
	if (files.length > MAX_FILES) throw apiError(400, 'MSG-338', 'There are too many attachments');
	for (const { contentType } of files) {
		if (!TAKEN.test(contentType)) throw apiError(415, 'MSG-348', 'Unsupported attachment media type');
	}
	const total = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
	if (total > MAX_FILES_BYTES) throw apiError(400, 'MSG-337', 'Attachment size is too big');
}

function accept(state: State, exchange: Exchange, { envelope, files }: Form): Answer {
	const extension = extensionOfPath(state, exchange, 'OutboundSMS');
	const [from = ''] = numbersIn([envelope['from']]);
	const to = numbersIn(envelope['to']);
	const text = typeof envelope['text'] === 'string' ? envelope['text'] : '';
	if (to.length === 0) throw invalidParameter('to', '');
	if (to.length > MAX_RECIPIENTS) throw apiError(400, 'MSG-381', 'There are too many recipients');
	const bad = to.find((number) => !/^\+[1-9]\d{6,14}$/.test(number));
	if (bad !== undefined) throw invalidParameter('to.phoneNumber', bad);
	if (text.length > MAX_TEXT) throw invalidParameter('text', text);
	if (text === '' && files.length === 0) throw invalidParameter('text', text);
	checkSender(state, extension, from, files.length > 0 || to.length > 1);
	checkFiles(files);
	const message = keep(state, extension, { from, to, text, files });
	const channel = files.length > 0 ? 'mms' : 'sms';
	state.world.sent.push({ channel, at: state.now(), envelope, files, id: String(message.id) });
	return jsonAnswer(200, answered(viewMessage(state, message)));
}

function keep(
	state: State,
	extension: Extension,
	{ from, to, text, files }: { from: string; to: string[]; text: string; files: SentFile[] },
): Message {
	const { world } = state;
	const facts = {
		extensionId: extension.id,
		direction: 'Outbound',
		messageStatus: 'Queued',
		visibleAt: state.now() + world.visibilityMs,
		from: { phoneNumber: from },
		to: to.map((phoneNumber) => ({ phoneNumber })),
		deliveries: to.map((number) => ({
			settlesAt: state.now() + world.deliveryMs,
			status: world.unreachable.has(number) ? ('DeliveryFailed' as const) : ('Delivered' as const),
		})),
		text,
	} as const;
	if (files.length === 0) return world.addSms({ ...facts, to: [...facts.to], deliveries: facts.deliveries });
	const held = files.map(({ bytes, contentType, fileName }) => ({ content: bytes, contentType, fileName }));
	return world.addMms({ ...facts, to: [...facts.to], files: held });
}

/** The answer names fewer things than the store does. */
function answered(view: object): Record<string, unknown> {
	return Object.fromEntries(Object.entries(view).filter(([name]) => name !== 'extensionId'));
}

export function smsOperations(state: State): Operation[] {
	const shared = { method: 'POST', host: 'api', group: 'Medium', scope: 'SMS' } as const;
	return [
		{
			...shared,
			path: `${EXTENSION_PATH}/sms`,
			handle: (exchange) => accept(state, exchange, { envelope: jsonBodyOf(exchange), files: [] }),
		},
		{
			...shared,
			path: `${EXTENSION_PATH}/mms`,
			handle: async (exchange) => {
				const form = await readForm(exchange, MAX_BODY_BYTES);
				if (form.files.length === 0) throw apiError(400, 'MSG-347', 'There is no attachment');
				return accept(state, exchange, form);
			},
		},
	];
}
