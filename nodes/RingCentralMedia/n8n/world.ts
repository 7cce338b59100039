import { createGate, type Clock, type Gate } from '../ringcentral/quota';
import { createConnections, type Connections, type ConnectionSettings, type Lookup } from '../transfer/http';
import { realClock } from './clock';

/** Time, chance and sockets. Tests bring their own. */
export interface World {
	clock: Clock;
	/** The connections; an operator's network rules narrow their name look-ups. */
	connections: (lookup?: Lookup) => Connections;
	/** The gate of a credential, or of a host outside RingCentral. */
	gate: (key: string) => Gate;
	/** Messages that this process has sent with a credential, by id. */
	sentIds: (key: string) => Set<string>;
}

export function createWorld(clock: Clock, settings: ConnectionSettings = {}): World {
	const gates = new Map<string, Gate>();
	const sent = new Map<string, Set<string>>();
	let plain: Connections | undefined;
	let guarded: Connections | undefined;
	return {
		clock,
		// The rules are those of the whole n8n, so one set of connections serves all runs.
		connections: (lookup) =>
			lookup
				? (guarded ??= createConnections({ ...settings, lookup }))
				: (plain ??= createConnections(settings)),
		gate: (key) => {
			const known = gates.get(key);
			if (known) return known;
			const gate = createGate(clock);
			gates.set(key, gate);
			return gate;
		},
		sentIds: (key) => {
			const ids = sent.get(key) ?? new Set();
			sent.set(key, ids);
			return ids;
		},
	};
}

/** One for the process: every node and trigger on a credential shares its quota and its connections. */
export const realWorld = createWorld(realClock);
