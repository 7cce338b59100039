import { recordsAt, textAt, withoutUndefined } from '../read';

/** @see https://developers.ringcentral.com/guide/messaging/message-store/messaging */
const DELIVERED = ['Sent', 'Delivered'];
const FAILED = ['SendingFailed', 'DeliveryFailed'];

/** RingCentral's codes in words. @see https://developers.ringcentral.com/api-reference/Fax/createFaxMessage */
const FAX_ERRORS: Record<string, string> = {
	AccountSuspended: 'The RingCentral account is suspended',
	AllLinesInUse: 'All lines of RingCentral were in use',
	CallDeclined: 'The call was declined',
	CallFailed: 'The call failed',
	CallerHungUp: 'The other side hung up',
	ConvertError: 'RingCentral could not turn a file into fax pages',
	DBGeneralError: 'RingCentral had an internal fault',
	DestinationCountryDisabled: 'Faxes to this country are switched off',
	FaxSendingProhibited: 'Sending faxes is not allowed for this account',
	InternalError: 'RingCentral had an internal fault',
	InternationalCallingDisabled: 'International calls are switched off',
	InternationalDisabled: 'International calls are switched off',
	InvalidNumber: 'The number is not valid',
	LineBusy: 'The line was busy',
	NoAnswer: 'Nobody answered',
	NoCallTime: 'There is no call time left',
	NoFaxMachine: 'No fax machine answered',
	NoFaxSendPermission: 'The user may not send faxes',
	NoInternationalPermission: 'The user may not send faxes to other countries',
	NotAccepted: 'The other side did not accept the fax',
	NotEnoughCredits: 'There is not enough credit',
	ProhibitedDestination: 'Faxes to this destination are not allowed',
	ProhibitedNumber: 'Faxes to this number are not allowed',
	RenderingFailed: 'RingCentral could not turn a file into fax pages',
	ReturnToDBQueue: 'It went back into the queue',
	SentPartially: 'Only some of the pages were sent',
	SkypeBillingFailed: 'The call could not be billed',
	ThePhoneIsBlacklisted: 'The number is blocked',
	TooManyCallsPerLine: 'There were too many calls on the line',
	TooManyPages: 'It has too many pages',
	Undefined: 'RingCentral gave no reason',
	UnknownCountryCode: 'The country code is unknown',
	UserNotFound: 'The user was not found',
	WrongNumber: 'It is a wrong number',
};

/** Whether nothing more will change. */
export const isFinal = (record: Record<string, unknown>): boolean =>
	[...DELIVERED, ...FAILED].includes(textAt(record, 'messageStatus') ?? '');

/** How it went, for all and for each recipient in words. */
export function describeDelivery(record: Record<string, unknown>): Record<string, unknown> {
	return { delivery: deliveryOf(record), recipients: recipientsOf(record).map(withoutUndefined) };
}

/** The same as flat values. A number is named where there are several. */
export function outlineDelivery(record: Record<string, unknown>): Record<string, unknown> {
	const recipients = recipientsOf(record);
	const outcomes = recipients.map(({ phoneNumber, outcome }) =>
		recipients.length > 1 && phoneNumber !== undefined ? `${phoneNumber}: ${outcome}` : outcome,
	);
	return { delivery: deliveryOf(record), outcome: outcomes.join(', ') || undefined };
}

const deliveryOf = (record: Record<string, unknown>): string => stateOf(textAt(record, 'messageStatus'));

const recipientsOf = (record: Record<string, unknown>) =>
	recordsAt(record, 'to').map((recipient) => {
		const messageStatus = textAt(recipient, 'messageStatus') ?? textAt(record, 'messageStatus');
		const faxErrorCode = textAt(recipient, 'faxErrorCode');
		return {
			phoneNumber: textAt(recipient, 'phoneNumber'),
			messageStatus,
			faxErrorCode,
			outcome: inWords(messageStatus, faxErrorCode),
		};
	});

function stateOf(status: string | undefined): 'delivered' | 'failed' | 'pending' {
	if (status !== undefined && DELIVERED.includes(status)) return 'delivered';
	return status !== undefined && FAILED.includes(status) ? 'failed' : 'pending';
}

function inWords(status: string | undefined, faxErrorCode: string | undefined): string {
	if (faxErrorCode !== undefined) return FAX_ERRORS[faxErrorCode] ?? `It failed (${faxErrorCode})`;
	const state = stateOf(status);
	if (state === 'delivered') return status === 'Delivered' ? 'It was delivered' : 'It was sent';
	return state === 'failed' ? 'It could not be delivered' : 'It waits to be sent';
}
