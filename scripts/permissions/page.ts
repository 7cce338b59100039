import type { Kind } from '../../nodes/RingCentralMedia/media/kind';
import type { Verb } from '../../nodes/RingCentralMedia/operations/verb';
import { calls, type Access } from './access';
import { operationCalls } from './operations';

/** `ReadCallLog` as the developer console shows it. */
const spelt = (scope: string): string =>
	scope === 'SMS'
		? scope
		: scope.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/^Glip$/, 'Team Messaging (Glip)');

const listed = (names: (string | undefined)[]): string =>
	[...new Set(names.filter((name) => name !== undefined && name !== ''))]
		.map((name) => spelt(name ?? ''))
		.join(', ') || '–';

/** The rows of a kind, an operation each. */
export function rowsOf(kind: Kind, verbs: readonly Verb[]): string[][] {
	return verbs
		.filter((verb) => verb.fits(kind))
		.sort((a, b) => a.label.localeCompare(b.label))
		.map((verb) => {
			const names = operationCalls[kind.key]?.[verb.key];
			if (!names) throw new Error(`Nobody told the calls of ${kind.key} ${verb.key}`);
			const made: Access[] = names.map((name) => calls[name]);
			return [
				kind.label,
				verb.label,
				listed(made.map(({ app }) => app)),
				listed(made.map(({ user }) => user)),
				listed(made.map(({ group }) => group)),
			];
		});
}

const HEAD = ['Resource', 'Operation', 'Scopes of the app', 'Permissions of the user', 'Rate limits'];

const NOTES = `# Scopes and permissions

What each operation needs. _Scopes_ are chosen for the app in RingCentral's developer console, _permissions_ come with
the role of the user who signs in. A dash means that nothing is needed beyond signing in. Where an operation lists
several, some belong to choices you may not make: a company's call log to **Whole Company**, Read Accounts and the
answering rules to custom greetings, Team Messaging to exports of chats.

Beside these, the credential test and the lists of extensions in the panel need Read Accounts. **Media: Download** takes
whatever the content URL belongs to. For other users' mailboxes the role has to cover other extensions.

_Rate limits_ name RingCentral's groups: the usual limits are 50 calls a minute for Light, 40 for Medium and 10 for
Heavy.

This page is written by \`npm run docs:permissions\`.
`;

/** The page, as it stands in docs/permissions.md. */
export function permissionsPage(kinds: readonly Kind[], verbs: readonly Verb[]): string {
	const sorted = [...kinds].sort((a, b) => a.label.localeCompare(b.label));
	const rows = sorted.flatMap((kind) => rowsOf(kind, verbs));
	const table = [HEAD, HEAD.map(() => '---'), ...rows];
	return `${NOTES}\n${table.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}
