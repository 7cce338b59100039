import { fixedContent, type Content } from './bytes';
import { makeFile } from './fileHeads';
import type { Call, Leg, Recording } from './records';
import type { World } from './world';

export interface RecordingFacts {
	id?: string;
	type?: 'Automatic' | 'OnDemand';
	contentType?: string;
	content?: Content | Buffer;
	sizeBytes?: number;
	durationSeconds?: number;
	/** Default: at once. */
	readyAt?: number;
	listedAt?: number;
	deleted?: boolean;
}

export interface CallFacts extends Partial<Omit<Call, 'recording' | 'legs'>> {
	/** `true` takes all defaults; a recording of another call can be shared. */
	recording?: RecordingFacts | Recording | true;
	/** Legs beside the master leg; each repeats the call's recording unless it has its own. */
	legs?: Partial<Leg>[];
}

const OUTSIDE_NUMBER = '+14155550132';
const SMALL_RECORDING_BYTES = 48_000;

const isMade = (facts: RecordingFacts | Recording): facts is Recording => 'sha256' in facts;

export function makeRecording(world: World, facts: RecordingFacts, callSeconds: number): Recording {
	const id = facts.id ?? String(world.nextId());
	const usualType = world.options.recordingFormat === 'mp3' ? 'audio/mpeg' : 'audio/wav';
	const { content, contentType = usualType, sizeBytes = SMALL_RECORDING_BYTES } = facts;
	const made = content ?? makeFile(`${world.options.seed}/recording/${id}`, contentType, sizeBytes);
	return {
		id,
		type: facts.type ?? 'Automatic',
		contentType,
		content: Buffer.isBuffer(made) ? fixedContent(made) : made,
		durationSeconds: facts.durationSeconds ?? callSeconds,
		readyAt: facts.readyAt ?? 0,
		listedAt: facts.listedAt ?? 0,
		deleted: facts.deleted ?? false,
		get sizeBytes() {
			return this.content.sizeBytes;
		},
		get sha256() {
			return this.content.sha256;
		},
	};
}

function makeLeg(call: Call, facts: Partial<Leg>): Leg {
	const { extensionId, action, from, to, startedAt, durationSeconds, recording } = call;
	const shared = { extensionId, action, from, to, startedAt, durationSeconds, master: false };
	return { legType: 'Accept', ...shared, ...(recording && { recording }), ...facts };
}

export function makeCall(world: World, facts: CallFacts): Call {
	const { recording: recordingFacts, legs = [], ...rest } = facts;
	const id = world.nextId();
	const extensionId = facts.extensionId ?? world.owner.id;
	const durationSeconds = facts.durationSeconds ?? 95;
	const direction = facts.direction ?? 'Inbound';
	const own = {
		phoneNumber: world.numberOf(extensionId),
		extensionId: String(extensionId),
		name: world.extension(extensionId)?.name ?? '',
	};
	const other = { phoneNumber: OUTSIDE_NUMBER, name: 'Ada Example', location: 'San Francisco, CA' };
	const startedAt = facts.startedAt ?? world.options.now() - durationSeconds * 1000;
	const call: Call = {
		id: `A${id}`,
		sessionId: String(id),
		telephonySessionId: `s-${id.toString(16)}`,
		partyId: `p-${id.toString(16)}-1`,
		extensionId,
		type: 'Voice',
		transport: 'PSTN',
		direction,
		action: 'Phone Call',
		result: direction === 'Inbound' ? 'Accepted' : 'Call connected',
		from: direction === 'Inbound' ? other : own,
		to: direction === 'Inbound' ? own : other,
		startedAt,
		durationSeconds,
		visibleAt: startedAt + durationSeconds * 1000,
		shortRecording: false,
		...rest,
		legs: [],
	};
	if (recordingFacts === true) call.recording = makeRecording(world, {}, durationSeconds);
	else if (recordingFacts) {
		const made = isMade(recordingFacts);
		call.recording = made ? recordingFacts : makeRecording(world, recordingFacts, durationSeconds);
	}
	call.legs = [{ legType: 'PstnToSip', master: true }, ...legs].map((leg) => makeLeg(call, leg));
	return call;
}
