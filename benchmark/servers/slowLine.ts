import type { Line } from './lineProxy';

/**
 * A line with a long way: each piece of data takes half a round trip in its direction. The connection
 * itself is made at once by this machine, so the first data of the client waits for that round trip too.
 */
export const slowLine = (roundTripMs: number) => (): Line => {
	const upAt = performance.now() + roundTripMs;
	const underWay: { arrivesAt: number; pass: () => void }[] = [];
	const arrive = (): void => {
		for (;;) {
			const [next] = underWay;
			if (next === undefined) return;
			const restMs = next.arrivesAt - performance.now();
			if (restMs > 0) {
				setTimeout(arrive, restMs);
				return;
			}
			underWay.shift();
			next.pass();
		}
	};
	return {
		breaksAfterBytes: Infinity,
		passOn: (pass) => {
			const arrivesAt = Math.max(upAt, performance.now()) + roundTripMs / 2;
			if (underWay.push({ arrivesAt, pass }) === 1) arrive();
		},
	};
};
