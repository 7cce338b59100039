import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { asError } from '../errors';
import { toNodeError } from './errors';
import { markAsRead, type Desk } from './handOver';
import { newestItems } from './newest';
import { readPollState, writePollState } from './pollState';
import { openSession, verbReach } from './reach';
import { visitAll } from './round';
import { credentialTypeOf } from './token';
import { createSay } from './speaker';
import { readTriggerSettings } from './triggerFields';
import { rawValues } from './values';
import { watchedSources } from './watched';
import { realWorld, type World } from './world';

/** How long a poll may take where n8n does not tell. */
const USUAL_BUDGET_MS = 300_000;

/** The rest is for handing over. */
const BUDGET_SHARE = 0.9;

/** Polls of this process that are under way: n8n may start the next before the last has ended. */
const underWay = new Map<string, Promise<unknown>>();

/** Looks what is new. Nothing new gives `null`; a poll that fails changes no state. */
export async function poll(
	context: IPollFunctions,
	world: World = realWorld,
): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') return await look(context, world, true);
	const name = `${context.getWorkflow().id ?? ''}:${context.getNode().id}`;
	const earlier = underWay.get(name);
	if (earlier) {
		// With the end of any poll n8n takes away what the others read their credentials with.
		await Promise.allSettled([earlier]);
		return null;
	}
	const mine = look(context, world, false);
	underWay.set(name, mine);
	try {
		return await mine;
	} finally {
		underWay.delete(name);
	}
}

async function look(
	context: IPollFunctions,
	world: World,
	isManual: boolean,
): Promise<INodeExecutionData[][] | null> {
	let failure: Error;
	try {
		const desk = await openDesk(context, world);
		if (isManual) return [await newestItems(desk)];
		const items = await pollOnce(context.getWorkflowStaticData('node'), desk);
		return items.length === 0 ? null : [items];
	} catch (cause) {
		failure = asError(cause);
	}
	throw toNodeError(context.getNode(), failure, 0);
}

async function openDesk(context: IPollFunctions, world: World): Promise<Desk> {
	const settings = readTriggerSettings(
		rawValues((name) => context.getNodeParameter(name, null), context.getTimezone()),
	);
	const untilAt = world.clock.now() + budgetMs(context) * BUDGET_SHARE;
	const type = credentialTypeOf(context.getNodeParameter('authentication', null));
	const session = await openSession(context, type, world, { untilAt, say: createSay(context) });
	return { settings, reach: verbReach(context, session, {}, undefined), logger: context.logger, untilAt };
}

/** Older versions of n8n do not tell how long a poll may take. */
function budgetMs(context: IPollFunctions): number {
	const told: Partial<Pick<IPollFunctions, 'getPollBudgetMs'>> = context;
	return told.getPollBudgetMs?.() ?? USUAL_BUDGET_MS;
}

/**
 * One poll: compares the lists with what is remembered in `stored`, and remembers what it handed over.
 * A failure leaves `stored` as it was.
 */
export async function pollOnce(stored: IDataObject, desk: Desk): Promise<INodeExecutionData[]> {
	const { settings, reach } = desk;
	const beganAt = reach.now();
	const { state, isFirst } = readPollState(stored, settings, beganAt);
	const { sources, extensions } = await watchedSources(settings, state, reach);
	const round = await visitAll(sources, { ...state, extensions }, isFirst, desk);
	if (settings.markAsRead) await markAsRead(round.handedOver, desk);
	// Last, and whole: n8n sees assignments only.
	Object.assign(stored, writePollState({ ...round.state, polledAt: beganAt }));
	return round.items;
}
