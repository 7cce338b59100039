import { runCommand } from '../support/command';

/** A user without rights, for programs that refuse to run as root; `undefined` where we are none. */
export const unprivilegedUser = async (): Promise<{ uid: number; gid: number } | undefined> => {
	if (process.getuid?.() !== 0) return undefined;
	const idOf = async (flag: string): Promise<number> =>
		Number((await runCommand('id', [flag, 'nobody'])).stdout);
	return { uid: await idOf('-u'), gid: await idOf('-g') };
};
