import { badInput, gone } from '../../errors';
import { asRecord } from '../../read';
import { LARGEST_PAGE, listRecords } from '../../ringcentral/paging';
import { acceptsAudio } from '../account';
import { extensionField, extensionIdOf } from '../extension';
import { choice, group, locator, withFields, type Located } from '../fields';
import {
	companyGreeting,
	listCompanyGreetings,
	listExtensionGreetings,
	readExtensionGreeting,
	readGreeting,
	STANDARD,
} from '../greetings';
import type { Kind, MediaItem, Reach } from '../kind';

const ownerFields = {
	greetingsOf: choice({
		label: 'Greetings Of',
		default: 'extension',
		choices: [
			{ value: 'extension', label: 'Extension', description: 'Custom greetings of one extension' },
			{
				value: 'company',
				label: 'Company',
				description: 'Custom greetings of the company and its call recording',
			},
			{
				value: 'standard',
				label: 'RingCentral',
				description: 'Standard greetings that everybody can choose',
			},
		],
	}),
	extension: { ...extensionField, showWhen: { greetingsOf: ['extension'] } },
};

const greetingFields = {
	...ownerFields,
	greetingId: locator({
		label: 'Greeting',
		search: 'records',
		default: { value: '' },
		idPlaceholder: 'e.g. 3520386004',
		urlPlaceholder:
			'e.g. https://platform.ringcentral.com/restapi/v1.0/account/~/extension/~/greeting/3520386004',
	}),
};

interface Asked {
	greetingsOf: keyof typeof whose;
	extension: Located;
}

interface Owner {
	get: (id: string, reach: Reach, extensionId: string) => Promise<MediaItem>;
	/** Where the content is, with no call more than needed. */
	find: (id: string, reach: Reach, extensionId: string) => Promise<MediaItem>;
	url: RegExp;
}

const whose = {
	extension: {
		get: (id: string, reach: Reach, extensionId: string) => readExtensionGreeting(extensionId, id, reach),
		find: (id: string, reach: Reach, extensionId: string) => readExtensionGreeting(extensionId, id, reach),
		url: /\/extension\/(\d+|~)\/greeting\/(\d+)/,
	},
	company: {
		get: async (id: string, reach: Reach) => {
			for await (const item of listCompanyGreetings(reach)) if (item.id === id) return item;
			throw gone(`No answering rule of the company uses a greeting ${id}`, {
				hint: "For a greeting of an extension choose that under 'Greetings Of'.",
			});
		},
		find: (id: string, reach: Reach) => Promise.resolve(companyGreeting(id, {}, reach)),
		url: /\/account\/(\d+|~)\/greeting\/(\d+)/,
	},
	standard: {
		get: async (id: string, { api }: Reach) => readGreeting(asRecord(await api.get(`${STANDARD}/${id}`))),
		find: async (id: string, { api }: Reach) => readGreeting(asRecord(await api.get(`${STANDARD}/${id}`))),
		url: /\/(dictionary)\/greeting\/(\d+)/,
	},
} satisfies Record<string, Owner>;

/** A URL says whose greeting it is by itself. */
function locate(asked: Asked, { mode, value }: Located): { owner: Owner; id: string; extensionId: string } {
	if (mode !== 'url' && /^\d+$/.test(value)) {
		const extensionId = asked.greetingsOf === 'extension' ? extensionIdOf(asked.extension) : '';
		return { owner: whose[asked.greetingsOf], id: value, extensionId };
	}
	for (const owner of mode === 'url' ? Object.values(whose) : []) {
		const [, extensionId, id] = owner.url.exec(value) ?? [];
		if (id !== undefined && extensionId !== undefined) return { owner, id, extensionId };
	}
	throw badInput(`'Greeting' is not a greeting ID: ${value.slice(0, 100)}`, {
		hint: "Choose one from the list, or give the number in the greeting's id.",
	});
}

const ANY = { value: 'any', label: 'Any' };

const filters = group({
	label: 'Filters',
	button: 'Add Filter',
	showWhen: { greetingsOf: ['standard'] },
	fields: {
		greetingType: choice({
			label: 'Type',
			default: 'any',
			choices: [
				ANY,
				{ value: 'Introductory', label: 'Introductory' },
				{ value: 'Announcement', label: 'Announcement' },
				{ value: 'ConnectingMessage', label: 'Connecting Message' },
				{ value: 'ConnectingAudio', label: 'Connecting Audio' },
				{ value: 'Voicemail', label: 'Voicemail' },
				{ value: 'Unavailable', label: 'Unavailable' },
				{ value: 'HoldMusic', label: 'Hold Music' },
				{ value: 'Company', label: 'Company' },
			],
		}),
		usageType: choice({
			label: 'Used By',
			default: 'any',
			choices: [
				ANY,
				{ value: 'UserExtensionAnsweringRule', label: 'User' },
				{ value: 'ExtensionAnsweringRule', label: 'Extension' },
				{ value: 'DepartmentExtensionAnsweringRule', label: 'Call Queue' },
				{ value: 'CompanyAnsweringRule', label: 'Company' },
				{ value: 'CompanyAfterHoursAnsweringRule', label: 'Company After Hours' },
				{ value: 'VoicemailExtensionAnsweringRule', label: 'Message-Only Extension' },
				{ value: 'AnnouncementExtensionAnsweringRule', label: 'Announcement-Only Extension' },
				{ value: 'SharedLinesGroupAnsweringRule', label: 'Shared Lines Group' },
			],
		}),
	},
});
import { createGreeting } from '../uploads/createGreeting';

export const greeting: Kind = {
	key: 'greeting',
	label: 'Greeting',
	noun: 'greeting',
	nouns: 'greetings',
	lookup: withFields(greetingFields, async ({ greetingId, ...asked }, reach) => {
		const { owner, id, extensionId } = locate(asked, greetingId);
		return await owner.get(id, reach, extensionId);
	}),
	listing: withFields(
		{ ...ownerFields, filters },
		async function* ({ filters: chosen, ...asked }, reach, { limit }) {
			if (asked.greetingsOf === 'extension')
				yield* listExtensionGreetings(extensionIdOf(asked.extension), reach);
			if (asked.greetingsOf === 'company') yield* listCompanyGreetings(reach);
			if (asked.greetingsOf !== 'standard') return;
			const query = {
				type: chosen.greetingType === 'any' ? undefined : chosen.greetingType,
				usageType: chosen.usageType === 'any' ? undefined : chosen.usageType,
				perPage: Math.min(limit, LARGEST_PAGE),
			};
			for await (const record of listRecords(reach.api, STANDARD, query)) yield readGreeting(record);
		},
	),
	content: {
		find: withFields(greetingFields, async ({ greetingId, ...asked }, reach) => {
			const { owner, id, extensionId } = locate(asked, greetingId);
			return await owner.find(id, reach, extensionId);
		}),
		accepts: acceptsAudio,
	},
	create: createGreeting,
};
