import assert from 'node:assert/strict';
import { startSimulator } from '../../../simulator';
import { BEYOND } from '../../support/examples';
import { startImap } from '../../support/thirdParties/imap';
import { startSmtp } from '../../support/thirdParties/smtp';
import { fileOf, pdf, type GivenFile } from '../../support/uploadItems';
import type { Report } from '../report';
import { sha256Of } from '../sha256';
import { AMPLE_LIMITS, type ExampleBench } from './bench';

const REACHED = '+14155550132';
const BUSY = '+14155550144';
const BOUNDARY = 'part-of-this-test';

interface Letter {
	from: string;
	subject: string;
	files: GivenFile[];
}

const asMail = ({ from, subject, files }: Letter): string =>
	[
		`From: Someone <${from}>`,
		'To: fax@example.com',
		`Subject: ${subject}`,
		'MIME-Version: 1.0',
		`Content-Type: multipart/mixed; boundary="${BOUNDARY}"`,
		'',
		`--${BOUNDARY}`,
		'Content-Type: text/plain',
		'',
		'Please fax this.',
		...files.flatMap(({ fileName, mimeType, bytes }) => [
			`--${BOUNDARY}`,
			`Content-Type: ${mimeType}`,
			`Content-Disposition: attachment; filename="${fileName}"`,
			'Content-Transfer-Encoding: base64',
			'',
			...(bytes.toString('base64').match(/.{1,76}/g) ?? []),
		]),
		`--${BOUNDARY}--`,
		'',
	].join('\r\n');

const letters = {
	contract: {
		from: 'ada@example.com',
		subject: '+1 415 555 0132: signed contract',
		files: [pdf('contract.pdf', 90_000), pdf('annex.pdf', 30_000)],
	},
	song: {
		from: 'ben@example.com',
		subject: `${REACHED} holiday song`,
		files: [pdf('text.pdf'), fileOf('song.mp3', 'audio/mpeg')],
	},
	offer: { from: 'cleo@example.com', subject: `${BUSY}: offer`, files: [pdf('offer.pdf', 12_000)] },
	nowhere: { from: 'dan@example.com', subject: 'fax this', files: [pdf('this.pdf')] },
	stranger: { from: 'eve@elsewhere.test', subject: `${REACHED}: free fax`, files: [pdf('spam.pdf')] },
} satisfies Record<string, Letter>;

/** E-mails over IMAP, faxes, and answers over SMTP, all with n8n's own nodes. */
export const checkEmailToFax = async (report: Report, bench: ExampleBench): Promise<void> => {
	report.say('E-mail to fax: n8n’s own IMAP and SMTP nodes');
	const simulator = await startSimulator({ limits: AMPLE_LIMITS });
	const [imap, smtp] = await Promise.all([startImap(), startSmtp()]);
	const { world } = simulator;
	world.deliveryMs = 1_000;
	world.unreachable.set(BUSY, 'LineBusy');
	const told = (letter: Letter) => {
		const mails = smtp.mails.filter(({ to }) => [to].flat()[0]?.text === letter.from);
		assert.equal(mails.length, 1, `${letter.from} got ${mails.length} answers`);
		return { subject: mails[0]?.subject, text: mails[0]?.text?.trim() };
	};
	const sentTo = (number: string) =>
		world.sent.filter(({ envelope }) => JSON.stringify(envelope['to']).includes(number));

	await report.check('answers every e-mail of the company, and no other', async () => {
		const workflow = await bench.install(BEYOND.emailToFax, {
			simulator,
			credentials: { imap: imap.credential, smtp: smtp.credential },
		});
		await bench.whilePublished(workflow, async () => {
			for (const [at, letter] of Object.values(letters).entries()) {
				imap.deliver(asMail(letter));
				// One after the other, so that each has an execution of its own.
				await bench.until(workflow, 'the e-mail is read', () => imap.readCount() > at);
			}
			const outcomes = await bench.outcomesOf(workflow, Object.keys(letters).length);
			assert.deepEqual(
				outcomes.map(({ status, error }) => [status, error]),
				outcomes.map(() => ['success', '']),
			);
		});
		assert.deepEqual(smtp.mails.map(({ to }) => [to].flat()[0]?.text).sort(), [
			letters.contract.from,
			letters.song.from,
			letters.offer.from,
			letters.nowhere.from,
		]);
	});
	await report.check('faxes the attachments as they are, all in one fax, and once', () => {
		assert.deepEqual(
			sentTo(REACHED).map(({ files }) => files.map(({ fileName, sha256 }) => [fileName, sha256])),
			[letters.contract.files.map(({ fileName, bytes }) => [fileName, sha256Of(bytes)])],
		);
		assert.equal(world.sent.length, 2);
	});
	await report.check('tells the sender that the fax was delivered', () => {
		assert.deepEqual(told(letters.contract), {
			subject: `Fax delivered: ${letters.contract.subject}`,
			text: `It was sent\n\nFax ${sentTo(REACHED)[0]?.id ?? ''} to ${REACHED}`,
		});
	});
	await report.check('tells the sender why the fax failed', () => {
		assert.deepEqual(told(letters.offer), {
			subject: `Fax failed: ${letters.offer.subject}`,
			text: `The line was busy\n\nFax ${sentTo(BUSY)[0]?.id ?? ''} to ${BUSY}`,
		});
	});
	await report.check('tells the sender why nothing was sent', () => {
		const song = told(letters.song);
		assert.equal(song.subject, `Fax not sent: ${letters.song.subject}`);
		assert.match(
			song.text ?? '',
			/^'song\.mp3' is a \.mp3 file \(audio\/mpeg\), which a fax does not take\n\n\S/,
		);
		const nowhere = told(letters.nowhere);
		assert.equal(nowhere.subject, 'Fax not sent: fax this');
		assert.match(
			nowhere.text ?? '',
			/^'To' has a number with letters: fax this\n\nWrite it with a plus sign/,
		);
	});
	await Promise.all([imap.close(), smtp.close(), simulator.close()]);
};
