import type { MediaError } from '../errors';
import type { Line } from './ask';
import type { Answer } from './http';

/** A refusal with the beginning of its body, to be read by who knows the service. */
export interface Refusal {
	status: number;
	header: (name: string) => string | undefined;
	bodyText: string;
	url: URL;
}

/** A refusal says what it has to say in its first bytes; a huge one must not fill the memory. */
const MOST_REFUSAL_BYTES = 64 * 1024;

/** Reads what a server says instead of the file, and has it explained. */
export async function readRefusal(answer: Answer, url: URL, line: Line): Promise<MediaError> {
	const { status, header } = answer;
	const bodyText = await readText(answer);
	return line.explain({ status, header, bodyText, url });
}

async function readText(answer: Answer): Promise<string> {
	const decoder = new TextDecoder();
	let text = '';
	let readBytes = 0;
	try {
		for await (const bytes of answer.body) {
			text += decoder.decode(bytes, { stream: true });
			readBytes += bytes.length;
			if (readBytes >= MOST_REFUSAL_BYTES) break;
		}
	} catch {
		// The status says enough when the body breaks off.
	}
	answer.discard();
	return text;
}
