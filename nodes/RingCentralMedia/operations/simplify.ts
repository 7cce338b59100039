import { toggle } from '../media/fields';
import type { MediaItem } from '../media/kind';

export const simplifyFields = {
	simplify: toggle({
		label: 'Simplify',
		description: 'Whether to return a simplified version of the response instead of the raw data',
		default: true,
	}),
};

export const present = (item: MediaItem, isSimple: boolean): Record<string, unknown> =>
	isSimple ? item.summary : item.record;
