import type { Kind } from '../kind';
import { createTeamFile } from '../uploads/createTeamFile';

export const teamFile: Kind = {
	key: 'teamFile',
	label: 'Team File',
	noun: 'team file',
	nouns: 'team files',
	create: createTeamFile,
};
