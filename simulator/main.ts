import { parseArgs } from 'node:util';
import { seedWorld } from './seed';
import { startSimulator } from './index';

const DEFAULT_PORT = 8100;
const DEFAULT_MEDIA_PORT = 8101;

const { values } = parseArgs({
	options: {
		port: { type: 'string', default: String(DEFAULT_PORT) },
		'media-port': { type: 'string', default: String(DEFAULT_MEDIA_PORT) },
		format: { type: 'string', default: 'mp3' },
		/** Starts without calls and messages. */
		empty: { type: 'boolean', default: false },
		'no-limits': { type: 'boolean', default: false },
		/** One line for programs instead of lines for people. */
		json: { type: 'boolean', default: false },
	},
});

async function main(): Promise<void> {
	const simulator = await startSimulator({
		port: Number(values.port),
		mediaPort: Number(values['media-port']),
		recordingFormat: values.format === 'wav' ? 'wav' : 'mp3',
		...(values['no-limits'] && { limits: 'off' }),
	});
	const { serverUrl, mediaUrl, credentials, world } = simulator;
	if (!values.empty) seedWorld(world);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void simulator.close());
	}
	if (values.json) {
		console.log(JSON.stringify({ serverUrl, mediaUrl, credentials }));
		return;
	}
	const countOf = (type: string): number => world.messages.filter((held) => held.type === type).length;
	const files = world.messages.flatMap((message) => message.attachments);
	const mmsFiles = files.filter((held) => held.type === 'MmsAttachment').length;
	console.log(
		[
			'A RingCentral simulator is running. Stop it with Ctrl+C.',
			'',
			`Server URL     ${serverUrl}`,
			`Media host     ${mediaUrl}`,
			`Client ID      ${credentials.clientId}`,
			`Client secret  ${credentials.clientSecret}`,
			`JWT            ${credentials.jwt}`,
			`PKCE client    ${credentials.publicClientId}`,
			`Redirect URI   ${credentials.redirectUri}`,
			'',
			`${world.account.name} has ${world.extensions.length} extensions,`,
			`${world.calls.length} calls with ${world.recordings().length} recordings,`,
			`${countOf('VoiceMail')} voicemails, ${countOf('Fax')} faxes,`,
			`${countOf('SMS')} text messages with ${mmsFiles} files.`,
		].join('\n'),
	);
}

void main();
