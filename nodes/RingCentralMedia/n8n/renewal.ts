import type { IHttpRequestOptions } from 'n8n-workflow';
import { asError } from '../errors';
import { valueAt } from '../read';
import { endpointOf } from '../ringcentral/endpoint';
import type { Gate } from '../ringcentral/quota';
import type { Charged } from '../ringcentral/rateGroup';
import { discardBody } from './answerText';
import { CALL_TIMEOUT_MS } from './callTimeout';
import type { Context } from './context';
import { readHead } from './request';
import { headIn } from './requestFailure';
import type { CredentialType } from './token';

/** What a log-in takes. */
export interface Renewal {
	context: Context;
	type: CredentialType;
	server: URL;
	gate: Gate;
	now: () => number;
	/** The token as n8n holds it. */
	current: () => Promise<string>;
}

/** As long as any short call waits for the quota. */
const MAX_WAIT_MS = 15 * 60_000;

/**
 * Has n8n replace a token: it fetches one when it has none or a signed call is answered with 401. The
 * cover pages need no permission, so this call fails for no other reason; it is charged like any other.
 * Gives the failure as n8n throws it, if any.
 * @throws throttled when the quota for the call stays used up
 */
export async function logIn(refusedToken: string, renewal: Renewal): Promise<Error | undefined> {
	const { context, type, server, gate, now, current } = renewal;
	const url = new URL('/restapi/v1.0/dictionary/fax-cover-page?perPage=1', server);
	const options: IHttpRequestOptions = {
		method: 'GET',
		url: url.href,
		json: true,
		returnFullResponse: true,
		timeout: CALL_TIMEOUT_MS,
		encoding: 'stream',
		// n8n would take the token along to wherever a redirect leads.
		disableFollowRedirect: true,
	};
	for (;;) {
		const pass = await gate.admit(endpointOf('GET', url), { deadlineAt: now() + MAX_WAIT_MS });
		let answer: Charged | undefined;
		let failure: Error | undefined;
		try {
			const full: unknown = await context.helpers.httpRequestWithAuthentication.call(context, type, options);
			discardBody(valueAt(full, 'body'));
			answer = readHead(full);
		} catch (cause) {
			failure = asError(cause);
		}
		answer ??= failure && headIn(failure);
		pass.settle(answer);
		if (!failure) return undefined;
		// The token may be fresh although the call that asked for it failed.
		const isFresh = (await current()) !== refusedToken;
		if (!isFresh && !isLimitOfCall(answer)) return failure;
		discardBody(valueAt(valueAt(failure.cause, 'response'), 'data'));
		if (isFresh) return undefined;
	}
}

/** Whether the call was too much, and not the log-in itself. */
function isLimitOfCall(answer: Charged | undefined): boolean {
	if (answer?.status !== 429) return false;
	const group = answer.header('x-rate-limit-group')?.toLowerCase();
	return group !== undefined && group !== 'auth';
}
