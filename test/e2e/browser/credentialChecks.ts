import { freePort } from '../freePort';
import { accepts, fillIn, newCredential, refuses, save } from './credentialDialog';
import { boxOf, closeMessages, type TakePicture } from './pictures';
import type { BrowserStation } from './station';

const ANY_LIFE_MS = 60_000;

/** The credential, typed in by hand; each time another field is wrong, and at last none. */
export const checkCredential = async (
	{ page, url, simulator, check }: BrowserStation,
	take: TakePicture,
): Promise<void> => {
	const { world, oauth, serverUrl, credentials } = simulator;
	const right = {
		serverUrl,
		clientId: credentials.clientId,
		clientSecret: credentials.clientSecret,
		jwtToken: credentials.jwt,
	};
	const expiredJwt = oauth.addJwt(world.owner, world.options.now() - ANY_LIFE_MS);
	const wrong: [string, Partial<typeof right>, RegExp][] = [
		['a wrong client ID', { clientId: 'someone-else' }, /does not know this Client ID\. Copy it/],
		['a wrong secret', { clientSecret: 'wrong' }, /Client Secret does not belong.*Copy both/],
		[
			'half a JWT',
			{ jwtToken: credentials.jwt.slice(0, 40) },
			/does not accept this JWT\. Check that it is whole/,
		],
		['an expired JWT', { jwtToken: expiredJwt }, /JWT has expired\. Make a new one in the developer console/],
		[
			'a server that is not there',
			{ serverUrl: `http://127.0.0.1:${await freePort()}` },
			/n8n cannot reach 127\.0\.0\.1:\d+\. Check the Server URL/,
		],
	];

	await check('the dialog of the credential opens from its search', () =>
		newCredential(page, url, 'RingCentral API'),
	);
	for (const [what, values, words] of wrong) {
		await check(`with ${what} it says what to do`, async () => {
			await fillIn(page, { ...right, ...values });
			await save(page);
			await refuses(page, words);
		});
	}
	await check('with an app that lacks a scope it says which, and where to add it', async () => {
		const [app] = oauth.apps;
		const scopes = app?.scopes.splice(0) ?? [];
		app?.scopes.push(...scopes.filter((scope) => scope !== 'ReadAccounts'));
		try {
			await fillIn(page, right);
			await save(page);
			await refuses(page, /lacks the scope Read Accounts\. Add it in the developer console/);
		} finally {
			app?.scopes.splice(0, scopes.length, ...scopes);
		}
	});
	await check('with everything right it is saved and found good', async () => {
		await page.getByRole('button', { name: 'Retry' }).locator('visible=true').click();
		await accepts(page);
	});
	await closeMessages(page);
	await takeCredential(page, take);
	await page.keyboard.press('Escape');
};

/** Whoever reads README has RingCentral's own server, not one on this machine. */
const takeCredential = async (page: BrowserStation['page'], take: TakePicture): Promise<void> => {
	const field = page.getByTestId('parameter-input-serverUrl').locator('input');
	await field.evaluate("(input) => { input.value = 'https://platform.ringcentral.com'; }");
	await take(page, 'credential', await boxOf(page.getByTestId('editCredential-modal')));
};
