import { fixedContent } from '../bytes';
import type { Attachment, Message, Recording } from '../records';
import type { World } from '../world';
import { pdf } from './pdf';
import { picture } from './picture';
import { sound } from './sound';

/** Long enough to hear, short enough to hold many of them. */
const MOST_SECONDS = 60;

/**
 * Gives recordings, voicemails, faxes and pictures content that a browser plays and shows. What the
 * simulator makes otherwise has the beginning of such a file and noise behind it.
 */
export function makeViewable(world: World): void {
	world.recordings().forEach(viewableRecording);
	world.messages.forEach(viewableMessage);
}

export function viewableRecording(recording: Recording): void {
	recording.contentType = 'audio/wav';
	recording.content = fixedContent(sound(Math.min(recording.durationSeconds, MOST_SECONDS)));
}

export function viewableMessage(message: Message): void {
	for (const [at, attachment] of message.attachments.entries()) {
		if (attachment.type === 'AudioRecording') setContent(attachment, 'audio/wav', voice(attachment));
		else if (attachment.type === 'RenderedDocument') setContent(attachment, 'application/pdf', fax(message));
		else if (attachment.contentType === 'application/pdf') {
			setContent(attachment, 'application/pdf', pdf('Offer', ['Garden fence, 24 m', 'Total: 1,980.00'], 1));
		} else if (/^image\/(jpeg|png)$/.test(attachment.contentType)) {
			setContent(attachment, 'image/png', picture(at));
			attachment.fileName = attachment.fileName?.replace(/\.jpg$/, '.png') ?? 'picture.png';
		}
	}
}

function setContent(attachment: Attachment, contentType: string, bytes: Buffer): void {
	attachment.contentType = contentType;
	attachment.content = fixedContent(bytes);
}

const voice = ({ vmDuration = 1 }: Attachment): Buffer => sound(Math.min(vmDuration, MOST_SECONDS));

function fax({ from, createdAt, faxPageCount = 1 }: Message): Buffer {
	const lines = [
		`From: ${from.name ?? ''} ${from.phoneNumber ?? ''}`,
		`Date: ${new Date(createdAt).toISOString().slice(0, 10)}`,
		'',
		'Please find our signed contract attached.',
		'',
		'Kind regards',
		from.name ?? '',
	];
	return pdf('Contract 2041', lines, faxPageCount);
}
