import { textAt } from '../read';

/** What to call one side of a call or message: the number, else whatever there is. */
export const partyName = (party: unknown): string | undefined =>
	textAt(party, 'phoneNumber') ?? textAt(party, 'extensionNumber') ?? textAt(party, 'name');
