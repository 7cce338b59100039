import { group, number, readValues } from '../media/fields';
import type { MediaItem } from '../media/kind';
import { checkTemplate } from './fileNaming';
import { fetchOptionFields, MINUTE_MS, toFetchOptions } from './fetchOptions';
import { stillMaking, whenReady } from './readiness';
import { contentOf, readSaving, saveFiles, savingFields } from './saving';
import type { Verb } from './verb';

const ownFields = {
	options: group({
		label: 'Options',
		button: 'Add Option',
		fields: {
			...fetchOptionFields,
			waitUntilReadyMinutes: number({
				label: 'Wait Until Ready (Minutes)',
				description:
					'How long to wait for what is not there yet, such as a fax in rendering, a transcript or an export. For the recording of a call just ended it is 15 by default.',
				default: 10,
				min: 0,
			}),
		},
	}),
};

/** Brings the files of one piece of media into n8n, whole. */
export const download: Verb = {
	key: 'download',
	label: 'Download',
	fits: ({ content }) => content !== undefined,
	// n8n keeps files from agents.
	fitsAgents: () => false,
	action: ({ noun }) => `Download ${noun}`,
	description: ({ nouns }) => `Download the files of ${nouns} as binary data`,
	fields: (kind) => ({
		...kind.content?.find.fields,
		...savingFields(kind),
		...kind.content?.beside?.fields,
		...ownFields,
	}),
	run: async function* (call) {
		const { kind, values, reach } = call;
		const content = contentOf(kind);
		const { options } = readValues(ownFields, values);
		const template = options.fileName ?? '';
		checkTemplate(template);
		const saving = readSaving(call, { template, options: toFetchOptions(options) });
		const { waitUntilReadyMinutes: minutes } = options;
		const usualMs = content.patienceMs?.run(values, reach) ?? 0;
		const untilAt = reach.now() + (minutes === undefined ? usualMs : minutes * MINUTE_MS);
		const isUnfinished = (each: MediaItem): boolean => content.unfinished?.run(values, each) ?? false;
		const item = await whenReady(
			{ kind, look: () => content.find.run(values, reach), isUnfinished, untilAt },
			reach,
		);
		if (item.files.length === 0 && isUnfinished(item)) throw stillMaking(kind, item);
		const beside = (await content.beside?.run(values, item, reach)) ?? {};
		// A finished task has all of its files: one that is missing will not come.
		saving.options.readyWithinMs = kind.task ? 0 : Math.max(0, untilAt - reach.now());
		yield* saveFiles(call, item, { ...item.summary, ...beside }, saving);
	},
};
