import type { Send } from './api';

/** How far the service's clock is from ours, as its answers tell. */
export interface ServerTime {
	send: Send;
	/** Milliseconds to add to our time; never too many. 0 before the first answer. */
	skewMs: () => number;
}

/** Notes the time that each answer gives. It is in whole seconds, cut off, and some time old. */
export function watchServerTime(send: Send, now: () => number): ServerTime {
	let skewMs = 0;
	return {
		send: async (request) => {
			const answer = await send(request);
			const at = Date.parse(answer.header('date') ?? '');
			if (!Number.isNaN(at)) skewMs = at - now();
			return answer;
		},
		skewMs: () => skewMs,
	};
}
