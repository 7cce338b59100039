import type { Clock } from '../../nodes/RingCentralMedia/ringcentral/quota';
import type { Charged } from '../../nodes/RingCentralMedia/ringcentral/rateGroup';

export interface QuotaFacts {
	group: string;
	limit: number;
	windowMs: number;
	penaltyMs: number;
	/** Leaves the headers out that tell of the limit, as some gateways do. */
	isSilent?: boolean;
}

export interface QuotaServer {
	/** Takes one call now. */
	charge: () => Charged;
	/** When each call came, in order, and what it got. */
	calls: { at: number; status: number; isInPenalty: boolean }[];
}

/** A sliding window, and a penalty that every call inside it starts anew. */
export function createQuotaServer(facts: QuotaFacts, clock: Pick<Clock, 'now'>): QuotaServer {
	const { group, limit, windowMs, penaltyMs, isSilent } = facts;
	const calls: QuotaServer['calls'] = [];
	let passedAt: number[] = [];
	let shutUntil = 0;
	const charge = (): Charged => {
		const at = clock.now();
		const isInPenalty = at < shutUntil;
		passedAt = passedAt.filter((each) => each > at - windowMs);
		const isPassed = !isInPenalty && passedAt.length < limit;
		if (isPassed) passedAt.push(at);
		else shutUntil = at + penaltyMs;
		calls.push({ at, status: isPassed ? 200 : 429, isInPenalty });
		const told: Record<string, string> = {
			'x-rate-limit-group': group,
			'x-rate-limit-limit': String(limit),
			'x-rate-limit-remaining': String(isPassed ? limit - passedAt.length : 0),
			'x-rate-limit-window': String(windowMs / 1000),
		};
		const headers: Record<string, string> = {
			...(!isSilent && told),
			...(!isPassed && { 'retry-after': String(Math.floor(penaltyMs / 1000)) }),
		};
		return { status: isPassed ? 200 : 429, header: (name) => headers[name] };
	};
	return { charge, calls };
}
