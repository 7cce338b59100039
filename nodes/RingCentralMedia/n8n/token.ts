import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { MediaError, refused, throttled } from '../errors';
import { numberAt, textAt, valueAt } from '../read';
import { LONGEST_PENALTY_MS } from '../ringcentral/quota';
import type { TokenSource } from '../ringcentral/token';
import { parseServerUrl } from '../ringcentral/hosts';
import type { Context } from './context';
import { logIn } from './renewal';
import { translateRequestFailure } from './requestFailure';
import type { World } from './world';

const credentialTypes = ['ringCentralApi', 'ringCentralOAuth2Api'] as const;
export type CredentialType = (typeof credentialTypes)[number];

/** The credential chosen under 'Authentication'. */
export const credentialTypeOf = (chosen: unknown): CredentialType =>
	credentialTypes.find((type) => type === chosen) ?? credentialTypes[0];

/** The credential that a node uses, as far as this package needs to know it. */
export interface Credential {
	type: CredentialType;
	/** Tells apart the credentials of one n8n. */
	key: string;
	server: URL;
	token: TokenSource;
}

/**
 * Renewals under way in this process. RingCentral allows five log-ins a minute and about five sessions
 * a user: the sixth ends the first.
 */
const renewals = new Map<string, Promise<void>>();

/** Until when each credential must not log in again. */
const loginShutUntil = new Map<string, number>();

/** One second too early starts the penalty again. */
const PENALTY_MARGIN_MS = 1_000;

/** A fresh token that is refused twice will be refused again. */
const MOST_FRUITLESS_RENEWALS = 2;

/** @throws badInput when its server URL cannot be used */
export async function readCredential(
	context: Context,
	type: CredentialType,
	{ clock: { now }, gate }: Pick<World, 'clock' | 'gate'>,
): Promise<Credential> {
	const server = parseServerUrl(textAt(await context.getCredentials(type), 'serverUrl') ?? '');
	const key = `${type}:${context.getNode().credentials?.[type]?.id ?? server.host}`;
	const current = async () => tokenOf(await context.getCredentials(type));
	let fruitless = 0;
	let refusal: Error | undefined;

	async function renewOnce(refusedToken: string): Promise<void> {
		// Another run may have replaced it meanwhile; a second log-in would only end that session.
		if ((await current()) !== refusedToken) return;
		// What was refused once is refused for every item of the run: asking again would only use up log-ins.
		if (refusal) throw refusal;
		const waitMs = (loginShutUntil.get(key) ?? 0) - now();
		if (waitMs > 0) {
			throw throttled('RingCentral allows no log-in at the moment', {
				hint: `Run again in ${Math.ceil(waitMs / 1000)} s.`,
				waitMs,
			});
		}
		if (fruitless >= MOST_FRUITLESS_RENEWALS) {
			throw refused('RingCentral refuses every access token of this credential, fresh ones too', {
				hint: 'Open the credential and run its test. The password may have changed.',
				status: 401,
			});
		}
		const thrown = await logIn(refusedToken, { context, type, server, gate: gate(key), now, current });
		const failure = thrown && (await translateRequestFailure(thrown, server, now()));
		const penaltyMs = numberAt(failure, 'waitMs');
		if (penaltyMs !== undefined) {
			loginShutUntil.set(key, now() + Math.min(penaltyMs, LONGEST_PENALTY_MS) + PENALTY_MARGIN_MS);
		}
		if (failure instanceof MediaError && failure.code === 'refused') refusal = failure;
		if (failure) throw failure;
		fruitless += 1;
	}

	return {
		type,
		key,
		server,
		token: {
			current,
			accepted: () => {
				fruitless = 0;
			},
			renew: async (refusedToken) => {
				const underWay = renewals.get(key);
				if (underWay) {
					await underWay;
					return;
				}
				const mine = renewOnce(refusedToken).finally(() => renewals.delete(key));
				renewals.set(key, mine);
				await mine;
			},
		},
	};
}

const tokenOf = (credential: ICredentialDataDecryptedObject): string =>
	textAt(credential, 'sessionToken') ?? textAt(valueAt(credential, 'oauthTokenData'), 'access_token') ?? '';
