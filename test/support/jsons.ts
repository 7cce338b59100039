import type { IDataObject } from 'n8n-workflow';
import type { NodeRun } from './engine';

/** The JSON of the items on the first output. Throws what the node threw. */
export function jsonsOf({ outputs, error }: NodeRun): IDataObject[] {
	if (error) throw error;
	return outputs[0]?.map(({ json }) => json) ?? [];
}
