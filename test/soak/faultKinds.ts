import type { Fault, FaultAction } from '../../simulator/faults';
import type { MediaErrorCode } from '../../nodes/RingCentralMedia/errors';
import type { Chance } from './chance';

/** One way for a single request to go wrong. */
export interface FaultKind {
	name: string;
	on: NonNullable<Fault['on']>;
	make: (chance: Chance) => FaultAction;
	/** With which codes work may end because of it; most faults are got over. */
	codes: readonly MediaErrorCode[];
	/** Whether it may also end other work than that of the request it hit. */
	isWide?: true;
}

const LINE = ['interrupted', 'unknownOutcome'] as const;
const serverErrors = [500, 502, 503, 504];

const failing = (chance: Chance): FaultAction => ({
	status: { status: chance.pick(serverErrors), withErrors: chance.happens(0.5) },
});

/** Longer than the answers and pauses that the soak's node waits for. */
const TOO_LONG_MS = 7_000;

const content = { path: /\/content(\/|$)/, method: 'GET' };
const continued = { ...content, continued: true };

/** Requests for files. */
export const contentFaults: readonly FaultKind[] = [
	{
		name: 'cut in mid-body',
		on: content,
		make: (chance) => ({ cut: { afterBytes: chance.between(0, 20_000), reset: chance.happens(0.5) } }),
		codes: LINE,
	},
	{
		name: 'stall',
		on: content,
		make: (chance) => ({ stall: { afterBytes: chance.between(0, 20_000) } }),
		codes: LINE,
	},
	{ name: 'slow headers', on: content, make: delayed, codes: LINE },
	{
		name: '206 that nobody asked for',
		on: continued,
		make: (chance) => ({ ignoreRange: true, unaskedRange: { maxBytes: chance.between(1, 20_000) } }),
		codes: ['unexpected'],
	},
	{
		name: 'less than asked for',
		on: content,
		make: (chance) => ({ shortRange: { maxBytes: chance.between(1, 20_000) } }),
		codes: LINE,
	},
	{
		name: 'range with another start',
		on: content,
		make: (chance) => ({ contentRange: { startShift: chance.between(1, 50) } }),
		codes: ['unexpected'],
	},
	{
		name: 'range with another end',
		on: content,
		make: (chance) => ({ contentRange: { endShift: chance.pick([-1, 1]) * chance.between(1, 50) } }),
		codes: ['unexpected'],
	},
	{
		name: 'range of another total',
		on: content,
		make: (chance) => ({ contentRange: { totalShift: chance.between(1, 5_000) } }),
		codes: ['changed', 'unexpected', 'truncated'],
	},
	{
		name: 'all of it instead of the rest',
		on: continued,
		make: () => ({ ignoreRange: true }),
		codes: ['changed'],
	},
	{ name: 'changed file', on: continued, make: () => ({ changeContent: true }), codes: ['changed'] },
	{ name: 'JSON where bytes belong', on: content, make: () => ({ jsonInstead: true }), codes: ['wrongType'] },
	{
		name: '401 in the middle',
		on: content,
		make: () => ({ expireToken: true }),
		codes: ['refused'],
		isWide: true,
	},
	{ name: '403', on: content, make: () => ({ status: { status: 403 } }), codes: ['refused'] },
	{ name: '5xx', on: content, make: failing, codes: LINE },
];

const api = { path: /^(?!.*\/(content|oauth)(\/|$))/, method: 'GET', host: 'api' } as const;
const lists = { ...api, path: /\/(call-log|message-store)$/ };

/** Requests for records and lists. */
export const apiFaults: readonly FaultKind[] = [
	{ name: '5xx of the API', on: api, make: failing, codes: LINE },
	{
		name: 'cut in mid-JSON',
		on: api,
		make: (chance) => ({ cut: { afterBytes: chance.between(0, 100), reset: chance.happens(0.5) } }),
		codes: LINE,
	},
	{ name: 'slow API', on: api, make: delayed, codes: LINE },
	{
		name: '401 of the API',
		on: api,
		make: () => ({ expireToken: true }),
		codes: ['refused'],
		isWide: true,
	},
	{ name: '403 of the API', on: api, make: () => ({ status: { status: 403 } }), codes: ['refused'] },
	{
		name: '429 of a gateway',
		on: api,
		make: () => ({ status: { status: 429, retryAfter: 1, rateLimitHeaders: false } }),
		codes: ['throttled'],
		isWide: true,
	},
	{ name: 'failing poll', on: lists, make: () => ({ status: { status: 403 } }), codes: ['refused'] },
	{ name: 'list that is none', on: lists, make: failing, codes: LINE },
];

const uploads = { path: /\/(fax|mms|greeting|ivr-prompts)$/, method: 'POST', host: 'api' } as const;

/** Requests that make something. */
export const uploadFaults: readonly FaultKind[] = [
	{
		name: 'upload cut off',
		on: uploads,
		make: (chance) => ({ cutBody: { afterBytes: chance.between(0, 8_000) } }),
		codes: LINE,
	},
	{ name: 'upload answered 5xx', on: uploads, make: failing, codes: LINE },
	{
		name: 'upload done, answered 5xx',
		on: uploads,
		make: (chance) => ({ statusAfter: { status: chance.pick(serverErrors) } }),
		codes: LINE,
	},
	{
		name: 'upload done, answer cut',
		on: uploads,
		make: (chance) => ({ cut: { afterBytes: chance.between(0, 20), reset: chance.happens(0.5) } }),
		codes: LINE,
	},
	{
		name: 'upload done, no answer',
		on: uploads,
		make: () => ({ delayHeaders: { ms: TOO_LONG_MS } }),
		codes: LINE,
	},
	{ name: 'upload answered slowly', on: uploads, make: delayed, codes: LINE },
	{ name: 'upload answered 403', on: uploads, make: () => ({ status: { status: 403 } }), codes: ['refused'] },
	{
		name: 'upload answered 401',
		on: uploads,
		make: () => ({ expireToken: true }),
		codes: ['refused'],
		isWide: true,
	},
];

function delayed(chance: Chance): FaultAction {
	return { delayHeaders: { ms: chance.between(300, 2_500) } };
}
