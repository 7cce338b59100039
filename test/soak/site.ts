import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type {
	IBinaryData,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	IPollFunctions,
} from 'n8n-workflow';
import { RingCentralApi } from '../../credentials/RingCentralApi.credentials';
import { RingCentralOAuth2Api } from '../../credentials/RingCentralOAuth2Api.credentials';
import { realClock } from '../../nodes/RingCentralMedia/n8n/clock';
import { execute } from '../../nodes/RingCentralMedia/n8n/execute';
import { poll } from '../../nodes/RingCentralMedia/n8n/poll';
import { createWorld, type World } from '../../nodes/RingCentralMedia/n8n/world';
// The ending tells these files from the JSON of the same name beside them.
import { RingCentralMedia } from '../../nodes/RingCentralMedia/RingCentralMedia.node.js';
import { RingCentralMediaTrigger } from '../../nodes/RingCentralMedia/RingCentralMediaTrigger.node.js';
import { allScopes, startSimulator, type Simulator } from '../../simulator';
import type { App } from '../../simulator/oauth';
import type { Group, GroupLimit } from '../../simulator/rateLimits';
import type { Extension } from '../../simulator/records';
import {
	startEngine,
	type Engine,
	type NodeRun,
	type Poller,
	type StoredCredential,
} from '../support/engine';
import { MEDIA_NODE, TRIGGER_NODE } from '../support/workflowValues';

/** A user with a credential of their own. */
export interface Owner {
	name: string;
	extension: Extension;
	authentication: 'ringCentralApi' | 'ringCentralOAuth2Api';
	/** How the simulator names whom a call is charged to. */
	chargedAs: string;
}

/** A simulator and n8n's engine, in real time on real sockets, with two users. */
export interface Site {
	simulator: Simulator;
	engine: Engine;
	owners: readonly [Owner, Owner];
	run: (owner: Owner, parameters: IDataObject, items?: readonly INodeExecutionData[]) => Promise<NodeRun>;
	poller: (owner: Owner, name: string, parameters: IDataObject, staticData?: IDataObject) => Poller;
	/** Removes files from n8n's store, as its pruning does. */
	prune: (files: readonly IBinaryData[]) => Promise<void>;
	close: () => Promise<void>;
}

const scaled = (limit: number): GroupLimit => ({ limit, windowMs: 4_000, penaltyMs: PENALTY_MS });

/** How long a 429 shuts a group. */
export const PENALTY_MS = 3_000;

/** As the service's, on a smaller scale, so that many windows and penalties fit into minutes. */
const limits: Record<Group, GroupLimit> = {
	Light: scaled(30),
	Medium: scaled(30),
	Heavy: scaled(20),
	Auth: scaled(8),
};

/** Dead lines are noticed soon, so that more of them fit in. */
const connections = { idleTimeoutMs: 2_000, uploadAnswerTimeoutMs: 4_000 };

/** A poll ends in time however its lists fail. */
const POLL_BUDGET_MS = 30_000;

export async function openSite(seed: number): Promise<Site> {
	const simulator = await startSimulator({ seed, limits: { groups: limits } });
	const owners = [firstOwner(simulator), secondOwner(simulator)] as const;
	const engine = await startEngine({
		env: { N8N_LOG_LEVEL: 'error' },
		nodeTypes: nodesIn(createWorld(realClock, connections)),
		credentialTypes: [new RingCentralApi(), new RingCentralOAuth2Api()],
		credentials: owners.map(({ name, data, authentication }) => ({ id: name, type: authentication, data })),
	});
	return {
		simulator,
		engine,
		owners,
		run: (owner, parameters, items) =>
			engine.runNode(
				{
					type: MEDIA_NODE,
					parameters: { ...parameters, authentication: owner.authentication },
					onError: 'continueRegularOutput',
				},
				items,
			),
		poller: (owner, name, parameters, staticData) =>
			engine.poller(
				{
					type: TRIGGER_NODE,
					name,
					parameters: { ...parameters, authentication: owner.authentication },
				},
				{ budgetMs: POLL_BUDGET_MS, ...(staticData && { staticData }) },
			),
		prune: (files) =>
			Container.get(BinaryDataService).deleteManyByBinaryDataId(
				files.map(({ id }) => id).filter((id) => id !== undefined),
			),
		close: async () => {
			await engine.close();
			await simulator.close();
		},
	};
}

/** The nodes as they ship, but for the time they give a dead line. */
function nodesIn(world: World): Record<string, INodeType> {
	const node = new RingCentralMedia();
	node.execute = function (this: IExecuteFunctions) {
		return execute(this, world);
	};
	const trigger = new RingCentralMediaTrigger();
	trigger.poll = function (this: IPollFunctions) {
		return poll(this, world);
	};
	return { [MEDIA_NODE]: node, [TRIGGER_NODE]: trigger };
}

type Account = Owner & Pick<StoredCredential, 'data'>;

/** Signs in with a JWT. */
function firstOwner({ world, credentials, serverUrl }: Simulator): Account {
	const { clientId, clientSecret, jwt } = credentials;
	return {
		name: 'first',
		extension: world.owner,
		authentication: 'ringCentralApi',
		chargedAs: `${world.owner.id}/${clientId}`,
		data: { serverUrl, clientId, clientSecret, jwtToken: jwt },
	};
}

/** Has connected an account of their own, through another app. */
function secondOwner({ world, oauth, serverUrl }: Simulator): Account {
	const extension = world.addExtension({ name: 'Sam Second', admin: true });
	const app: App = oauth.addApp({
		clientId: 'second-client-id',
		clientSecret: 'second-client-secret',
		scopes: allScopes,
		issuesRefreshTokens: true,
		redirectUris: [],
	});
	const { accessToken, refreshToken } = oauth.open(app, extension);
	return {
		name: 'second',
		extension,
		authentication: 'ringCentralOAuth2Api',
		chargedAs: `${extension.id}/${app.clientId}`,
		data: {
			serverUrl,
			grantType: 'authorizationCode',
			clientId: app.clientId,
			clientSecret: app.clientSecret ?? '',
			oauthTokenData: {
				access_token: accessToken,
				refresh_token: refreshToken ?? '',
				token_type: 'bearer',
			},
		},
	};
}
