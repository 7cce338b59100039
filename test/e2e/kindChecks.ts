import assert from 'node:assert/strict';
import type { IDataObject } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import type { Content } from '../../simulator/bytes';
import { nodeWorkflow, runDownloads } from './downloadRun';
import { canMeasureMemory, peakDuring } from './memory';
import type { ImportedWorkflow, N8nHome } from './n8nHome';
import type { N8nRest } from './n8nRest';
import type { Report } from './report';
import type { StoredFile } from './runResult';

const MIB = 1024 * 1024;
const DAY_MS = 24 * 60 * 60_000;
const SMALL_ARCHIVE_BYTES = 20_000_000;
/** The largest archive that RingCentral makes. */
const LARGE_ARCHIVE_BYTES = 1024 * MIB;
const MOST_GROWTH_BYTES = 128 * MIB;

/** A piece of media, the workflow that downloads it, and what has to come out. */
interface Wanted {
	workflow: ImportedWorkflow;
	contents: Content[];
}

export interface KindMedia {
	small: Wanted[];
	smallArchive: Wanted;
	largeArchive: Wanted;
}

const byId = (id: string | number | undefined): IDataObject => ({
	__rl: true,
	mode: 'id',
	value: String(id ?? ''),
});

const wanted = (resource: string, name: string, parameters: IDataObject, contents: Content[]): Wanted => ({
	workflow: nodeWorkflow(name, { resource, operation: 'download', ...parameters }),
	contents,
});

/** One of each kind, older than what the examples look for. */
export const addKindMedia = ({ world, mediaUrl }: Simulator): KindMedia => {
	const { library, owner } = world;
	const createdAt = world.options.now() - 9 * DAY_MS;
	const { recording } = world.addCall({ startedAt: createdAt, recording: true });
	const voicemail = world.addVoicemail({ createdAt });
	const fax = world.addFax({ createdAt });
	const mms = world.addMms({
		createdAt,
		files: [{ contentType: 'image/png' }, { contentType: 'video/mp4', sizeBytes: 1_200_000 }],
	});
	const greeting = library.addGreeting({ extensionId: owner.id, ruleId: 'business-hours-rule' });
	const prompt = library.addPrompt('welcome.mp3');
	const meeting = library.addMeeting({ startedAt: createdAt }, { sizeBytes: 30_000_000 });
	const post = library.addPost([{ name: 'draft.pdf' }, { name: 'signed.pdf', signed: true }]);
	const standard = library.addStandardGreeting('Acoustic', 'HoldMusic');
	const contentsOf = (files: readonly { type: string; content: Content }[], type: string): Content[] =>
		files.filter((file) => file.type === type).map(({ content }) => content);
	const archive = (name: string, sizeBytes: number): Wanted => {
		const made = library.addExport('messageStore', {}, { ms: 0, archives: [{ sizeBytes }] });
		return wanted(
			'complianceExport',
			name,
			{ exportOf: 'messageStore', taskId: byId(made.id) },
			made.archives.map(({ content }) => content),
		);
	};
	return {
		small: [
			wanted(
				'callRecording',
				'callRecording',
				{ recordingId: byId(recording?.id) },
				recording ? [recording.content] : [],
			),
			wanted(
				'voicemail',
				'voicemail',
				{ messageId: byId(voicemail.id) },
				contentsOf(voicemail.attachments, 'AudioRecording'),
			),
			wanted('fax', 'fax', { messageId: byId(fax.id) }, contentsOf(fax.attachments, 'RenderedDocument')),
			wanted('message', 'message', { messageId: byId(mms.id) }, contentsOf(mms.attachments, 'MmsAttachment')),
			wanted('greeting', 'greeting', { greetingId: byId(greeting.id) }, [greeting.file.content]),
			wanted('ivrPrompt', 'ivrPrompt', { promptId: byId(prompt.id) }, [prompt.file.content]),
			wanted('meetingRecording', 'meetingRecording', { meetingRecordingId: byId(meeting.id) }, [
				meeting.file.content,
			]),
			wanted(
				'teamFile',
				'teamFile',
				{ filesOf: 'post', chatId: post.chatId, postId: post.id },
				post.files.map(({ file }) => file.content),
			),
			wanted(
				'media',
				'media',
				{ contentUri: `${mediaUrl}/restapi/v1.0/dictionary/greeting/${standard.id}/content` },
				[standard.file.content],
			),
		],
		smallArchive: archive('smallArchive', SMALL_ARCHIVE_BYTES),
		largeArchive: archive('largeArchive', LARGE_ARCHIVE_BYTES),
	};
};

export const workflowsOf = ({ small, smallArchive, largeArchive }: KindMedia): ImportedWorkflow[] =>
	[...small, smallArchive, largeArchive].map(({ workflow }) => workflow);

/** One of each kind through n8n's server, and an archive as large as they come. */
export const checkKinds = async (
	report: Report,
	home: N8nHome,
	{ pid, rest }: { pid: number; rest: N8nRest },
	{ small, smallArchive, largeArchive }: KindMedia,
): Promise<void> => {
	const download = ({ workflow }: Wanted): Promise<StoredFile[]> => runDownloads(home, rest, workflow);
	const checkWhole = (files: readonly StoredFile[], { contents }: Wanted): void => {
		assert.deepEqual(
			files.map(({ sha256 }) => sha256),
			contents.map(({ sha256 }) => sha256),
		);
	};

	report.say('One of each kind of media');
	for (const each of small) {
		await report.check(`${each.workflow.name} arrives whole`, async () => {
			checkWhole(await download(each), each);
		});
	}
	await report.check('an archive of an export arrives whole', async () => {
		const before = await peakDuring(pid, () => download(smallArchive));
		checkWhole(before.result, smallArchive);
		const after = await peakDuring(pid, () => download(largeArchive));
		const growthBytes = after.peakBytes - before.peakBytes;
		if (canMeasureMemory) {
			report.say(`  1 GiB took n8n ${Math.round(growthBytes / MIB)} MiB more memory than 20 MB`);
			assert.ok(growthBytes < MOST_GROWTH_BYTES);
		}
		checkWhole(after.result, largeArchive);
	});
};
