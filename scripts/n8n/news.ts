import type { Party } from '../../simulator/records';
import { viewableMessage, viewableRecording } from '../../simulator/viewable';
import type { World } from '../../simulator/world';

const callers: readonly Party[] = [
	{ phoneNumber: '+14155550132', name: 'Ada Example' },
	{ phoneNumber: '+12125550147', name: 'Ben Sample' },
	{ phoneNumber: '+13125550119', name: 'Cleo Specimen' },
];

const CALL_SECONDS = 20;

/** What comes in, one after the other. Each says what it is. */
const arrivals: readonly ((world: World, from: Party) => string)[] = [
	(world, from) => {
		const transcript = { text: 'Hello, please call me back when you have read my fax.' };
		viewableMessage(world.addVoicemail({ from, transcript }));
		return 'a voicemail';
	},
	(world, from) => {
		viewableMessage(world.addFax({ from }));
		return 'a fax';
	},
	(world, from) => {
		const { recording } = world.addCall({
			from,
			startedAt: world.options.now() - CALL_SECONDS * 1_000,
			durationSeconds: CALL_SECONDS,
			recording: true,
		});
		if (recording) viewableRecording(recording);
		return 'a recorded call';
	},
	(world, from) => {
		viewableMessage(world.addMms({ from, files: [{ contentType: 'image/png', fileName: 'house.png' }] }));
		return 'a message with a picture';
	},
];

/** Lets the next thing come in. @returns what it is and who it is from */
export const bringNews = (world: World, count: number): string => {
	const from = callers[count % callers.length];
	const arrive = arrivals[count % arrivals.length];
	if (from === undefined || arrive === undefined) throw new Error('Nobody calls');
	return `${arrive(world, from)} from ${from.name ?? ''}`;
};
