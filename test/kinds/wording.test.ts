import { describe, expect, it } from '@jest/globals';
import type { INodeProperties } from 'n8n-workflow';
import { faultsOf, parametersIn, textsOf } from './wording';

describe('the check of the wording', () => {
	it.each<[fault: string, Partial<INodeProperties>]>([
		['is not in Title Case', { displayName: 'Output file' }],
		['is not in Title Case', { displayName: 'from List' }],
		['speaks of an error', { displayName: 'On Failure' }],
		['ends like a sentence', { displayName: 'Output File.' }],
		['does not begin with a capital', { description: 'where the file is' }],
		['has the wrong full stop', { description: 'Where the file is.' }],
		['has the wrong full stop', { description: 'Where the file is. Needs a role' }],
		['says "binary property"', { description: 'Name of the binary property' }],
		['has the wrong article', { description: 'Where a audio file is' }],
		['has two spaces, or one at an end', { description: 'Where the  file is' }],
		['spells ID, URL, JSON or API otherwise', { description: 'The id of the file' }],
		['has a word that is unwanted', { description: 'The endpoint of the file' }],
		['has a word that is unwanted', { description: 'Where the file is, please' }],
		['has an emoji or a straight ellipsis', { description: 'Where the file is...' }],
		['does not begin with "e.g. "', { placeholder: 'data' }],
		['is not in Title Case', { type: 'collection', placeholder: 'Add option' }],
		['is not in Title Case', { options: [{ name: 'One item', value: 'one' }] }],
		['is not in sentence case', { options: [{ name: 'Get', value: 'get', action: 'Get Fax' }] }],
		['has an article', { options: [{ name: 'Get', value: 'get', action: 'Get a fax' }] }],
		[
			'does not begin with "e.g. "',
			{ modes: [{ displayName: 'By ID', name: 'id', type: 'string', placeholder: '123' }] },
		],
	])('finds a text that %s', (fault, facts) => {
		const parameter: INodeProperties = {
			displayName: 'File',
			name: 'file',
			type: 'string',
			default: '',
			...facts,
		};

		expect(faultsOf(textsOf('made-up', parameter)).join('\n')).toContain(fault);
	});

	it('finds nothing in good texts', () => {
		const parameter: INodeProperties = {
			displayName: 'One Item per File (with SHA-256)',
			name: 'file',
			type: 'options',
			default: 'get',
			description: "Where an IVR prompt's URL is. See the field 'id'.",
			placeholder: 'e.g. data',
			options: [{ name: 'Get Many', value: 'get', action: 'Get many IVR prompts', description: 'A list' }],
		};

		expect(faultsOf(textsOf('made-up', parameter))).toEqual([]);
	});

	it('looks into collections', () => {
		const inner: INodeProperties = { displayName: 'File', name: 'file', type: 'string', default: '' };
		const outer: INodeProperties = {
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			default: {},
			options: [inner],
		};

		expect(parametersIn([outer]).map(([at]) => at)).toEqual(['options', 'options.file']);
	});
});
