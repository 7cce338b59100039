import { unexpected } from '../errors';
import { choice, group, number, readValues, type Field, type FieldSet } from '../media/fields';
import { fetchOptionFields, MINUTE_MS, toFetchOptions } from './fetchOptions';
import { checkTemplate } from './fileNaming';
import { stillMaking, whenReady } from './readiness';
import { readSaving, saveFiles, savingFields } from './saving';
import type { Verb } from './verb';

const waitFields = {
	afterwards: choice({
		label: 'After Creating',
		default: 'download',
		choices: [
			{ value: 'download', label: 'Wait and Download' },
			{ value: 'wait', label: 'Wait Until Ready', description: 'The files can be downloaded by the ID' },
			{ value: 'return', label: 'Return at Once' },
		],
	}),
	waitMinutes: number({
		label: 'Wait Up To (Minutes)',
		description: 'RingCentral goes on with it when the time is up; it can then be downloaded by its ID',
		default: 60,
		min: 0,
		showWhen: { afterwards: ['download', 'wait'] },
	}),
};

const whenDownloading = { showWhen: { afterwards: ['download'] } };

const ownFields = {
	options: group({
		label: 'Options',
		button: 'Add Option',
		fields: fetchOptionFields,
		...whenDownloading,
	}),
};

/** Has the service make something, and brings it into n8n when it is made. */
export const createTask: Verb = {
	key: 'create',
	label: 'Create',
	fits: ({ task }) => task !== undefined,
	// An export of everything is no matter for an agent.
	fitsAgents: () => false,
	action: ({ noun }) => `Create ${noun}`,
	description: ({ noun }) => `Create a ${noun}, wait until it is ready and download its files`,
	fields: (kind) => {
		const { filters, ...asked } = kind.task?.start.fields ?? {};
		const saving = Object.entries(savingFields(kind)).map(([name, field]): [string, Field] => [
			name,
			{ ...field, ...whenDownloading },
		]);
		const whereTo: FieldSet = Object.fromEntries(saving);
		return { ...asked, ...(filters && { filters }), ...waitFields, ...whereTo, ...ownFields };
	},
	run: async function* (call) {
		const { kind, values, reach } = call;
		if (!kind.task) throw unexpected(`A ${kind.noun} cannot be created`);
		const { start, isRunning } = kind.task;
		// Everything is read before anything is made.
		const { afterwards, waitMinutes } = readValues(waitFields, values);
		const { options } = readValues(ownFields, values);
		const template = options.fileName ?? '';
		checkTemplate(template);
		const saving = readSaving(call, { template, options: toFetchOptions(options) });
		const { item: known, look } = await start.run(values, reach);
		if (afterwards === 'return') {
			yield { json: known.summary };
			return;
		}
		const untilAt = reach.now() + waitMinutes * MINUTE_MS;
		// What is ready at once has to be looked at all the same: only then its files are told.
		const item = isRunning(known)
			? await whenReady({ kind, look, isUnfinished: isRunning, untilAt, known }, reach)
			: await look();
		if (isRunning(item)) throw stillMaking(kind, item);
		if (afterwards === 'download') yield* saveFiles(call, item, item.summary, saving);
		else yield { json: item.summary };
	},
};
