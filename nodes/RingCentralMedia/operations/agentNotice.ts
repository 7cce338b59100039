import { notice } from '../media/fields';

/** What who lets an agent send things out should know. */
export const agentNotice = {
	agentNotice: notice({
		label:
			'What an agent sends cannot be called back. Fill in the number yourself where you can, and put a human review step between the agent and this tool.',
		audience: 'agent',
	}),
};
