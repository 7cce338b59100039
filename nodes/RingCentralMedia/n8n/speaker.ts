import type { IExecuteFunctions, IPollFunctions } from 'n8n-workflow';
import type { StoringContext } from './context';

/** What only a run of the node has, and not in every version of n8n. */
type Optional = Partial<Pick<IExecuteFunctions, 'addExecutionHints' | 'sendMessageToUI'>>;

/** Lines go to n8n's log; those of a run in the editor to the browser's console, too. */
export const createSay =
	(context: StoringContext, toEditor: Optional = {}): ((line: string) => void) =>
	(line) => {
		context.logger.info(`RingCentral Media: ${line}`, placeOf(context));
		if (context.getMode() === 'manual') toEditor.sendMessageToUI?.(line);
	};

/** Which node of which workflow speaks, for who reads the log of a whole n8n. */
const placeOf = (context: IExecuteFunctions | IPollFunctions): Record<string, string> => ({
	node: context.getNode().name,
	workflowId: context.getWorkflow().id ?? '',
});

/** Shows a sentence above the output of the run. */
export function addHint(context: Optional, message: string | undefined): void {
	if (message === undefined) return;
	context.addExecutionHints?.({ message, type: 'info', location: 'outputPane' });
}
