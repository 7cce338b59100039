import type { CallFacts } from './makeCall';
import type { Extension } from './records';
import type { World } from './world';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const people = [
	['Bella Baker', 'bella.baker@example.com'],
	['Carl Cook', 'carl.cook@example.com'],
	['Dora Diaz', 'dora.diaz@example.com'],
	['Emil Evans', 'emil.evans@example.com'],
] as const;

const customers = [
	{ phoneNumber: '+14155550132', name: 'Ada Example', location: 'San Francisco, CA' },
	{ phoneNumber: '+12125550147', name: 'Ben Sample', location: 'New York, NY' },
	{ phoneNumber: '+13125550119', name: 'Cleo Specimen', location: 'Chicago, IL' },
	{ phoneNumber: '+12065550184', name: 'Dan Placeholder', location: 'Seattle, WA' },
	{ phoneNumber: '+17135550166', location: 'Houston, TX' },
] as const;

const voicemails = [
	'Hi, this is Ada Example. The delivery came today, thank you. One box was missing. Please call me back.',
	'Good morning, Ben Sample here about invoice 1042. I have a question about the second line.',
	undefined,
	'It is Cleo. Can we move our appointment from Tuesday to Thursday at ten?',
	'Hello, the printer on the second floor is making that noise again.',
	undefined,
	'This is Dan. I sent the signed contract by fax a minute ago.',
	undefined,
];

const texts = [
	'Your order is ready for pickup.',
	'Running ten minutes late, sorry!',
	'Can you send me the address?',
	'Thanks, got it.',
];

const attachmentSets = [
	[{ contentType: 'image/jpeg', fileName: 'front door.jpg', sizeBytes: 412_000 }],
	[
		{ contentType: 'image/png', fileName: 'floor-plan.png', sizeBytes: 188_000 },
		{ contentType: 'application/pdf', fileName: 'offer.pdf', sizeBytes: 95_000 },
	],
	[{ contentType: 'video/mp4', fileName: 'noise.mp4', sizeBytes: 1_180_000 }],
	[
		{ contentType: 'image/jpeg', fileName: 'IMG_0001.jpg', sizeBytes: 350_000 },
		{ contentType: 'image/jpeg', fileName: 'IMG_0002.jpg', sizeBytes: 361_000 },
		{ contentType: 'image/gif', fileName: 'wave.gif', sizeBytes: 64_000 },
	],
	[{ contentType: 'text/vcard', fileName: 'Ada Example.vcf', sizeBytes: 640 }],
	[{ contentType: 'audio/amr', fileName: 'memo.amr', sizeBytes: 47_000 }],
];

const CALLS = 42;
const CALL_GAP_MS = 131 * MINUTE_MS;
const RECORDED_EVERY = 3;
const RECORDED_BYTES_A_SECOND = 2000;
const VOICEMAIL_BYTES_A_SECOND = 1500;

const pick = <T>(from: readonly [T, ...T[]] | readonly T[], at: number): T => from[at % from.length] as T;

/** Fills a world with the last days of a small company; the same world every time, counted back from now. */
export function seedWorld(world: World): void {
	const now = world.options.now();
	world.addNumber({ phoneNumber: world.account.mainNumber, usageType: 'MainCompanyNumber', features: [] });
	const users = [world.owner, ...people.map(([name, email]) => world.addExtension({ name, email }))];
	world.addExtension({ name: 'Support', email: 'support@example.com', type: 'Department' });
	seedCalls(world, users, now);
	seedVoicemails(world, users, now);
	seedFaxes(world, users, now);
	seedTexts(world, users, now);
}

function seedCalls(world: World, users: Extension[], now: number): void {
	for (let at = 0; at < CALLS; at += 1) {
		const extension = pick(users, at);
		const inbound = at % 4 !== 1;
		const durationSeconds = 35 + ((at * 47) % 400);
		const own = { phoneNumber: world.numberOf(extension.id), name: extension.name };
		const customer = pick(customers, at);
		const facts: CallFacts = {
			extensionId: extension.id,
			direction: inbound ? 'Inbound' : 'Outbound',
			from: inbound ? customer : own,
			to: inbound ? own : customer,
			startedAt: now - HOUR_MS - at * CALL_GAP_MS,
			durationSeconds,
		};
		const missed = at % 7 === 3;
		const recorded = at % RECORDED_EVERY === 0 && !missed;
		const sizeBytes = durationSeconds * RECORDED_BYTES_A_SECOND;
		const type = at % 2 === 0 ? 'Automatic' : 'OnDemand';
		world.addCall({
			...facts,
			...(missed && { result: 'Missed', durationSeconds: 0 }),
			...(recorded && { recording: { sizeBytes, type } }),
			// A second leg repeats the recording of the call.
			...(recorded && at % 9 === 0 && { legs: [{ legType: 'Accept' }] }),
		});
	}
	seedTransfer(world, users, now);
}

/** A transferred call: two records of one session, each with a recording of its own. */
function seedTransfer(world: World, users: Extension[], now: number): void {
	const telephonySessionId = 's-transferred';
	const startedAt = now - 5 * HOUR_MS;
	for (const [at, extension] of users.slice(1, 3).entries()) {
		world.addCall({
			extensionId: extension.id,
			telephonySessionId,
			partyId: `p-transferred-${at + 1}`,
			startedAt: startedAt + at * 4 * MINUTE_MS,
			durationSeconds: 240,
			action: at === 0 ? 'Phone Call' : 'Transfer',
			from: pick(customers, 0),
			recording: { sizeBytes: 240 * RECORDED_BYTES_A_SECOND },
		});
	}
}

function seedVoicemails(world: World, users: Extension[], now: number): void {
	for (const [at, text] of voicemails.entries()) {
		const durationSeconds = 8 + ((at * 11) % 50);
		world.addVoicemail({
			extensionId: pick(users, at % 2).id,
			createdAt: now - 2 * HOUR_MS - at * 9 * HOUR_MS,
			from: pick(customers, at),
			readStatus: at % 3 === 0 ? 'Unread' : 'Read',
			durationSeconds,
			audio: { sizeBytes: durationSeconds * VOICEMAIL_BYTES_A_SECOND },
			...(text !== undefined && { transcript: { text } }),
		});
	}
}

function seedFaxes(world: World, users: Extension[], now: number): void {
	for (let at = 0; at < 8; at += 1) {
		const inbound = at % 4 !== 3;
		const extension = pick(users, at % 2);
		const pages = 1 + (at % 5);
		const customer = pick(customers, at + 1);
		world.addFax({
			extensionId: extension.id,
			direction: inbound ? 'Inbound' : 'Outbound',
			createdAt: now - 3 * HOUR_MS - at * 13 * HOUR_MS,
			pages,
			document: { sizeBytes: pages * 38_000 },
			...(inbound ? { from: customer } : { to: [{ ...customer, messageStatus: 'Sent' }] }),
		});
	}
}

function seedTexts(world: World, users: Extension[], now: number): void {
	for (const [at, files] of attachmentSets.entries()) {
		const facts = { extensionId: pick(users, at % 2).id, from: pick(customers, at) };
		const createdAt = now - 90 * MINUTE_MS - at * 11 * HOUR_MS;
		world.addMms({ ...facts, createdAt, files, text: at % 2 === 0 ? 'See attached.' : '' });
	}
	for (const [at, text] of texts.entries()) {
		world.addSms({ extensionId: world.owner.id, createdAt: now - (4 + at * 7) * HOUR_MS, text });
	}
}
