import { interrupted, refused, unexpected, type MediaError } from '../errors';
import { parseJson } from '../read';
import type { Payload } from '../transfer/multipart';
import type { Post, Posted } from '../transfer/post';
import { doubtful, type Query } from './api';
import { endpointOf } from './endpoint';
import { explainFault } from './faults';
import { mayCarryToken } from './hosts';
import type { Clock, Gate } from './quota';
import { heldToken, type TokenSource } from './token';
import { USER_AGENT } from './userAgent';

/** One POST that makes something. */
export interface UploadRequest {
	path: string;
	query?: Query | undefined;
	payload: Payload;
}

/**
 * Sends it once and gives the answer's JSON. What certainly did nothing is sent again: after a 401 with a
 * fresh token, after a 429 when the quota lets it. Nothing else is.
 * @throws unknownOutcome when RingCentral may have done it and did not say so; else what it said
 */
export type Upload = (request: UploadRequest) => Promise<unknown>;

export interface UploadSettings {
	server: URL;
	gate: Gate;
	clock: Clock;
	post: Post;
	token: TokenSource;
	/** Longest wait for the quota. */
	maxWaitMs: number;
	signal?: AbortSignal | undefined;
}

export function createUpload(settings: UploadSettings): Upload {
	const { server, clock, token, maxWaitMs } = settings;
	return async ({ path, query = {}, payload }) => {
		const url = uploadUrl(path, query, server);
		const deadlineAt = clock.now() + maxWaitMs;
		for (let isRenewed = false; ;) {
			const usedToken = await heldToken(token);
			const posted = await sendOnce(url, payload, usedToken, deadlineAt, settings);
			if (posted.is === 'lost') throw afterLoss(posted.failure, posted);
			const { status } = posted;
			if (status !== 401) token.accepted();
			if (status >= 200 && status < 300) return readJson(posted.bodyText);
			// The gate has noted the penalty and holds the next attempt back until it is over.
			if (status === 429) continue;
			if (status === 401 && !isRenewed) {
				isRenewed = true;
				await token.renew(usedToken);
				continue;
			}
			const fault = explainFault({ ...posted, body: parseJson(posted.bodyText), url }, clock.now());
			throw fault.code === 'interrupted' ? afterLoss(fault, posted) : fault;
		}
	};
}

async function sendOnce(
	url: URL,
	payload: Payload,
	accessToken: string,
	deadlineAt: number,
	{ gate, post, signal }: UploadSettings,
): Promise<Posted> {
	const pass = await gate.admit(endpointOf('POST', url), { deadlineAt, signal });
	let posted: Posted | undefined;
	try {
		const headers = { authorization: `Bearer ${accessToken}`, 'user-agent': USER_AGENT };
		posted = await post({ url, headers: { ...headers, accept: 'application/json' }, payload, signal });
		return posted;
	} finally {
		pass.settle(posted?.is === 'answered' ? posted : undefined);
	}
}

/** A body that did not arrive whole did nothing; else nobody knows. */
function afterLoss(failure: MediaError, { isSentWhole }: Posted): MediaError {
	if (failure.code !== 'interrupted') return failure;
	if (isSentWhole) return doubtful(failure);
	return interrupted(`${failure.message}. Nothing was sent`, {
		hint: failure.hint,
		status: failure.status,
		errorCode: failure.errorCode,
		requestId: failure.requestId,
		cause: failure,
	});
}

function uploadUrl(path: string, query: Query, server: URL): URL {
	const url = new URL(path, server);
	if (!mayCarryToken(url, server)) throw refused(`No token is sent to ${url.host}`);
	for (const [name, value] of Object.entries(query)) {
		if (value !== undefined) url.searchParams.append(name, String(value));
	}
	return url;
}

/** A success that cannot be read is no failure of the upload: what was made is not known. */
function readJson(text: string): unknown {
	const parsed = parseJson(text);
	if (parsed !== undefined) return parsed;
	throw doubtful(unexpected('RingCentral took it, but its answer cannot be read'));
}
