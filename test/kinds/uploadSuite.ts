import { describe, expect, it } from '@jest/globals';
import { unknownOutcome } from '../../nodes/RingCentralMedia/errors';
import type { Kind } from '../../nodes/RingCentralMedia/media/kind';
import type { UploadRequest } from '../../nodes/RingCentralMedia/ringcentral/upload';
import { makeFile } from '../../simulator/fileHeads';
import { exampleOf } from './examples';
import { constantApi, NOW, recordedUploads, run, strictReach, type Given } from './fakes';

/** What the suite has to be told of one way to upload. */
export interface UploadExample {
	given: Given;
	/** Files as n8n holds them; none for what sends no files. */
	files: readonly { name: string; declaredType: string; contentType: string }[];
	/** What the API answers to questions that are asked before. */
	record: unknown;
	path: string;
	query?: Record<string, unknown>;
	/** The JSON that goes first, or alone; `undefined` for a body that is the file. */
	envelope: Record<string, unknown> | undefined;
	/** The name of the parts with files. */
	part?: string;
	answer: unknown;
	json: Record<string, unknown>;
	/** The message as the store has it, for what leaves a trace. */
	stored?: Record<string, unknown>;
}

async function bytesOf({ payload }: UploadRequest): Promise<Buffer> {
	const pieces: Uint8Array[] = [];
	for await (const piece of payload.open()) pieces.push(piece);
	return Buffer.concat(pieces);
}

function describeUpload(kind: Kind, verb: 'create' | 'resend' | 'send'): void {
	describe(`can ${verb}`, () => {
		const example = exampleOf(kind, verb);
		const files = example.files.map(({ name, declaredType, contentType }) => {
			const content = makeFile(name, contentType, 400);
			return { name, declaredType, bytes: content.read(0, content.sizeBytes) };
		});
		const attempt = (failure?: Error, api = constantApi(example.record).api) => {
			const { upload, uploads, reach } = recordedUploads(files, failure ?? example.answer);
			const output = run(kind, verb, example.given, strictReach({ ...reach, api, upload }));
			return { output, uploads };
		};

		it('once, and tells what came of it', async () => {
			const { output, uploads } = attempt();

			expect(await output).toEqual([{ json: example.json }]);
			expect(uploads.map(({ path, query }) => ({ path, query: { ...query } }))).toEqual([
				{ path: example.path, query: example.query ?? {} },
			]);
		});

		it('with JSON first, then each file under the name of its part, as long as told', async () => {
			const { output, uploads } = attempt();
			await output;
			const [request] = uploads;
			if (request === undefined) throw new Error('Nothing was uploaded');
			const bytes = await bytesOf(request);

			expect(bytes.length).toBe(request.payload.sizeBytes);
			// Begins anew each time, as after a 401.
			expect((await bytesOf(request)).equals(bytes)).toBe(true);
			if (example.envelope === undefined) {
				expect(bytes.equals(files[0]?.bytes ?? Buffer.alloc(0))).toBe(true);
				return;
			}
			if (files.length === 0) {
				expect(JSON.parse(bytes.toString())).toEqual(example.envelope);
				return;
			}
			const text = bytes.toString('latin1');
			const heads = [...text.matchAll(/name="([^"]*)"; filename="([^"]*)"\r\nContent-Type: (\S+)\r\n/g)];
			expect(heads.map(([, part, , type]) => [part, type])).toEqual([
				['request.json', 'application/json'],
				...example.files.map(({ contentType }) => [example.part, contentType]),
			]);
			expect(text).toContain(`\r\n\r\n${JSON.stringify(example.envelope)}\r\n--`);
			for (const file of files) expect(bytes.includes(file.bytes)).toBe(true);
		});

		if (example.stored === undefined) {
			it('and says so when nobody knows whether it did', async () => {
				const { output } = attempt(unknownOutcome('The line broke'));

				await expect(output).rejects.toMatchObject({ code: 'unknownOutcome' });
			});
			return;
		}

		/** What is asked before sending is answered as ever. */
		const storeWith = (message: object) =>
			constantApi({ ...asObject(example.record), records: [message, ...listIn(example.record, 'records')] });
		const stored: Record<string, unknown> = { ...example.stored, creationTime: new Date(NOW).toISOString() };

		it('and finds it among the sent messages when the answer is lost', async () => {
			const { api } = storeWith(stored);
			const [output] = await attempt(unknownOutcome('The line broke'), api).output;

			expect(output?.json).toMatchObject({ id: String(stored['id']), answerLost: true });
		});

		it.each([
			['an older one', { creationTime: new Date(NOW - 10_000).toISOString() }],
			['one to another number', { to: [{ phoneNumber: '+14155550199' }] }],
			['one to more numbers', { to: [...listIn(stored, 'to'), { phoneNumber: '+14155550199' }] }],
		])('and takes no other for it: %s', async (_what, changes) => {
			const { api } = storeWith({ ...stored, ...changes });
			const { output } = attempt(unknownOutcome('The line broke'), api);

			await expect(output).rejects.toMatchObject({
				code: 'unknownOutcome',
				message: expect.stringMatching(/not among the sent messages/) as unknown,
				hint: expect.stringMatching(/before you send/) as unknown,
			});
		});
	});
}

const asObject = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});

const listIn = (value: unknown, key: string): unknown[] => {
	const found: unknown = Reflect.get(asObject(value), key);
	return Array.isArray(found) ? (found as unknown[]) : [];
};

export const describeCreate = (kind: Kind): void => describeUpload(kind, 'create');
export const describeResend = (kind: Kind): void => describeUpload(kind, 'resend');
export const describeSend = (kind: Kind): void => describeUpload(kind, 'send');
