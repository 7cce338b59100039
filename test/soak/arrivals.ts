import type { Message, Recording } from '../../simulator/records';
import type { Chance } from './chance';
import { byId } from '../support/workflowValues';
import type { Owner, Site } from './site';
import type { IDataObject } from 'n8n-workflow';

/** Something that arrived and can be downloaded. */
export interface Arrival {
	resource: 'fax' | 'voicemail' | 'message' | 'callRecording';
	owner: Owner;
	at: number;
	/** From when on it can be listed and fetched. */
	readyAt: number;
	/** What the node is told to find it. */
	parameters: IDataObject;
	/** Occur in the paths of all requests for it. */
	ids: readonly string[];
	files: readonly { id: string; sha256: string; sizeBytes: number }[];
}

/** How late something may show up after its time. */
const LATEST_MS = 8_000;

/** Most files are small; some take several requests, and a few more than the first 16 MiB. */
const sizeOf = (chance: Chance): number =>
	chance.happens(0.03)
		? chance.between(16.5e6, 18e6)
		: chance.happens(0.15)
			? chance.between(400_000, 2e6)
			: chance.between(5_000, 120_000);

/** Lets something new arrive for somebody. */
export function arrive({ simulator, owners }: Site, chance: Chance): Arrival {
	const { world } = simulator;
	const owner = chance.pick(owners);
	const extensionId = owner.extension.id;
	const at = Date.now();
	const readyAt = at + (chance.happens(0.5) ? 0 : chance.between(0, LATEST_MS));
	const shared = { extensionId, createdAt: at, visibleAt: readyAt };
	switch (chance.pick(['fax', 'voicemail', 'message', 'callRecording'] as const)) {
		case 'fax': {
			const document = { sizeBytes: sizeOf(chance) };
			return messageArrival('fax', owner, world.addFax({ ...shared, document }), at, readyAt);
		}
		case 'voicemail': {
			const isSpoken = chance.happens(0.5);
			const writtenAt = readyAt + chance.between(0, 3_000);
			const made = world.addVoicemail({
				...shared,
				audio: { sizeBytes: sizeOf(chance) },
				...(isSpoken && { transcript: { readyAt: writtenAt } }),
			});
			return messageArrival('voicemail', owner, made, at, isSpoken ? writtenAt : readyAt);
		}
		case 'message': {
			const types = ['image/jpeg', 'image/png', 'video/mp4', 'application/pdf', 'text/vcard'];
			const files = Array.from({ length: chance.between(1, 3) }, () => ({
				contentType: chance.pick(types),
				sizeBytes: chance.between(2_000, 200_000),
			}));
			return messageArrival('message', owner, world.addMms({ ...shared, files }), at, readyAt);
		}
		case 'callRecording': {
			const call = world.addCall({
				extensionId,
				startedAt: at - 30_000,
				durationSeconds: 30,
				visibleAt: readyAt,
				recording: { sizeBytes: sizeOf(chance), listedAt: readyAt },
				...(chance.happens(0.3) && { legs: [{ legType: 'Accept' }] }),
			});
			if (!call.recording) throw new Error('The call has no recording');
			return recordingArrival(owner, call.recording, at, readyAt);
		}
	}
}

function messageArrival(
	resource: 'fax' | 'voicemail' | 'message',
	owner: Owner,
	{ id, attachments }: Message,
	at: number,
	readyAt: number,
): Arrival {
	const files = attachments
		.filter(({ type }) => type !== 'AudioTranscription' && type !== 'Text')
		.map(({ id: fileId, sha256, sizeBytes }) => ({ id: String(fileId), sha256, sizeBytes }));
	const parameters = { messageId: byId(String(id)) };
	return { resource, owner, at, readyAt, parameters, ids: [String(id)], files };
}

const recordingArrival = (
	owner: Owner,
	{ id, sha256, sizeBytes }: Recording,
	at: number,
	readyAt: number,
): Arrival => ({
	resource: 'callRecording',
	owner,
	at,
	readyAt,
	parameters: { recordingId: byId(id) },
	ids: [id],
	files: [{ id, sha256, sizeBytes }],
});
