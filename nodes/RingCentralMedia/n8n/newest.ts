import type { INodeExecutionData } from 'n8n-workflow';
import { gone } from '../errors';
import type { Spotted } from '../media/sources';
import { makeItem, type Desk } from './handOver';
import { watchedSources } from './watched';

/** How far back the editor's test step looks for an example. */
const LOOK_BACK_DAYS = 30;

/** Enough lists for an example to be found within seconds. */
const MOST_SOURCES = 5;

/**
 * The newest piece that matches, for the editor's test step. Touches no state.
 * @throws gone with a sentence about what was looked for
 */
export async function newestItems(desk: Desk): Promise<INodeExecutionData[]> {
	const { settings, reach } = desk;
	const to = reach.now();
	const window = { from: to - LOOK_BACK_DAYS * 24 * 3_600_000, to };
	const unlisted = { extensions: { listedAt: 0, ids: [] } };
	const { sources } = await watchedSources(settings, unlisted, reach);
	let newest: Spotted | undefined;
	for (const source of sources.slice(0, MOST_SOURCES)) {
		// The service lists the newest first, so the first that is ready is the one.
		for await (const spotted of source.list(window, reach, () => false)) {
			if (spotted.notReady) continue;
			if (!newest || spotted.at > newest.at) newest = spotted;
			break;
		}
	}
	if (newest) return [await makeItem(newest, undefined, desk)];
	const looked = settings.kinds.map(({ news }) => news.label).join(', ');
	throw gone(`There is no example of the last ${LOOK_BACK_DAYS} days to show`, {
		hint: `It looked for: ${looked}. Check 'Look In' and 'Filters'. The active workflow will still find new ones.`,
	});
}
