import { choice, text } from './fields';

/** Filters that several lists have in common. */
export const directionField = choice({
	label: 'Direction',
	default: 'any',
	choices: [
		{ value: 'any', label: 'Any' },
		{ value: 'Inbound', label: 'Inbound' },
		{ value: 'Outbound', label: 'Outbound' },
	],
});

export const readStatusField = choice({
	label: 'Read Status',
	default: 'any',
	choices: [
		{ value: 'any', label: 'Any' },
		{ value: 'Read', label: 'Read' },
		{ value: 'Unread', label: 'Unread' },
	],
});

export const phoneNumberField = text({
	label: 'Phone Number',
	description: "The other party's number",
	placeholder: 'e.g. +16505550100',
	default: '',
});
