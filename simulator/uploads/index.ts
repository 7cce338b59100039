import type { Operation, State } from '../state';
import { faxOperations } from './fax';
import { smsOperations } from './sms';
import { soundOperations } from './sound';
import { teamFileOperations } from './teamFile';

/** Everything that takes files. */
export const uploadOperations = (state: State): Operation[] => [
	...faxOperations(state),
	...smsOperations(state),
	...soundOperations(state),
	...teamFileOperations(state),
];
