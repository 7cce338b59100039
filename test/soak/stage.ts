import type { Arrival } from './arrivals';
import type { Chance } from './chance';
import type { Job, Ledger, Refusal } from './ledger';
import type { RequestWatch } from './requestWatch';
import type { Site } from './site';
import type { Storm } from './storm';

/** All that work while the soak runs has to do with. */
export interface Stage {
	site: Site;
	ledger: Ledger;
	watch: RequestWatch;
	storm: Pick<Storm, 'explains' | 'during'>;
	chance: Chance;
	/** What can be downloaded now, the newest last. */
	arrivals: readonly Arrival[];
	/** Whether new work may begin. */
	isOpen: () => boolean;
	/** Work that has not come to an end. */
	running: Set<Job>;
}

/** Remembers that work is under way until it has come to an end. */
export async function track<T>({ running }: Stage, job: Job, action: () => Promise<T>): Promise<T> {
	running.add(job);
	try {
		return await action();
	} finally {
		running.delete(job);
	}
}

/** Counts a refusal, and looks whether it is a clear one and follows from a fault. */
export function judgeRefusal(stage: Stage, job: Job, { code, message }: Refusal): void {
	const { ledger, storm } = stage;
	ledger.refusedWith(code ?? 'none');
	if (code === undefined || message === '') {
		ledger.find('unclearRefusal', told(stage, job, `${String(code)}: ${message}`));
		return;
	}
	if (storm.explains(job, code)) return;
	ledger.find('unexplainedRefusal', told(stage, job, `${code}: ${message}`));
}

/** What happened, with the faults that may have to do with it and the last requests. */
export const told = ({ storm, watch }: Stage, job: Job, text: string): string =>
	[
		`${job.work} of ${job.owner.name}: ${text}`,
		'  faults meanwhile:',
		storm.during(job),
		'  last requests:',
		watch.last(job.touches),
	].join('\n');
