import { createGate, type Clock, type Gate } from '../ringcentral/quota';
import { createOpen, type Lookup, type Open } from '../transfer/http';
import { realClock } from './clock';

/** Time, chance and sockets. Tests bring their own. */
export interface World {
	clock: Clock;
	/** The connections; an operator's network rules narrow their name look-ups. */
	open: (lookup?: Lookup) => Open;
	/** The gate of a credential, or of a host outside RingCentral. */
	gate: (key: string) => Gate;
}

export function createWorld(clock: Clock): World {
	const gates = new Map<string, Gate>();
	let plain: Open | undefined;
	let guarded: Open | undefined;
	return {
		clock,
		// The rules are those of the whole n8n, so one set of connections serves all runs.
		open: (lookup) => (lookup ? (guarded ??= createOpen({ lookup })) : (plain ??= createOpen())),
		gate: (key) => {
			const known = gates.get(key);
			if (known) return known;
			const gate = createGate(clock);
			gates.set(key, gate);
			return gate;
		},
	};
}

/** One for the process: every node and trigger on a credential shares its quota and its connections. */
export const realWorld = createWorld(realClock);
