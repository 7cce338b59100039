import type { Kind } from '../kind';
import { createIvrPrompt } from '../uploads/createIvrPrompt';

export const ivrPrompt: Kind = {
	key: 'ivrPrompt',
	label: 'IVR Prompt',
	noun: 'IVR prompt',
	nouns: 'IVR prompts',
	create: createIvrPrompt,
};
