import assert from 'node:assert/strict';
import { startSimulator } from '../../../simulator';
import { BEYOND } from '../../support/examples';
import { startRecorder } from '../../support/thirdParties/recorder';
import type { Report } from '../report';
import { AMPLE_LIMITS, impatiently, type ExampleBench } from './bench';

const TEXT = 'Hello, this is Ada. The parcel has come.';

/** Voicemails with transcript, without one, and one whose audio is not there. */
export const checkVoicemailToSlack = async (report: Report, bench: ExampleBench): Promise<void> => {
	report.say('Voicemail to Slack: a recorder stands in for Slack');
	const simulator = await startSimulator({ limits: AMPLE_LIMITS });
	const slack = await startRecorder(() => ({ json: { ok: true } }));
	const { world, faults } = simulator;
	const workflow = await bench.install(BEYOND.voicemailToSlack, {
		simulator,
		nodes: {
			'New Voicemail': impatiently,
			'Post with Audio': slack.insteadOf({ takesFile: true }),
			'Post without Audio': slack.insteadOf(),
		},
	});
	await report.check('posts each voicemail once, with its text and its audio', async () => {
		await bench.whilePublished(workflow, async () => {
			const now = world.options.now();
			const spoken = world.addVoicemail({ transcript: { text: TEXT, readyAt: now + 3_000 }, createdAt: now });
			const mute = world.addVoicemail({ audio: { sizeBytes: 61_000 }, createdAt: now + 1_000 });
			const gone = world.addVoicemail({ createdAt: now + 2_000 });
			faults.add({
				on: { host: 'media', path: new RegExp(`/content/${gone.attachments[0]?.id ?? ''}$`) },
				do: { status: { status: 404 } },
			});
			await bench.until(workflow, 'three posts', () => slack.calls.length >= 3);
			await bench.outcomesOf(workflow, 1);

			const postOf = (sha256: string | undefined) =>
				slack.calls.filter(({ file }) => file?.sha256 === sha256);
			const [withText, ...others] = postOf(spoken.attachments[0]?.sha256);
			assert.ok(withText);
			assert.equal(others.length, 0);
			assert.match(
				withText.fields['options.initialComment'] ?? '',
				/^\*New voicemail\* from \+14155550132, .+\n>/,
			);
			assert.ok(withText.fields['options.initialComment']?.endsWith(`>${TEXT}`));
			assert.equal(withText.fields['options.fileName'], withText.file?.name);
			assert.equal(withText.fields['options.channelId'], 'C0123456789');
			const [withoutText] = postOf(mute.attachments[0]?.sha256);
			assert.match(withoutText?.fields['options.initialComment'] ?? '', /There is no transcript\.$/);
			assert.equal(slack.calls.length, 3);
		});
	});
	await report.check('posts the words at least when the audio cannot be had', () => {
		const posts = slack.calls.filter(({ node }) => node === 'Post without Audio');
		assert.equal(posts.length, 1);
		assert.match(
			posts[0]?.fields['text'] ?? '',
			/There is no transcript\.\nThe audio could not be fetched: \S/,
		);
	});
	await Promise.all([slack.close(), simulator.close()]);
};
