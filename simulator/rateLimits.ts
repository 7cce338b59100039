/** The rate-limit groups an operation can be in. */
export type Group = 'Light' | 'Medium' | 'Heavy' | 'Auth';

export interface GroupLimit {
	/** Requests that pass within the window. */
	limit: number;
	windowMs: number;
	/** How long a 429 shuts the group; every request in that time starts it anew. */
	penaltyMs: number;
}

/**
 * The service's usual limits, each for one user and app.
 * @see https://developers.ringcentral.com/guide/basics/rate-limits
 */
export const usualLimits: Record<Group, GroupLimit> = {
	Light: { limit: 50, windowMs: 60_000, penaltyMs: 60_000 },
	Medium: { limit: 40, windowMs: 60_000, penaltyMs: 60_000 },
	Heavy: { limit: 10, windowMs: 60_000, penaltyMs: 60_000 },
	Auth: { limit: 5, windowMs: 60_000, penaltyMs: 60_000 },
};

export interface LimitOptions {
	groups?: Partial<Record<Group, GroupLimit>>;
	/** What a minute lasts here: 0.001 makes it 60 ms. Headers keep the unscaled numbers. */
	scale?: number;
}

export interface Verdict {
	passes: boolean;
	/** The request came while its group was shut, and shut it anew. */
	insidePenalty: boolean;
	headers: Record<string, string>;
}

interface Bucket {
	passedAt: number[];
	shutUntil: number;
}

const inSeconds = (ms: number): string => String(Math.ceil(ms / 1000));

/** Sliding windows, one for each user, app and group. */
export class RateLimits {
	private readonly buckets = new Map<string, Bucket>();
	private limits: Record<Group, GroupLimit> | undefined;
	private scale = 1;

	constructor(
		options: LimitOptions | 'off',
		private readonly now: () => number,
	) {
		this.change(options);
	}

	/** Takes other limits from now on and forgets what was counted. */
	change(options: LimitOptions | 'off'): void {
		this.buckets.clear();
		this.limits = options === 'off' ? undefined : { ...usualLimits, ...options.groups };
		this.scale = options === 'off' ? 1 : (options.scale ?? 1);
	}

	/** Counts a request and says whether it passes. */
	take(owner: string, group: Group): Verdict {
		if (!this.limits) return { passes: true, insidePenalty: false, headers: {} };
		const { limit, windowMs, penaltyMs } = this.limits[group];
		const now = this.now();
		const bucket = this.bucketOf(`${owner} ${group}`);
		const insidePenalty = now < bucket.shutUntil;
		bucket.passedAt = bucket.passedAt.filter((at) => at > now - windowMs * this.scale);
		const passes = !insidePenalty && bucket.passedAt.length < limit;
		if (passes) {
			bucket.passedAt.push(now);
		} else {
			bucket.shutUntil = now + penaltyMs * this.scale;
			// Who waits as long as told is let in: what came before the penalty no longer counts.
			bucket.passedAt = [];
		}
		const remaining = passes ? limit - bucket.passedAt.length : 0;
		const headers: Record<string, string> = {
			'X-Rate-Limit-Group': group.toLowerCase(),
			'X-Rate-Limit-Limit': String(limit),
			'X-Rate-Limit-Remaining': String(remaining),
			'X-Rate-Limit-Window': inSeconds(windowMs),
		};
		if (!passes) headers['Retry-After'] = inSeconds(penaltyMs);
		return { passes, insidePenalty, headers };
	}

	/** Another program of this user and app asked once too often: the group is shut as by a 429. */
	shut(owner: string, group: Group): void {
		if (!this.limits) return;
		const bucket = this.bucketOf(`${owner} ${group}`);
		bucket.shutUntil = this.now() + this.limits[group].penaltyMs * this.scale;
		bucket.passedAt = [];
	}

	private bucketOf(key: string): Bucket {
		const known = this.buckets.get(key);
		if (known) return known;
		const bucket = { passedAt: [], shutUntil: 0 };
		this.buckets.set(key, bucket);
		return bucket;
	}
}
