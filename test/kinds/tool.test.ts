import { describe, expect, it } from '@jest/globals';
import { NodeHelpers, type INode, type INodeParameters, type INodeProperties } from 'n8n-workflow';
import { kinds } from '../../nodes/RingCentralMedia/media/kinds';
import { verbs } from '../../nodes/RingCentralMedia/operations';
import { RingCentralMedia } from '../../nodes/RingCentralMedia/RingCentralMedia.node';
import { RingCentralMediaTrigger } from '../../nodes/RingCentralMedia/RingCentralMediaTrigger.node';
import { readReadme } from '../support/readme';
import { toolDescription } from '../support/toolDescription';
import { optionsOf } from './panels';

const { description } = new RingCentralMedia();
const tool = toolDescription(description);

const nodeWith = (parameters: INodeParameters): INode => ({
	id: '1',
	name: 'Media',
	type: `n8n-nodes-ringcentral-media.${tool.name}`,
	typeVersion: 1,
	position: [0, 0],
	parameters,
});

/** What a panel shows for these values, as n8n decides it. */
const shownIn = (panel: typeof description, parameters: INodeParameters): INodeProperties[] =>
	panel.properties.filter((parameter) =>
		NodeHelpers.displayParameter(parameters, parameter, nodeWith(parameters), panel),
	);

const choicesIn = (panel: typeof description, name: string, parameters: INodeParameters): string[] =>
	shownIn(panel, parameters)
		.filter((parameter) => parameter.name === name)
		.flatMap(optionsOf)
		.filter((option) =>
			NodeHelpers.displayParameter(parameters, option as never, nodeWith(parameters), panel),
		)
		.map(({ value }) => String(value));

const operationsIn = (panel: typeof description): Record<string, string[]> =>
	Object.fromEntries(
		choicesIn(panel, 'resource', {}).map((resource) => [
			resource,
			choicesIn(panel, 'operation', { resource }).sort(),
		]),
	);

const namesIn = (panel: typeof description, parameters: INodeParameters): string[] =>
	shownIn(panel, parameters).map(({ name }) => name);

describe('the node as a tool of an AI agent', () => {
	it('offers what gives text, what can be undone, and sending without files', () => {
		expect(operationsIn(tool)).toEqual({
			callRecording: ['get', 'getMany'],
			complianceExport: ['get', 'getMany'],
			fax: ['get', 'getMany', 'resend', 'update'],
			greeting: ['get', 'getMany'],
			ivrPrompt: ['get', 'getMany', 'update'],
			media: ['getLink'],
			meetingRecording: ['getMany'],
			message: ['get', 'getMany', 'send', 'update'],
			voicemail: ['get', 'getMany', 'update'],
		});
	});

	it('leaves the node itself all of them', () => {
		const all = kinds.map(({ key, ...kind }) => [
			key,
			verbs
				.filter((verb) => verb.fits({ key, ...kind }))
				.map((verb) => verb.key)
				.sort(),
		]);

		expect(operationsIn(description)).toEqual(Object.fromEntries(all));
	});

	it.each(Object.entries(operationsIn(tool)))(
		'starts %s with an operation that it offers',
		(resource, offered) => {
			const [operation] = shownIn(tool, { resource }).filter(({ name }) => name === 'operation');

			expect(offered).toContain(operation?.default);
		},
	);

	it.each(
		Object.entries(operationsIn(tool)).flatMap(([resource, offered]) =>
			offered.map((operation) => [resource, operation]),
		),
	)('says of %s, %s what it does', (resource = '', operation = '') => {
		const kind = kinds.find(({ key }) => key === resource);
		const verb = verbs.find(({ key, fits }) => key === operation && kind && fits(kind));
		const said = NodeHelpers.getToolDescriptionForNode(
			nodeWith({ descriptionType: 'auto', resource, operation }),
			{ description: tool },
		);

		expect(said).toBe(`${kind && verb ? verb.action(kind) : ''} in RingCentral Media`);
	});

	it('asks for no files, and gives no link with the access token in it', () => {
		expect(namesIn(description, { resource: 'message', operation: 'send' })).toContain('inputDataFieldName');
		expect(namesIn(tool, { resource: 'message', operation: 'send' })).not.toContain('inputDataFieldName');
		expect(namesIn(description, { resource: 'media', operation: 'getLink' })).toContain('includeAccessToken');
		expect(namesIn(tool, { resource: 'media', operation: 'getLink' })).not.toContain('includeAccessToken');
	});

	it('warns who lets an agent send', () => {
		for (const [resource, operation] of [
			['message', 'send'],
			['fax', 'resend'],
		] as const) {
			expect(namesIn(tool, { resource, operation })).toContain('agentNotice');
			expect(namesIn(description, { resource, operation })).not.toContain('agentNotice');
		}
	});

	it('is not made of the trigger', () => {
		expect(new RingCentralMediaTrigger().description.usableAsTool).toBeUndefined();
	});

	it('is told of in README with the same operations', () => {
		const offered = Object.entries(operationsIn(tool)).map(([resource, operations]) => {
			const kind = kinds.find(({ key }) => key === resource);
			const labels = operations.map((key) => verbs.find((verb) => verb.key === key)?.label);
			const label = resource === 'message' ? 'Message (SMS and MMS)' : kind?.label;
			return [label, labels.sort().join(', ')];
		});

		expect(readReadme().tableUnder('With AI agents')).toEqual(offered);
	});
});
