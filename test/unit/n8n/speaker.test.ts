import { describe, expect, it } from '@jest/globals';
import type { IExecuteFunctions, WorkflowExecuteMode } from 'n8n-workflow';
import { addHint, createSay } from '../../../nodes/RingCentralMedia/n8n/speaker';

/** A run in n8n, with what it wrote into the log. */
const runIn = (mode: WorkflowExecuteMode) => {
	const log: unknown[][] = [];
	const context = {
		logger: { info: (...said: unknown[]) => log.push(said) },
		getMode: () => mode,
		getNode: () => ({ name: 'Save Faxes' }),
		getWorkflow: () => ({ id: '7' }),
	} as unknown as IExecuteFunctions;
	return { context, log };
};

describe('what a run says', () => {
	it('goes to the log with the name of its node, and to the editor when it runs there', () => {
		const { context, log } = runIn('manual');
		const shown: unknown[] = [];
		createSay(context, { sendMessageToUI: (line) => shown.push(line) })('Waiting');

		expect(log).toEqual([['RingCentral Media: Waiting', { node: 'Save Faxes', workflowId: '7' }]]);
		expect(shown).toEqual(['Waiting']);
	});

	it('does not go to the editor when nobody looks', () => {
		const { context, log } = runIn('trigger');
		const shown: unknown[] = [];
		createSay(context, { sendMessageToUI: (line) => shown.push(line) })('Waiting');

		expect(log).toHaveLength(1);
		expect(shown).toEqual([]);
	});

	it('goes to the log alone where n8n has no other way', () => {
		const { context, log } = runIn('manual');
		createSay(context, {})('Waiting');

		expect(log).toHaveLength(1);
		expect(() => addHint({}, 'It took long')).not.toThrow();
	});

	it('shows a hint only when there is something to tell', () => {
		const hints: unknown[] = [];
		const context = { addExecutionHints: (...given: unknown[]) => hints.push(...given) };
		addHint(context, undefined);
		addHint(context, 'It took long');

		expect(hints).toEqual([{ message: 'It took long', type: 'info', location: 'outputPane' }]);
	});
});
