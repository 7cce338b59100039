import type { Finding } from '../finding';
import type { Stage } from '../stage';
import { bigFile } from './bigFile';
import { cuts } from './cuts';
import { idlePoll } from './idlePoll';
import { loading } from './loading';
import { memory } from './memory';
import { quota } from './quota';
import { smallFiles } from './smallFiles';

/** What is measured, by the name that `--only` takes. */
export const rows: Readonly<Record<string, (stage: Stage) => Promise<Finding[]>>> = {
	big: bigFile,
	memory,
	small: smallFiles,
	cuts,
	quota,
	poll: idlePoll,
	loading,
};
