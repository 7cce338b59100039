import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A mailbox that a client watches: as much of IMAP (RFC 3501) as that takes, in clear text. */
export interface ImapStandIn {
	credential: Record<string, string | number | boolean>;
	/** Puts a mail into the inbox and tells who watches it. */
	deliver(mail: string): void;
	/** How many mails of the inbox are read. */
	readCount(): number;
	close(): Promise<void>;
}

const USER = 'fax@example.com';
const PASSWORD = 'only-for-this-test';

interface Mail {
	raw: Buffer;
	isSeen: boolean;
}

/** The parts of a mail are not told: a client that parses the whole mail does not ask for them. */
const STRUCTURE = '("TEXT" "PLAIN" NIL NIL NIL "7BIT" 0 0)';

/** `2`, `1:3`, `4:*` and lists of these. */
const uidsIn = (set: string, last: number): number[] =>
	set.split(',').flatMap((part) => {
		const [from = 0, to = from] = part.split(':').map((each) => (each === '*' ? last : Number(each)));
		return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
	});

export const startImap = async (): Promise<ImapStandIn> => {
	const mails: Mail[] = [];
	const sockets = new Set<Socket>();
	const watching = new Set<Socket>();

	/** The lines before the tagged one. A UID is the number of the mail. */
	const answers: Record<
		string,
		(rest: string, send: (line: string | Buffer) => void, socket: Socket) => void
	> = {
		CAPABILITY: (_rest, send) => send('* CAPABILITY IMAP4rev1\r\n'),
		LOGIN: (rest) => {
			if (rest !== `"${USER}" "${PASSWORD}"`) throw new Error('Wrong user or password');
		},
		LIST: (_rest, send) => send('* LIST (\\Noselect) "/" ""\r\n'),
		SELECT: (_rest, send, socket) => {
			watching.add(socket);
			send(`* ${mails.length} EXISTS\r\n* 0 RECENT\r\n* FLAGS (\\Seen)\r\n`);
			send(`* OK [UIDVALIDITY 1] \r\n* OK [UIDNEXT ${mails.length + 1}] \r\n`);
		},
		'UID SEARCH': (rest, send) => {
			const asked = /^UNSEEN(?: UID (\S+))?$/.exec(rest);
			if (!asked) throw new Error(`Cannot search for ${rest}`);
			const [, set = '1:*'] = asked;
			const found = uidsIn(set, mails.length).filter((uid) => mails[uid - 1]?.isSeen === false);
			send(`* SEARCH ${found.join(' ')}\r\n`);
		},
		'UID FETCH': (rest, send) => {
			for (const uid of uidsIn(rest.split(' ')[0] ?? '', mails.length)) {
				const mail = mails[uid - 1];
				if (!mail) continue;
				const flags = mail.isSeen ? '\\Seen' : '';
				send(`* ${uid} FETCH (UID ${uid} FLAGS (${flags}) INTERNALDATE "23-Nov-2026 10:00:00 +0000" `);
				send(`BODYSTRUCTURE ${STRUCTURE} BODY[] {${mail.raw.length}}\r\n`);
				send(mail.raw);
				send(')\r\n');
			}
		},
		'UID STORE': (rest) => {
			for (const uid of uidsIn(rest.split(' ')[0] ?? '', mails.length)) {
				const mail = mails[uid - 1];
				if (mail && /\+FLAGS.*\\Seen/i.test(rest)) mail.isSeen = true;
			}
		},
		NOOP: () => undefined,
		LOGOUT: (_rest, send) => send('* BYE\r\n'),
	};

	const handle = (line: string, socket: Socket): void => {
		const [, tag = '*', command = '', rest = ''] = /^(\S+) ((?:UID )?\S+) ?(.*)$/i.exec(line) ?? [];
		const answer = answers[command.toUpperCase()];
		let outcome = answer ? 'OK done' : 'BAD unknown command';
		try {
			answer?.(rest, (part) => void socket.write(part), socket);
		} catch (error) {
			outcome = `NO ${String(error)}`;
		}
		socket.write(`${tag} ${outcome}\r\n`);
		if (command.toUpperCase() === 'LOGOUT') socket.end();
	};

	const server = createServer((socket) => {
		sockets.add(socket);
		let unread = '';
		socket.on('error', () => socket.destroy());
		socket.on('close', () => {
			sockets.delete(socket);
			watching.delete(socket);
		});
		socket.on('data', (piece) => {
			const lines = (unread + piece.toString('latin1')).split('\r\n');
			unread = lines.pop() ?? '';
			for (const line of lines) handle(line, socket);
		});
		socket.write('* OK ready\r\n');
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		credential: {
			user: USER,
			password: PASSWORD,
			host: '127.0.0.1',
			port,
			secure: false,
			allowUnauthorizedCerts: false,
		},
		deliver: (mail) => {
			mails.push({ raw: Buffer.from(mail), isSeen: false });
			for (const socket of watching) socket.write(`* ${mails.length} EXISTS\r\n`);
		},
		readCount: () => mails.filter(({ isSeen }) => isSeen).length,
		close: async () => {
			for (const socket of sockets) socket.destroy();
			server.close();
			await once(server, 'close');
		},
	};
};
