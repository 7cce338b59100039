import type { IDataObject } from 'n8n-workflow';
import type { MediaErrorCode } from '../../nodes/RingCentralMedia/errors';
import type { Refusal } from './ledger';

/** The error that an item carries under continue-on-fail, if it does. */
export function readRefusal(json: IDataObject): Refusal | undefined {
	if (typeof json['error'] !== 'string') return undefined;
	const details = json['details'] as { code?: MediaErrorCode } | undefined;
	return { code: details?.code, message: json['error'] };
}
