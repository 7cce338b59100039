import type { Finding } from '../finding';
import type { Stage } from '../stage';
import { bigFile } from './bigFile';

/** What is measured, by the name that `--only` takes. */
export const rows: Readonly<Record<string, (stage: Stage) => Promise<Finding[]>>> = {
	big: bigFile,
};
