import fc from 'fast-check';
import { bytesFrom, honest, part, pastTheEnd, whole, type ScriptedFile } from '../../support/scriptedFile';
import type { Asked, Reply } from '../../support/scriptedServer';

/** What a server may do wrong with one request, and a client can make good. */
const bearable = [
	'none',
	'reset',
	'close',
	'hangUp',
	'short',
	'whole',
	'wholeChunked',
	'wholeCut',
	'outOfOrder',
	'tooMany',
	'tooManyUnnamed',
	'noEntry',
	'redirect',
	'openTotal',
] as const;

/** What cannot end well, or only by luck. */
const fatal = ['changed', 'otherPart', 'otherTotal', 'pastTheEnd', 'tooMuch', 'missing'] as const;

export type FaultKind = (typeof bearable)[number] | (typeof fatal)[number] | 'stall';

export interface Fault {
	kind: FaultKind;
	/** Where in the body, as a share of it. */
	at: number;
}

const validators = ['strong', 'weak', 'date', 'none'] as const;

export interface Scenario {
	seed: number;
	sizeBytes: number;
	chunkBytes: number | undefined;
	sha256: boolean;
	validator: (typeof validators)[number];
	/** One for each request; what comes later is answered honestly. */
	faults: Fault[];
}

const fault: fc.Arbitrary<Fault> = fc.record({
	kind: fc.oneof(
		{ weight: 60, arbitrary: fc.constantFrom<FaultKind>(...bearable) },
		{ weight: 4, arbitrary: fc.constantFrom<FaultKind>(...fatal) },
		// Rare, since undici takes a second to notice however short the time-out.
		{ weight: 1, arbitrary: fc.constant<FaultKind>('stall') },
	),
	at: fc.double({ min: 0, max: 1, noNaN: true }),
});

export const scenario: fc.Arbitrary<Scenario> = fc
	.record({
		seed: fc.nat(),
		sizeBytes: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 400_000 })),
		chunks: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
		sha256: fc.oneof(
			{ weight: 4, arbitrary: fc.constant(true) },
			{ weight: 1, arbitrary: fc.constant(false) },
		),
		validator: fc.constantFrom(...validators),
		faults: fc.array(fault, { maxLength: 12 }),
	})
	.map(({ chunks, ...rest }) => ({
		...rest,
		chunkBytes: chunks === undefined ? undefined : Math.ceil(rest.sizeBytes / chunks),
	}));

export interface FaultyServer {
	answer: (asked: Asked) => Reply | 'hangUp';
	/** Every file that stood under this address, oldest first. */
	versions: ScriptedFile[];
	/** What really went wrong. */
	happened: FaultKind[];
}

/** A server that follows the scenario, and is honest in all else. */
export function createFaultyServer(plan: Scenario): FaultyServer {
	const versions = [versionOf(plan, 0)];
	const happened: FaultKind[] = [];
	let turn = 0;
	const answer = (asked: Asked): Reply | 'hangUp' => {
		const { kind, at } = plan.faults[turn] ?? { kind: 'none', at: 0 };
		turn += 1;
		if (kind !== 'none') happened.push(kind);
		if (kind === 'changed') versions.push(versionOf(plan, versions.length));
		const file = versions.at(-1) ?? versionOf(plan, 0);
		return misbehave(file, asked, kind, at, plan);
	};
	return { answer, versions, happened };
}

/** More than all versions of a file differ in size: a lie must not be another version's truth. */
const NO_VERSION_BYTES = 1000;

/** Another version has another size as well: without a validator nothing else tells the two apart. */
function versionOf({ seed, sizeBytes, validator }: Scenario, version: number): ScriptedFile {
	const bytes = bytesFrom(seed + version, sizeBytes + version);
	switch (validator) {
		case 'strong':
			return { bytes, etag: `"${version}"` };
		case 'weak':
			return { bytes, etag: `W/"${version}"` };
		case 'date':
			return { bytes, lastModified: new Date(Date.UTC(2026, 0, 1 + version)).toUTCString() };
		case 'none':
			return { bytes };
	}
}

function misbehave(
	file: ScriptedFile,
	asked: Asked,
	kind: FaultKind,
	at: number,
	{ validator, faults }: Scenario,
): Reply | 'hangUp' {
	const reply = honest(file, asked);
	const bodyBytes = reply.body instanceof Uint8Array ? reply.body.length : 0;
	const afterBytes = Math.floor(at * bodyBytes);
	const isPart = reply.status === 206;
	switch (kind) {
		case 'none':
		case 'changed':
			return reply;
		case 'reset':
		case 'close':
			return { ...reply, breaks: { afterBytes, by: kind } };
		case 'stall':
			// A whole body leaves nothing to stall.
			return bodyBytes === 0
				? reply
				: { ...reply, breaks: { afterBytes: Math.min(afterBytes, bodyBytes - 1), by: kind } };
		case 'hangUp':
			return kind;
		case 'short':
			return isPart ? part(file, asked, { mostBytes: Math.max(1, afterBytes) }) : reply;
		case 'whole':
			return whole(file);
		case 'wholeChunked':
			return { ...whole(file), framing: validator === 'none' ? 'length' : 'chunked' };
		case 'wholeCut':
			return { ...whole(file), breaks: { afterBytes: Math.floor(at * file.bytes.length), by: 'close' } };
		case 'outOfOrder':
			return { status: 503, ...(at > 0.5 && { headers: { 'Retry-After': '7' } }) };
		case 'tooMany':
			return { status: 429, headers: { 'X-Rate-Limit-Group': 'heavy', 'Retry-After': '30' } };
		case 'tooManyUnnamed':
			return { status: 429 };
		case 'noEntry':
			return { status: 401 };
		case 'redirect':
			return { status: 302, headers: { Location: asked.path } };
		case 'openTotal':
			// Size and validators are all that tells of a change: one of them must be there.
			return isPart && validator !== 'none' ? part(file, asked, { total: '*' }) : reply;
		case 'otherPart':
			return isPart && at < 1 ? part(file, asked, { from: Math.floor(at * asked.span.start) }) : reply;
		case 'otherTotal':
			return isPart ? part(file, asked, { total: file.bytes.length + NO_VERSION_BYTES }) : reply;
		case 'pastTheEnd':
			// Where nobody tells the size, a server that lies about the end cannot be found out.
			if (faults.some((other) => other.kind === 'openTotal')) return pastTheEnd(file.bytes.length);
			return pastTheEnd(at > 0.5 ? asked.span.start : undefined);
		case 'tooMuch':
			return { ...reply, framing: 'chunked', body: new Uint8Array(bodyBytes + 1) };
		case 'missing':
			return { status: 404 };
	}
}
