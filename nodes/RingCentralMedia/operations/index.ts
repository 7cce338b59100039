import { create } from './create';
import { createTask } from './createTask';
import { download } from './download';
import { get } from './get';
import { getLink } from './getLink';
import { getMany } from './getMany';
import { remove } from './remove';
import { resend } from './resend';
import { send } from './send';
import { update } from './update';
import type { Verb } from './verb';

/** Every verb. Each applies to the kinds that have the parts it needs; two may share a key, never a kind. */
export const verbs: readonly Verb[] = [
	create,
	createTask,
	download,
	get,
	getLink,
	getMany,
	remove,
	resend,
	send,
	update,
];
