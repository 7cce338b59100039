import type { IHttpRequestOptions } from 'n8n-workflow';
import { asError } from '../errors';
import { endpointOf } from '../ringcentral/endpoint';
import type { Gate } from '../ringcentral/quota';
import type { Charged } from '../ringcentral/rateGroup';
import type { Context } from './context';
import { readAnswer } from './request';
import { answerIn } from './requestFailure';
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
	const options: IHttpRequestOptions = { method: 'GET', url: url.href, json: true, returnFullResponse: true };
	for (;;) {
		const pass = await gate.admit(endpointOf('GET', url), { deadlineAt: now() + MAX_WAIT_MS });
		let answer: Charged | undefined;
		let failure: Error | undefined;
		try {
			answer = readAnswer(await context.helpers.httpRequestWithAuthentication.call(context, type, options));
		} catch (cause) {
			failure = asError(cause);
		}
		answer ??= failure && answerIn(failure);
		pass.settle(answer);
		// The token may be fresh although the call that asked for it failed.
		if (!failure || (await current()) !== refusedToken) return undefined;
		if (!isLimitOfCall(answer)) return failure;
	}
}

/** Whether the call was too much, and not the log-in itself. */
function isLimitOfCall(answer: Charged | undefined): boolean {
	if (answer?.status !== 429) return false;
	const group = answer.header('x-rate-limit-group')?.toLowerCase();
	return group !== undefined && group !== 'auth';
}
