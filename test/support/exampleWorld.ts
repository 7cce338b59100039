import { makeFile } from '../../simulator/fileHeads';
import type { World } from '../../simulator/world';

export interface ExpectedFile {
	kind: ExampleKind;
	sizeBytes: number;
	sha256: string;
	/** The id that the address of its bytes ends with. */
	contentId: string;
}

export type ExampleKind = 'callRecording' | 'voicemail' | 'fax' | 'message' | 'complianceExport';

const MINUTE_MS = 60_000;
/** Ready when the node looks for the first time. */
const EXPORT_MS = 5_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** An hour of uncompressed telephone sound, the largest recording most companies have. */
const HOUR_OF_WAV_BYTES = 57_600_044;

/**
 * Puts a day's media into a world, and some that the examples must leave alone.
 * @returns what the examples have to save.
 */
export const addExampleMedia = (world: World): ExpectedFile[] => {
	const now = world.options.now();
	const ago = (minutes: number) => now - minutes * MINUTE_MS;
	const calls = [
		{ sizeBytes: HOUR_OF_WAV_BYTES, contentType: 'audio/wav', seconds: 3_600, minutesAgo: 300 },
		{ sizeBytes: 1_932_000, contentType: 'audio/mpeg', seconds: 240, minutesAgo: 180 },
		{ sizeBytes: 281_600, contentType: 'audio/mpeg', seconds: 35, minutesAgo: 45 },
	].map(({ seconds, minutesAgo, sizeBytes, contentType }) =>
		world.addCall({
			startedAt: ago(minutesAgo),
			durationSeconds: seconds,
			recording: { sizeBytes, contentType },
			legs: [{ legType: 'Accept' }],
		}),
	);
	world.addCall({ startedAt: now - 3 * DAY_MS, recording: true });
	world.addCall({ startedAt: ago(20) });

	const voicemails = [
		world.addVoicemail({ createdAt: ago(500), audio: { sizeBytes: 96_000 }, transcript: {} }),
		world.addVoicemail({ createdAt: ago(90), audio: { sizeBytes: 31_500 } }),
	];
	world.addVoicemail({ createdAt: now - 2 * DAY_MS });

	const faxes = [
		world.addFax({ createdAt: ago(400), pages: 12, document: { sizeBytes: 456_000 } }),
		world.addFax({ createdAt: ago(30), pages: 1, document: { sizeBytes: 38_000 } }),
	];
	world.addFax({ createdAt: ago(60), direction: 'Outbound' });

	const messages = [
		world.addMms({
			createdAt: ago(200),
			files: [
				{ contentType: 'image/jpeg', fileName: 'front door.jpg', sizeBytes: 412_000 },
				{ contentType: 'application/pdf', fileName: 'offer.pdf', sizeBytes: 95_000 },
			],
		}),
		world.addMms({
			createdAt: ago(15),
			files: [{ contentType: 'video/mp4', fileName: 'noise.mp4', sizeBytes: 1_180_000 }],
		}),
	];
	world.addSms({ createdAt: ago(10) });

	const archives = [26_000, 3_100_000].map((sizeBytes, index) =>
		makeFile(`example archive ${index}`, 'application/zip', sizeBytes),
	);
	world.library.exportPlan = {
		ms: EXPORT_MS,
		endsAs: 'Completed',
		archives: archives.map((content) => ({ content })),
	};

	const attachmentsOf = (kind: ExampleKind, type: string, from: typeof messages): ExpectedFile[] =>
		from
			.flatMap((message) => message.attachments)
			.filter((attachment) => attachment.type === type)
			.map(({ id, sizeBytes, sha256 }) => ({ kind, contentId: String(id), sizeBytes, sha256 }));

	return [
		...calls.flatMap(({ recording }): ExpectedFile[] =>
			recording === undefined
				? []
				: [
						{
							kind: 'callRecording',
							contentId: recording.id,
							sizeBytes: recording.sizeBytes,
							sha256: recording.sha256,
						},
					],
		),
		...archives.map(({ sizeBytes, sha256 }, index): ExpectedFile => ({
			kind: 'complianceExport',
			contentId: String(index),
			sizeBytes,
			sha256,
		})),
		...attachmentsOf('voicemail', 'AudioRecording', voicemails),
		...attachmentsOf('fax', 'RenderedDocument', faxes),
		...attachmentsOf('message', 'MmsAttachment', messages),
	];
};
