import type { Line } from './lineProxy';

/** Lines that break whenever they gave so many bytes to the client, some times, and then one that holds. */
export const breakingLine = (afterBytes: number, times: number): (() => Line) => {
	let lines = 0;
	return () => {
		lines += 1;
		return { breaksAfterBytes: lines <= times ? afterBytes : Infinity, passOn: (pass) => pass() };
	};
};
