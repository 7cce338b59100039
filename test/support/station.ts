import type { IDataObject, IExecuteFunctions, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { RingCentralApi } from '../../credentials/RingCentralApi.credentials';
import { RingCentralOAuth2Api } from '../../credentials/RingCentralOAuth2Api.credentials';
import { execute } from '../../nodes/RingCentralMedia/n8n/execute';
import { realClock } from '../../nodes/RingCentralMedia/n8n/clock';
import { createWorld, type World } from '../../nodes/RingCentralMedia/n8n/world';
import { poll } from '../../nodes/RingCentralMedia/n8n/poll';
import { RingCentralMediaTrigger } from '../../nodes/RingCentralMedia/RingCentralMediaTrigger.node';
import type { ConnectionSettings } from '../../nodes/RingCentralMedia/transfer/http';
import { RingCentralMedia } from '../../nodes/RingCentralMedia/RingCentralMedia.node';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator';
import { startEngine, type Engine, type EngineOptions, type NodeRun } from './engine';
import { toolDescription } from './toolDescription';
import { MEDIA_NODE, TRIGGER_NODE } from './workflowValues';

export { byId, byUrl, MEDIA_NODE, TRIGGER_NODE } from './workflowValues';
export const TOOL_NODE = `${MEDIA_NODE}Tool`;

/** A clock that jumps instead of waiting, and remembers how long it should have waited. */
export class JumpingClock {
	readonly waitedMs: number[] = [];

	#skewMs = 0;

	now = (): number => Date.now() + this.#skewMs;

	sleep = (ms: number, signal?: AbortSignal): Promise<void> => {
		this.waitedMs.push(ms);
		this.#skewMs += ms;
		return new Promise((resolve, reject) => {
			setImmediate(() => {
				if (signal?.aborted) reject(new Error('aborted'));
				else resolve();
			});
		});
	};

	random = (): number => 0.5;

	jump(ms: number): void {
		this.#skewMs += ms;
	}
}

/** The node as it ships, with another world around it. */
class NodeInWorld extends RingCentralMedia {
	constructor(world: World) {
		super();
		this.execute = function (this: IExecuteFunctions) {
			return execute(this, world);
		};
	}
}

/** The tool that n8n makes of the node. */
class ToolInWorld extends NodeInWorld {
	constructor(world: World) {
		super(world);
		this.description = toolDescription(this.description);
	}
}

class TriggerInWorld extends RingCentralMediaTrigger {
	constructor(world: World) {
		super();
		this.poll = function (this: IPollFunctions) {
			return poll(this, world);
		};
	}
}

export interface Station {
	simulator: Simulator;
	engine: Engine;
	clock: JumpingClock;
	/** Runs the node once over the items, with the simulator's credential. */
	run: (
		parameters: IDataObject,
		items?: readonly INodeExecutionData[],
		settings?: { onError?: 'continueRegularOutput' | 'continueErrorOutput' },
	) => Promise<NodeRun>;
	close: () => Promise<void>;
}

export interface StationOptions {
	binaryMode?: NonNullable<EngineOptions['binaryMode']>;
	simulator?: SimulatorOptions;
	/** n8n's own settings. */
	env?: Readonly<Record<string, string>>;
	/** Waits for real, for runs side by side: a clock that jumps is fair to one run only. */
	isRealTime?: boolean;
	/** Other timeouts than those of the node as it ships. */
	connections?: ConnectionSettings;
	/** More node types, by type id. */
	nodeTypes?: EngineOptions['nodeTypes'];
	/** What to change of the stored credential. */
	credential?: IDataObject;
}

export const CREDENTIAL_ID = 'ringcentral';

/** A simulator and n8n's engine on one clock, connected by a credential. */
export async function startStation(options: StationOptions = {}): Promise<Station> {
	const clock = new JumpingClock();
	const world = createWorld(options.isRealTime ? realClock : clock, options.connections);
	const simulator = await startSimulator({ now: clock.now, ...options.simulator });
	const { clientId, clientSecret, jwt } = simulator.credentials;
	const engine = await startEngine({
		binaryMode: options.binaryMode ?? 'filesystem',
		...(options.env && { env: options.env }),
		nodeTypes: {
			[MEDIA_NODE]: new NodeInWorld(world),
			[TRIGGER_NODE]: new TriggerInWorld(world),
			[TOOL_NODE]: new ToolInWorld(world),
			...options.nodeTypes,
		},
		credentialTypes: [new RingCentralApi(), new RingCentralOAuth2Api()],
		credentials: [
			{
				id: CREDENTIAL_ID,
				type: 'ringCentralApi',
				data: {
					serverUrl: simulator.serverUrl,
					clientId,
					clientSecret,
					jwtToken: jwt,
					...(options.credential as Record<string, string> | undefined),
				},
			},
		],
	});
	return {
		simulator,
		engine,
		clock,
		run: (parameters, items, settings) =>
			engine.runNode({ type: MEDIA_NODE, parameters: parameters as never, ...settings }, items),
		close: async () => {
			await engine.close();
			await simulator.close();
		},
	};
}
