import {
	gone,
	interrupted,
	notReady,
	refused,
	throttled,
	tooLarge,
	unexpected,
	type MediaError,
	type MediaErrorDetails,
	badInput,
	wrongType,
} from '../errors';
import { isRecord, textAt } from '../read';
import { parseRetryAfterMs } from '../transfer/backoff';
import { scrub } from './scrub';

/** An answer that is not what was asked for. */
export interface Fault {
	status: number;
	header: (name: string) => string | undefined;
	/** The parsed JSON body, or anything else that came. */
	body: unknown;
	/** What was asked. Only host and path get into messages, since the query may hold secrets. */
	url: URL;
	/** Whether this is RingCentral, or a host its data pointed to. */
	isForeign?: boolean;
}

/** What an error body says. RingCentral repeats its first error at the top; `errors` may be empty. */
interface Complaint {
	code: string | undefined;
	message: string | undefined;
	permission: string | undefined;
	parameter: string | undefined;
}

/** The fax is still being rendered. */
const RENDERING = 'MSG-368';

/**
 * Reads an error answer of the service into an error for people.
 * @see https://developers.ringcentral.com/guide/basics/errors
 */
export function explainFault(fault: Fault, nowAt: number): MediaError {
	const complaint = readComplaint(fault.body);
	const said = complaint.message === undefined ? '' : `: ${complaint.message}`;
	const who = fault.isForeign ? fault.url.host : 'RingCentral';
	const subject = `${fault.url.host}${fault.url.pathname}`;
	const details: MediaErrorDetails = {
		status: fault.status,
		errorCode: complaint.code,
		requestId: requestIdOf(fault),
		waitMs: parseRetryAfterMs(fault.header('retry-after'), nowAt),
	};
	if (complaint.code === RENDERING) {
		return notReady(`${who} is still preparing this file`, {
			...details,
			hint: "Try again in a minute, or set 'Wait Until Ready'.",
		});
	}
	if (fault.isForeign && (fault.status === 401 || fault.status === 403)) {
		return refused(`${who} does not let this request in at ${subject}${said}`, {
			...details,
			hint: 'No token is sent to hosts outside RingCentral. The link may have expired.',
		});
	}
	switch (fault.status) {
		case 400:
			return badInput(`${who} does not accept this request${said}`, {
				...details,
				hint: complaint.parameter && `Check the value for '${complaint.parameter}'.`,
			});
		case 401:
			return refused(`${who} does not let this credential in at ${subject}${said}`, {
				...details,
				hint: 'Open the credential, connect again and run its test. A token also ends when the password changes.',
			});
		case 403:
			return refused(`${who} does not allow this${said}`, {
				...details,
				hint: fault.isForeign
					? 'The link may have expired. Get the item again and use its new link.'
					: permissionHint(complaint),
			});
		case 404:
		case 410:
			return gone(`${who} has nothing at ${subject}${said}`, {
				...details,
				hint: "Check the ID. It may be deleted; a fresh recording appears after some minutes ('Wait Until Ready').",
			});
		case 406:
			return refused(`RingCentral does not do this now${said}`, {
				...details,
				hint: 'Look at its status in RingCentral. Only a fax that is sent or failed can be sent again.',
			});
		case 413:
			return tooLarge(`${who} finds this too large${said}`, { ...details, hint: 'Send less at a time.' });
		case 415:
			return wrongType(`${who} does not take files of this type${said}`, details);
		case 429:
			return throttled(`The rate limit of ${who} is used up${said}`, {
				...details,
				hint: 'Run again later. Other workflows on this credential share the limit.',
			});
		default:
			if (fault.status === 408 || fault.status >= 500) {
				return interrupted(`${who} could not answer (${fault.status})${said}`, {
					...details,
					hint: 'Try again later. The status page of RingCentral tells of outages.',
				});
			}
			return unexpected(`${who} answered ${fault.status} at ${subject}${said}`, details);
	}
}

function permissionHint({ code, permission }: Complaint): string {
	switch (code) {
		case 'CMN-401':
			return `The app lacks the scope ${permission ?? 'for this'}. Add it in the RingCentral developer console, then connect the credential again.`;
		case 'CMN-402':
			return 'This needs an administrator. Use the credential of one.';
		case 'CMN-404':
		case 'CMN-419':
			return 'The user may not see this extension. Use an administrator, or a role that covers other extensions.';
		case 'CMN-408':
			return `The user lacks the permission ${permission ?? 'for this'}. An administrator can add it to the user's role.`;
		default:
			return 'Check the scopes of the app and the role of the user.';
	}
}

const requestIdOf = ({ header }: Fault): string | undefined => {
	const id = header('rcrequestid');
	return id === undefined ? undefined : scrub(id);
};

function readComplaint(body: unknown): Complaint {
	const first = isRecord(body) && Array.isArray(body['errors']) ? firstRecord(body['errors']) : undefined;
	const said = (value: string | undefined) => (value === undefined ? undefined : scrub(value));
	const at = (key: string): string | undefined => said(textAt(first, key) ?? textAt(body, key));
	return {
		code: at('errorCode') ?? said(textAt(body, 'error')),
		message: at('message') ?? said(textAt(body, 'error_description')),
		permission: at('permissionName'),
		parameter: at('parameterName'),
	};
}

const firstRecord = (list: unknown[]): unknown => list.find(isRecord);
