import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { asError, badInput, MediaError } from '../errors';
import { kinds } from '../media/kinds';
import type { Kind } from '../media/kind';
import { verbs } from '../operations';
import type { Call, Output, Verb } from '../operations/verb';
import { errorOutputTakesDetails } from './errorOutput';
import { toErrorJson, toJson, toNodeError } from './errors';
import { createInputFiles } from './inputFiles';
import { openSession, verbReach, type Session } from './reach';
import { addHint, createSay } from './speaker';
import { credentialTypeOf, type CredentialType } from './token';
import { rawValues } from './values';
import { realWorld, type World } from './world';

/** Runs the node: each item through its verb, one after the other, each with its own errors. */
export async function execute(
	context: IExecuteFunctions,
	world: World = realWorld,
): Promise<INodeExecutionData[][]> {
	const signal = context.getExecutionCancelSignal();
	const results: INodeExecutionData[] = [];
	let session: Session | undefined;
	let together: readonly (Output | Error | undefined)[] | undefined;
	for (const [itemIndex, item] of context.getInputData().entries()) {
		let failure: Error | undefined;
		try {
			session ??= await openSession(context, chosenCredential(context, itemIndex), world, {
				signal,
				say: createSay(context, context),
			});
			together ??= await runTogether(context, session, signal);
			results.push(...(await runItem(context, itemIndex, item, session, signal, together[itemIndex])));
		} catch (cause) {
			failure = asError(cause);
		}
		if (!failure) continue;
		// A stopped run ends here, whatever the settings. n8n knows it by the word in the message.
		if (signal?.aborted) {
			throw new NodeOperationError(context.getNode(), 'The execution was canceled', { itemIndex });
		}
		if (!context.continueOnFail()) throw toNodeError(context.getNode(), failure, itemIndex);
		const json = toErrorJson(failure, takesDetails(context));
		results.push({ json, pairedItem: { item: itemIndex } });
	}
	addHint(context, session?.report.hint());
	return [results];
}

const takesDetails = (context: IExecuteFunctions): boolean =>
	context.getNode().onError !== 'continueErrorOutput' || errorOutputTakesDetails();

/** All outputs of one item, or its error: half of a list is no result. */
async function runItem(
	context: IExecuteFunctions,
	itemIndex: number,
	item: INodeExecutionData,
	session: Session,
	signal: AbortSignal | undefined,
	done: Output | Error | undefined,
): Promise<INodeExecutionData[]> {
	if (done instanceof Error) throw done;
	if (done) return [toItem(done, item, itemIndex)];
	const { verb } = chosenWork(context, itemIndex);
	const outputs: INodeExecutionData[] = [];
	for await (const output of verb.run(callFor(context, itemIndex, item, session, signal))) {
		outputs.push(toItem(output, item, itemIndex));
	}
	return outputs;
}

/** Items that the service takes in one call. Where one of them is not in order, each goes by itself. */
async function runTogether(
	context: IExecuteFunctions,
	session: Session,
	signal: AbortSignal | undefined,
): Promise<readonly (Output | Error | undefined)[]> {
	const items = context.getInputData();
	const { verb } = chosenWork(context, 0);
	if (!verb.runTogether || items.length < 2) return [];
	let failure: Error;
	try {
		return await verb.runTogether(items.map((item, index) => callFor(context, index, item, session, signal)));
	} catch (cause) {
		failure = asError(cause);
	}
	const isInput = failure instanceof MediaError && failure.code === 'badInput';
	return isInput ? [] : items.map(() => failure);
}

function callFor(
	context: IExecuteFunctions,
	itemIndex: number,
	item: INodeExecutionData,
	session: Session,
	signal: AbortSignal | undefined,
): Call {
	const { kind } = chosenWork(context, itemIndex);
	const values = rawValues((name) => context.getNodeParameter(name, itemIndex, null), context.getTimezone());
	const reach = verbReach(context, session, item.json, signal, createInputFiles(context, itemIndex));
	return { kind, values, reach };
}

/** Files that the item came with stay beside the new ones. */
function toItem({ json, files }: Output, item: INodeExecutionData, itemIndex: number): INodeExecutionData {
	const result: INodeExecutionData = { json: toJson(json), pairedItem: { item: itemIndex } };
	if (files) result.binary = { ...item.binary, ...files };
	return result;
}

const chosenCredential = (context: IExecuteFunctions, itemIndex: number): CredentialType =>
	credentialTypeOf(context.getNodeParameter('authentication', itemIndex, null));

function chosenWork(context: IExecuteFunctions, itemIndex: number): { kind: Kind; verb: Verb } {
	const resource: unknown = context.getNodeParameter('resource', itemIndex);
	const operation: unknown = context.getNodeParameter('operation', itemIndex);
	const kind = kinds.find(({ key }) => key === resource);
	const verb = verbs.find(({ key, fits }) => key === operation && kind !== undefined && fits(kind));
	if (kind && verb) return { kind, verb };
	throw badInput(`There is no operation ${String(operation)} for ${String(resource)}`, {
		hint: "Choose 'Resource' and 'Operation' from their lists.",
	});
}
