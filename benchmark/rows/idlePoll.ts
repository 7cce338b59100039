import type { Finding } from '../finding';
import type { Stage } from '../stage';

/** The messages of an extension are one source and the call log is the other. */
const SOURCES = [
	{ triggerOn: ['fax'], sources: 1 },
	{ triggerOn: ['callRecording'], sources: 1 },
	{ triggerOn: ['fax', 'voicemail', 'message', 'callRecording'], sources: 2 },
];

/** Calls that a poll costs when nothing is new. */
export const idlePoll = async ({ simulator, credential, measurer, say }: Stage): Promise<Finding[]> => {
	const counted: string[] = [];
	let holds = true;
	for (const { triggerOn, sources } of SOURCES) {
		const startedAt = await measurer.poll({ authentication: 'ringCentralApi', triggerOn }, credential);
		const calls = simulator.requests.filter(({ at }) => at >= startedAt).length;
		counted.push(`${calls} for ${sources}`);
		holds &&= calls === sources;
	}
	say(`  ${counted.join(', ')}`);
	return [
		{
			measure: 'An idle poll of the trigger, calls for sources',
			result: counted.join(', '),
			goal: '1 call a source',
			holds,
			figures: SOURCES.map(({ triggerOn }) => triggerOn.join(' + ')).join('; '),
		},
	];
};
