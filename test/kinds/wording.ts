import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

/** One text a person reads in the panel. */
export interface PanelText {
	/** Where it stands, by stored names. */
	at: string;
	role: 'label' | 'description' | 'placeholder' | 'action' | 'notice';
	text: string;
}

/** Words that Title Case leaves small, but not at the beginning. */
const SMALL = /^(a|an|and|as|at|by|for|from|in|of|on|or|per|the|to|with)$/;

/** Words written in capitals, or with one inside, also in the middle of a sentence. */
const PROPER = /^(RingCentral|IVR|SMS|MMS|JWT|OAuth2|PKCE|URL|ID|API|JSON|SHA-256|MB|AI|PDF|I|English)$/;

const wordsOf = (text: string): string[] =>
	text.split(/[\s/]+/).map((word) => word.replace(/[(),.:'"]/g, ''));

const isTitleCase = (text: string): boolean =>
	wordsOf(text).every((word, index) =>
		word
			.split('-')
			.every((part) => !/^[a-z]/.test(part) || (index > 0 && SMALL.test(part) && !word.includes('-'))),
	);

/** `Get many IVR prompts`: a capital at the beginning, then only in names. */
const isSentenceCase = (text: string): boolean =>
	/^[A-Z0-9]/.test(text) &&
	wordsOf(text).every((word, index) => index === 0 || !/[A-Z]/.test(word) || PROPER.test(word));

/** n8n: no full stop after one sentence, one after each of several. */
const hasRightStop = (text: string): boolean => /[.!?]\s+\S/.test(text) === /[.!?]$/.test(text);

const rules: Record<PanelText['role'], readonly [fault: string, isFine: (text: string) => boolean][]> = {
	label: [
		['is not in Title Case', isTitleCase],
		['speaks of an error', (text) => !/\b(errors?|problems?|failures?|mistakes?)\b/i.test(text)],
		['ends like a sentence', (text) => !/[.:!?]$/.test(text)],
	],
	description: [
		['does not begin with a capital', (text) => /^[A-Z0-9]/.test(text)],
		['has the wrong full stop', hasRightStop],
	],
	placeholder: [['does not begin with "e.g. "', (text) => /^e\.g\. \S/.test(text)]],
	action: [
		['is not in sentence case', isSentenceCase],
		['has an article', (text) => !/\b(a|an|the)\b/i.test(text)],
		['ends like a sentence', (text) => !/[.:!?]$/.test(text)],
	],
	notice: [
		['does not begin with a capital', (text) => /^[A-Z]/.test(text)],
		['has the wrong full stop', hasRightStop],
	],
};

/** What no text of the panel may have. */
const everywhere: readonly [fault: string, isFine: (text: string) => boolean][] = [
	['says "binary property"', (text) => !/binary propert/i.test(text)],
	['has the wrong article', (text) => !/\b(a [aeio]|an [bcdfgjklpqtvwyz])/i.test(text)],
	['has two spaces, or one at an end', (text) => text.trim() === text && !/\s\s/.test(text)],
	[
		'spells ID, URL, JSON or API otherwise',
		(text) => !/\b(Id|id|Ids|ids|Url|url|urls|Json|json|Api)\b/.test(withoutCode(text)),
	],
	['has a word that is unwanted', (text) => !UNWANTED.test(withoutCode(text))],
	['has an emoji or a straight ellipsis', (text) => !/\p{Extended_Pictographic}|\.\.\./u.test(text)],
];

/** What n8n's guidelines leave out, and words of programmers. */
const UNWANTED =
	/\b(please|successful(ly)?|simply|endpoint|payload|param|boolean|string|null|undefined|JSON path|invalid|RC|click here|utilize|leverage)\b/i;

/** Addresses and names of fields are no words. */
const withoutCode = (text: string): string => text.replace(/https?:\S+|'[a-z]\w*'|\{\w+\}/g, '');

/** All faults of these texts, each with its place. */
export const faultsOf = (texts: readonly PanelText[]): string[] =>
	texts.flatMap(({ at, role, text }) =>
		[...rules[role], ...everywhere]
			.filter(([, isFine]) => !isFine(text))
			.map(([fault]) => `${at}: ${role} "${text}" ${fault}`),
	);

type Entry = INodeProperties | INodePropertyOptions | INodePropertyCollection;

const isParameter = (entry: Entry): entry is INodeProperties => 'type' in entry;
const isCollection = (entry: Entry): entry is INodePropertyCollection => 'values' in entry;

const BUTTON_TYPES: readonly string[] = ['collection', 'fixedCollection'];

/** A parameter and all parameters inside it, each with its place. */
export function parametersIn(entries: readonly Entry[], place = ''): [at: string, INodeProperties][] {
	return entries.flatMap((entry): [string, INodeProperties][] => {
		const at = place === '' ? entry.name : `${place}.${entry.name}`;
		if (isCollection(entry)) return parametersIn(entry.values, at);
		if (!isParameter(entry)) return [];
		return [[at, entry], ...parametersIn(entry.options ?? [], at)];
	});
}

/** Every text of a parameter, without those of the parameters inside it. */
export function textsOf(at: string, parameter: INodeProperties): PanelText[] {
	const { displayName, description, hint, placeholder, type, options = [], modes = [] } = parameter;
	if (type === 'hidden') return [];
	const as = (role: PanelText['role'], ...texts: (string | undefined)[]): PanelText[] =>
		texts.filter((text) => text !== undefined).map((text) => ({ at, role, text }));
	return [
		...as(type === 'notice' ? 'notice' : 'label', displayName),
		...as('description', description, hint),
		// A collection shows its placeholder on a button.
		...as(BUTTON_TYPES.includes(type) ? 'label' : 'placeholder', placeholder),
		...modes.flatMap((mode) => [
			...as('label', mode.displayName),
			...as('placeholder', mode.placeholder),
			...as('description', mode.hint),
		]),
		...options
			.filter((entry) => !isParameter(entry))
			.flatMap((entry) => {
				const { description: about, action, name } = { description: undefined, action: undefined, ...entry };
				return isCollection(entry)
					? as('label', entry.displayName)
					: [...as('label', name), ...as('description', about), ...as('action', action)];
			}),
	];
}
