import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { calls, type Access } from '../../scripts/permissions/access';
import { contractPath } from '../support/openapi';

interface Described {
	'x-app-permission'?: string;
	'x-user-permission'?: string;
	'x-throttling-group'?: string;
}

interface Description {
	paths: Record<string, Record<string, Described>>;
}

const described = (): Description =>
	contractPath === undefined
		? { paths: {} }
		: (JSON.parse(readFileSync(contractPath, 'utf8')) as Description);

(contractPath === undefined ? describe.skip : describe)('what calls ask for', () => {
	const { paths } = described();

	it.each(Object.entries<Access>(calls))(
		'is as RingCentral describes it: %s',
		(_name, { call, app, user, group }) => {
			const [method = '', path = ''] = call.split(' ');
			const told = paths[path]?.[method.toLowerCase()];

			expect({ call, app, user, group }).toEqual({
				call,
				app: told?.['x-app-permission'] ?? '',
				user: told?.['x-user-permission'],
				group: told?.['x-throttling-group'],
			});
		},
	);
});
