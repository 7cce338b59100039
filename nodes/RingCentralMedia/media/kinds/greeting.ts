import type { Kind } from '../kind';
import { createGreeting } from '../uploads/createGreeting';

export const greeting: Kind = {
	key: 'greeting',
	label: 'Greeting',
	noun: 'greeting',
	nouns: 'greetings',
	create: createGreeting,
};
