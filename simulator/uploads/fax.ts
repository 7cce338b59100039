import { extensionOfPath } from '../access';
import { jsonAnswer, type Answer } from '../answers';
import { ApiError, apiError, invalidParameter, notFound } from '../errors';
import { viewMessage } from '../messageView';
import type { Delivery, Extension, Message, SentFile } from '../records';
import { EXTENSION_PATH, type Exchange, type Operation, type State } from '../state';
import { jsonBodyOf, numbersIn, readForm } from './form';

const MAX_BODY_BYTES = 55 * 1024 * 1024;
const MAX_FILES_BYTES = 50_000_000;
const MAX_COVER_TEXT = 1024;

/** Endings the renderer knows. @see https://developers.ringcentral.com/guide/messaging/fax/sending-faxes */
const RENDERED =
	/\.(pdf|psd|docx?|dot|mcw|xls[xb]?|pptx?|vsd|vdx|pub|wps|wri|awd|tiff?|gif|jpe?g|bmp|png|pcx|tga|rtf|txt|log|h|cpp|c|err|hpp|wk[134]|wq1|xml|html?|csv)$/i;

/** Names with these break faxes. */
const FORBIDDEN_IN_NAMES = /[^\x20-\x7e]|[&@#$%^*/\\"]/;

const RENDERING_MS = 5_000;

interface Order {
	to: string[];
	sendAt: number;
	resolution: 'High' | 'Low';
	coverIndex: number;
	coverPageText: string | undefined;
}

function readOrder(state: State, envelope: Record<string, unknown>): Order {
	const { faxResolution = 'High', coverIndex = 1, coverPageText, sendTime, isoCode } = envelope;
	const to = numbersIn(envelope['to']);
	const isNational = typeof isoCode === 'string' && /^[A-Z]{2}$/.test(isoCode);
	const bad = to.find((number) => !(isNational ? /^\+?\d{4,15}$/ : /^\+[1-9]\d{6,14}$/).test(number));
	if (bad !== undefined) throw invalidParameter('to.phoneNumber', bad);
	if (faxResolution !== 'High' && faxResolution !== 'Low') {
		throw invalidParameter('faxResolution', String(faxResolution));
	}
	if (typeof coverIndex !== 'number' || !Number.isInteger(coverIndex)) {
		throw invalidParameter('coverIndex', String(coverIndex));
	}
	const coverText = typeof coverPageText === 'string' ? coverPageText : undefined;
	if ((coverText?.length ?? 0) > MAX_COVER_TEXT) throw invalidParameter('coverPageText', coverText ?? '');
	const asked = typeof sendTime === 'string' ? Date.parse(sendTime) : 0;
	if (Number.isNaN(asked)) throw invalidParameter('sendTime', String(sendTime));
	const sendAt = Math.max(asked, state.now());
	return { to, sendAt, resolution: faxResolution, coverIndex, coverPageText: coverText };
}

/** Each recipient a little later than the one before. */
function deliveriesOf({ world }: State, { to, sendAt }: Order): Delivery[] {
	return to.map((number, at) => {
		const faxErrorCode = world.unreachable.get(number);
		const settlesAt = sendAt + world.deliveryMs + at * 1_000;
		return faxErrorCode === undefined
			? { settlesAt, status: 'Sent' }
			: { settlesAt, status: 'SendingFailed', faxErrorCode };
	});
}

function sendOut(state: State, extension: Extension, order: Order, pages: number): Message {
	const now = state.now();
	const { to, resolution, coverIndex, coverPageText } = order;
	return state.world.addFax({
		extensionId: extension.id,
		direction: 'Outbound',
		messageStatus: 'Queued',
		visibleAt: now + state.world.visibilityMs,
		to: to.map((phoneNumber, at) => ({ recipientId: String(at + 1), phoneNumber })),
		deliveries: deliveriesOf(state, order),
		faxResolution: resolution,
		coverIndex,
		...(coverPageText !== undefined && { coverPageText }),
		pages,
		renderedAt: now + RENDERING_MS,
	});
}

function checkFiles(files: SentFile[]): void {
	if (files.length === 0) throw apiError(400, 'MSG-347', 'There is no attachment');
	for (const { fileName } of files) {
		if (FORBIDDEN_IN_NAMES.test(fileName)) throw invalidParameter('filename', fileName);
		if (!RENDERED.test(fileName)) throw apiError(415, 'MSG-348', 'Unsupported attachment media type');
	}
	const total = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
	if (total > MAX_FILES_BYTES) throw apiError(400, 'MSG-338', 'Message size is too big');
}

/** As the service answers: a message without what only the store tells. */
function answer(state: State, message: Message): Answer {
	const told = Object.entries(viewMessage(state, message)).filter(([name]) => name !== 'extensionId');
	return jsonAnswer(200, Object.fromEntries(told));
}

async function createFax(state: State, exchange: Exchange): Promise<Answer> {
	const extension = extensionOfPath(state, exchange, 'OutboundFaxes');
	const type = exchange.request.headers['content-type'] ?? '';
	if (type.startsWith('application/json')) return resend(state, extension, exchange);
	const { envelope, files } = await readForm(exchange, MAX_BODY_BYTES);
	const order = readOrder(state, envelope);
	if (order.to.length === 0) throw invalidParameter('to', '');
	checkFiles(files);
	const message = sendOut(state, extension, order, files.length);
	state.world.sent.push({ channel: 'fax', at: state.now(), envelope, files, id: String(message.id) });
	return answer(state, message);
}

function resend(state: State, extension: Extension, exchange: Exchange): Answer {
	const envelope = jsonBodyOf(exchange);
	const id = String(envelope['originalMessageId']);
	const original = state.world.messages.find(
		(held) => String(held.id) === id && held.type === 'Fax' && held.extensionId === extension.id,
	);
	if (!original) throw notFound('originalMessageId');
	const isWaiting = original.deliveries?.some(({ settlesAt }) => settlesAt > state.now());
	if (isWaiting) throw new ApiError(406, { errorCode: 'MSG-343', message: 'Not allowed now', errors: [] });
	const { faxResolution = 'High', coverIndex = 0 } = original;
	const order = readOrder(state, { ...envelope, faxResolution, coverIndex });
	if (order.to.length === 0) order.to = original.to.map(({ phoneNumber = '' }) => phoneNumber);
	if (order.to.length === 0) throw invalidParameter('to', '');
	const message = sendOut(state, extension, order, original.faxPageCount ?? 1);
	state.world.sent.push({ channel: 'fax', at: state.now(), envelope, files: [], id: String(message.id) });
	return answer(state, message);
}

export const faxOperations = (state: State): Operation[] => [
	{
		method: 'POST',
		host: 'api',
		group: 'Heavy',
		scope: 'Faxes',
		path: `${EXTENSION_PATH}/fax`,
		handle: (exchange) => createFax(state, exchange),
	},
];
