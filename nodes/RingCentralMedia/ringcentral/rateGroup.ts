/** The window of a group that tells a limit but not its window. */
const UNNAMED_WINDOW_MS = 60_000;

/** No limit of RingCentral comes near these; counting up to a larger one would fill the memory. */
const LARGEST_LIMIT = 10_000;
const LONGEST_WINDOW_MS = 3_600_000;

/**
 * Of a limit that others use as well, this part is left to them: what they do is seen only in answers to
 * our own calls, so they may have done more since the last one.
 */
const OTHERS_SHARE = 0.2;

/** How long room is left to others after they were seen. */
const SHARED_MS = 10 * 60_000;

/** The part of an answer that the gate reads. */
export interface Charged {
	status: number;
	header: (name: string) => string | undefined;
}

/** What is known of one rate-limit group. */
export interface RateGroup {
	limit: number;
	windowMs: number;
	/** When each call still inside the window was answered, oldest first. */
	usedAt: number[];
	inFlight: number;
	/** Answers in a row that showed nobody else. */
	answersAlone: number;
	/** Room is left to others until then. */
	sharedUntil: number;
	shutUntil: number;
	/** Calls that were refused one after the other because of others. */
	refusals: number;
}

export const newGroup = (): RateGroup => ({
	limit: Infinity,
	windowMs: UNNAMED_WINDOW_MS,
	usedAt: [],
	inFlight: 0,
	answersAlone: 0,
	sharedUntil: 0,
	shutUntil: 0,
	refusals: 0,
});

/** How long until the group has room for one more call; `Infinity` while only answers can make room. */
export function waitForRoomMs(group: RateGroup, nowAt: number): number {
	while (group.usedAt[0] !== undefined && group.usedAt[0] + group.windowMs <= nowAt) group.usedAt.shift();
	const penaltyMs = group.shutUntil - nowAt;
	if (group.inFlight > 0 && !isAlone(group)) return Infinity;
	const excess = group.usedAt.length + group.inFlight - usableLimit(group, nowAt);
	if (excess < 0) return penaltyMs;
	const freesAt = group.usedAt[excess];
	// With all room taken by calls under way there is nothing to wait for but their answers.
	return freesAt === undefined ? Infinity : Math.max(penaltyMs, freesAt + group.windowMs - nowAt);
}

/**
 * While others may be there, one call after the other: each answer tells what they did. Once as many as
 * the limit have shown nobody, it is ours.
 */
const isAlone = ({ limit, answersAlone }: RateGroup): boolean => limit === Infinity || answersAlone >= limit;

function usableLimit({ limit, sharedUntil }: RateGroup, nowAt: number): number {
	if (nowAt >= sharedUntil || limit === Infinity) return limit;
	return Math.max(1, limit - Math.ceil(limit * OTHERS_SHARE));
}

/** Counts calls that others made on the same credential: as far as we know, just now. */
export function readLimits(group: RateGroup, answer: Charged, nowAt: number): void {
	const limit = numberOf(answer.header('x-rate-limit-limit'));
	const remaining = numberOf(answer.header('x-rate-limit-remaining'));
	const windowSeconds = numberOf(answer.header('x-rate-limit-window'));
	if (windowSeconds !== undefined) group.windowMs = Math.min(windowSeconds * 1_000, LONGEST_WINDOW_MS);
	if (limit === undefined || limit < 1 || limit > LARGEST_LIMIT) return;
	group.limit = limit;
	if (remaining === undefined) return;
	const byOthers = limit - remaining - group.usedAt.length - group.inFlight;
	for (let i = 0; i < byOthers; i += 1) group.usedAt.push(nowAt);
	if (byOthers > 0) noteOthers(group, nowAt);
	else group.answersAlone += 1;
}

function noteOthers(group: RateGroup, nowAt: number): void {
	group.sharedUntil = nowAt + SHARED_MS;
	group.answersAlone = 0;
}

/**
 * Shuts a group whose call was refused. Our own calls never pass a limit that we know, so others use it
 * too, and they do not know of the penalty: within a window one of their calls is likely to begin it anew.
 * Coming back before that is over would begin it again for them, and so on in turn; so each refusal in a
 * row shuts for one window more.
 */
export function shutGroup(group: RateGroup, nowAt: number, penaltyMs: number, marginMs: number): void {
	// A call that was under way when the group was shut tells nothing new.
	if (nowAt >= group.shutUntil && group.limit < Infinity) {
		noteOthers(group, nowAt);
		group.refusals += 1;
	}
	const untilAt = nowAt + penaltyMs + group.windowMs * group.refusals + marginMs;
	group.shutUntil = Math.max(group.shutUntil, untilAt);
}

/** A wait for room in a group, for whoever waits. */
export interface QuotaWait {
	waitMs: number;
	/** The service asked for rest; else all calls of the group are used. */
	isPenalty: boolean;
	/** As the service calls it, in small letters; `undefined` before its first answer. */
	group: string | undefined;
	limit: number;
	windowMs: number;
}

/** Why a group leaves no room, and for how long. */
export const describeWait = (
	waitMs: number,
	name: string | undefined,
	{ limit, windowMs }: RateGroup,
	restUntil: number,
	nowAt: number,
): QuotaWait => ({ waitMs, isPenalty: nowAt + waitMs <= restUntil, group: name, limit, windowMs });

function numberOf(header: string | undefined): number | undefined {
	return header !== undefined && /^\d+(\.\d+)?$/.test(header.trim()) ? Number(header) : undefined;
}
