import { create } from './create';
import { download } from './download';
import { get } from './get';
import { getLink } from './getLink';
import { getMany } from './getMany';
import { resend } from './resend';
import { send } from './send';
import type { Verb } from './verb';

/** Every verb. Each applies to the kinds that have the parts it needs. */
export const verbs: readonly Verb[] = [create, download, get, getLink, getMany, resend, send];
