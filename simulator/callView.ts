import type { Call, Leg, Recording } from './records';
import type { State } from './state';

function viewRecording(state: State, recording: Recording | undefined): object {
	if (!recording || state.now() < recording.listedAt) return {};
	const path = `/restapi/v1.0/account/${state.world.account.id}/recording/${recording.id}`;
	const { id, type } = recording;
	const uri = `${state.urls.api}${path}`;
	return { recording: { id, uri, type, contentUri: `${state.urls.media}${path}/content` } };
}

function viewExtension(state: State, id: number): object {
	const path = `/restapi/v1.0/account/${state.world.account.id}/extension/${id}`;
	return { id, uri: `${state.urls.api}${path}` };
}

function viewLeg(state: State, call: Call, leg: Leg): object {
	return {
		legType: leg.legType,
		master: leg.master,
		action: leg.action,
		type: call.type,
		direction: call.direction,
		transport: call.transport,
		result: call.result,
		startTime: new Date(leg.startedAt).toISOString(),
		duration: leg.durationSeconds,
		durationMs: leg.durationSeconds * 1000,
		telephonySessionId: call.telephonySessionId,
		extension: viewExtension(state, leg.extensionId),
		from: leg.from,
		to: leg.to,
		...viewRecording(state, leg.recording),
	};
}

/** A call as the service writes it; `uri` is the address of the log it stands in. */
export function viewCall(state: State, call: Call, uri: string, detailed: boolean): object {
	const { id, sessionId, telephonySessionId, partyId, type, transport, direction, action, result } = call;
	const endedAt = call.startedAt + call.durationSeconds * 1000;
	return {
		uri: `${uri}/${id}?view=${detailed ? 'Detailed' : 'Simple'}`,
		id,
		sessionId,
		telephonySessionId,
		partyId,
		extension: viewExtension(state, call.extensionId),
		startTime: new Date(call.startedAt).toISOString(),
		duration: call.durationSeconds,
		durationMs: call.durationSeconds * 1000,
		type,
		internalType: 'Local',
		transport,
		direction,
		action,
		result,
		from: call.from,
		to: call.to,
		...viewRecording(state, call.recording),
		...(call.shortRecording && { shortRecording: true }),
		...(detailed && {
			lastModifiedTime: new Date(endedAt).toISOString(),
			legs: call.legs.map((leg) => viewLeg(state, call, leg)),
		}),
	};
}
