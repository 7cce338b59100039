import { ANSWER_LATE } from './lineFailure';

/** Calls `onTime` after so long, unless the function it gives is called before. */
export function startTimer(afterMs: number, onTime: () => void): () => void {
	const time = AbortSignal.timeout(afterMs);
	time.addEventListener('abort', onTime, { once: true });
	return () => time.removeEventListener('abort', onTime);
}

/** A limit for the whole time until an answer, over the caller's own signal. */
export interface Guard {
	signal: AbortSignal;
	/** From now on the answer has so long to come. */
	start: (withinMs: number) => void;
	stop: () => void;
}

/** undici starts its own time anew with each 1xx answer, of which there may be any number. */
export function guarded(signal: AbortSignal | undefined): Guard {
	const late = new AbortController();
	let stop = (): void => undefined;
	return {
		signal: signal ? AbortSignal.any([signal, late.signal]) : late.signal,
		start: (withinMs) => {
			stop = startTimer(withinMs, () =>
				late.abort(Object.assign(new Error('No answer came in time'), { code: ANSWER_LATE })),
			);
		},
		stop: () => stop(),
	};
}
