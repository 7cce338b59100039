import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail server that keeps what it is given to send. */
export interface SmtpStandIn {
	credential: Record<string, string | number | boolean>;
	mails: ParsedMail[];
	close(): Promise<void>;
}

const USER = 'fax@example.com';
const PASSWORD = 'only-for-this-test';

export const startSmtp = async (): Promise<SmtpStandIn> => {
	const mails: ParsedMail[] = [];
	const server = new SMTPServer({
		disabledCommands: ['STARTTLS'],
		onAuth: ({ username, password }, _session, done) => {
			const isRight = username === USER && password === PASSWORD;
			done(isRight ? null : new Error('Wrong user or password'), isRight ? { user: USER } : undefined);
		},
		onData: (stream, _session, done) => {
			simpleParser(stream).then((mail) => {
				mails.push(mail);
				done();
			}, done);
		},
	});
	server.on('error', () => undefined);
	const listening = server.listen(0, '127.0.0.1');
	await once(listening, 'listening');
	const { port } = listening.address() as AddressInfo;
	return {
		credential: {
			user: USER,
			password: PASSWORD,
			host: '127.0.0.1',
			port,
			secure: false,
			disableStartTls: true,
			hostName: '',
		},
		mails,
		close: () => new Promise((resolve) => server.close(resolve)),
	};
};
