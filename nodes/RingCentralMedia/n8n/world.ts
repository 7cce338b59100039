import { createGate, type Clock, type Gate } from '../ringcentral/quota';
import { createConnections, type Connections, type Lookup } from '../transfer/http';
import { realClock } from './clock';

/** Time, chance and sockets. Tests bring their own. */
export interface World {
	clock: Clock;
	/** The connections; an operator's network rules narrow their name look-ups. */
	connections: (lookup?: Lookup) => Connections;
	/** The gate of a credential, or of a host outside RingCentral. */
	gate: (key: string) => Gate;
}

export function createWorld(clock: Clock): World {
	const gates = new Map<string, Gate>();
	let plain: Connections | undefined;
	let guarded: Connections | undefined;
	return {
		clock,
		// The rules are those of the whole n8n, so one set of connections serves all runs.
		connections: (lookup) =>
			lookup ? (guarded ??= createConnections({ lookup })) : (plain ??= createConnections()),
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
