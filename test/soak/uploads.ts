import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';
import { byId } from '../support/workflowValues';
import { fileOf, itemWith, type GivenFile } from '../support/uploadItems';
import type { Chance } from './chance';
import type { Job } from './ledger';
import { readRefusal } from './refusals';
import type { Owner, Site } from './site';
import { judgeRefusal, told, track, type Stage } from './stage';

/** What the node said of something it was to send. */
export interface Upload {
	job: Job;
	/** Of its file, which no other upload has. */
	sha256: string;
	said: 'sent' | 'failed' | 'unknown';
	/** Its id as the node told it. */
	id: string | undefined;
	message: string;
}

interface Recipe {
	file: (name: string, chance: Chance) => GivenFile;
	parameters: (owner: Owner, site: Site, to: string) => IDataObject;
	paths: RegExp;
}

export const recipes: Readonly<Record<string, Recipe>> = {
	'send fax': {
		file: (name, chance) => fileOf(`${name}.pdf`, 'application/pdf', chance.between(2_000, 60_000)),
		parameters: (_owner, _site, to) => ({ resource: 'fax', operation: 'send', to }),
		paths: /\/(fax|message-store)$/,
	},
	'send MMS': {
		file: (name, chance) => fileOf(`${name}.png`, 'image/png', chance.between(2_000, 30_000)),
		parameters: ({ extension }, { simulator }, to) => ({
			...{ resource: 'message', operation: 'send', to, inputDataFieldName: 'data' },
			from: byId(simulator.world.numberOf(extension.id)),
		}),
		paths: /\/(mms|message-store|phone-number)$/,
	},
	'create greeting': {
		file: (name, chance) => fileOf(`${name}.wav`, 'audio/wav', chance.between(2_000, 60_000)),
		parameters: () => ({ resource: 'greeting', operation: 'create', applyTo: 'nothing' }),
		paths: /\/greeting$/,
	},
	'create IVR prompt': {
		file: (name, chance) => fileOf(`${name}.mp3`, 'audio/mpeg', chance.between(2_000, 60_000)),
		parameters: () => ({ resource: 'ivrPrompt', operation: 'create', promptName: 'Soak' }),
		paths: /\/ivr-prompts$/,
	},
};

let made = 0;

/** Uploads as long as the soak runs. */
export async function keepUploading(
	stage: Stage,
	owner: Owner,
	chance: Chance,
	uploads: Upload[],
): Promise<void> {
	while (stage.isOpen()) {
		uploads.push(await upload(stage, owner, chance.pick(Object.keys(recipes)), chance));
		await delay(chance.between(200, 1_200));
	}
}

/** Sends one file that is like no other. */
export async function upload(stage: Stage, owner: Owner, work: string, chance: Chance): Promise<Upload> {
	const { site, ledger } = stage;
	const recipe = recipes[work];
	if (!recipe) throw new Error(`There is no way to ${work}`);
	made += 1;
	const file = recipe.file(`soak-${made}`, chance);
	const to = `+1415555${String(made % 10_000).padStart(4, '0')}`;
	const touches = (path: string): boolean => recipe.paths.test(path);
	const job: Job = { work, owner, touches, startedAt: Date.now() };
	const sha256 = createHash('sha256').update(file.bytes).digest('hex');
	return await track(stage, job, async () => {
		const parameters = recipe.parameters(owner, site, to);
		const { outputs, error } = await site.run(owner, parameters, [itemWith({ data: file })]);
		const json = outputs[0]?.[0]?.json ?? {};
		const id = typeof json['id'] === 'string' ? json['id'] : undefined;
		const refusal = error ? { code: undefined, message: error.message } : readRefusal(json);
		ledger.uploads += 1;
		if (!refusal) {
			ledger.succeeded(work);
			return { job, sha256, said: 'sent', id, message: '' };
		}
		judgeRefusal(stage, job, refusal);
		const said = refusal.code === 'unknownOutcome' ? 'unknown' : 'failed';
		return { job, sha256, said, id, message: `${refusal.code ?? ''}: ${refusal.message}` };
	});
}

/** Holds what the node said of its uploads against what the simulator has. */
export function judgeUploads(stage: Stage, uploads: readonly Upload[]): void {
	const { ledger, site } = stage;
	const idsBySha = new Map<string, string[]>();
	for (const { id, files } of site.simulator.world.sent) {
		for (const { sha256 } of files) idsBySha.set(sha256, [...(idsBySha.get(sha256) ?? []), id]);
	}
	for (const each of uploads) {
		const ids = idsBySha.get(each.sha256) ?? [];
		const there = `the simulator has ${JSON.stringify(ids)}, the node said ${each.said} ${each.id ?? each.message}`;
		if (ids.length > 1) ledger.find('sentTwice', told(stage, each.job, there));
		const isRight =
			each.said === 'unknown' ||
			(each.said === 'sent' ? ids.length > 0 && ids.includes(each.id ?? '') : ids.length === 0);
		if (!isRight) ledger.find('lostUpload', told(stage, each.job, there));
	}
	const known = new Set(uploads.map(({ sha256 }) => sha256));
	const strays = [...idsBySha.keys()].filter((sha256) => !known.has(sha256));
	if (strays.length > 0) ledger.find('lostUpload', `files that nobody sent: ${strays.join(', ')}`);
}
