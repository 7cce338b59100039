import type { Kind } from '../kind';
import { callRecording } from './callRecording';
import { fax } from './fax';
import { greeting } from './greeting';
import { ivrPrompt } from './ivrPrompt';
import { media } from './media';
import { message } from './message';
import { teamFile } from './teamFile';
import { voicemail } from './voicemail';

/** Every kind of media. A new one is a file beside this and a line here. */
export const kinds: readonly Kind[] = [
	callRecording,
	fax,
	greeting,
	ivrPrompt,
	media,
	message,
	teamFile,
	voicemail,
];
