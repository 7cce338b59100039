import { createTask } from './createTask';
import { download } from './download';
import { get } from './get';
import { getLink } from './getLink';
import { getMany } from './getMany';
import { remove } from './remove';
import { update } from './update';
import type { Verb } from './verb';

/** Every verb. Each applies to the kinds that have the parts it needs. */
export const verbs: readonly Verb[] = [createTask, download, get, getLink, getMany, remove, update];
