import type { Kind } from '../kind';
import { callRecording } from './callRecording';
import { complianceExport } from './complianceExport';
import { fax } from './fax';
import { greeting } from './greeting';
import { ivrPrompt } from './ivrPrompt';
import { media } from './media';
import { meetingRecording } from './meetingRecording';
import { message } from './message';
import { teamFile } from './teamFile';
import { voicemail } from './voicemail';

/** Every kind of media. A new one is a file beside this and a line here. */
export const kinds: readonly Kind[] = [
	callRecording,
	complianceExport,
	fax,
	greeting,
	ivrPrompt,
	media,
	meetingRecording,
	message,
	teamFile,
	voicemail,
];
