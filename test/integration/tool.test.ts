import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { byId, startStation, TOOL_NODE, type Station } from '../support/station';

const AGENT = 'test.agent';

/** What an agent sees of a tool. */
interface Tool {
	description: string;
	schema: { shape: Record<string, unknown> };
	invoke: (values: IDataObject) => Promise<string>;
}

const agentDescription: INodeTypeDescription = {
	displayName: 'Agent',
	name: 'agent',
	group: ['transform'],
	version: 1,
	description: 'Calls its tool once',
	defaults: { name: 'Agent' },
	inputs: [NodeConnectionTypes.Main, { type: NodeConnectionTypes.AiTool, displayName: 'Tool' }],
	outputs: [NodeConnectionTypes.Main],
	properties: [],
};

/** What the model asks its tool for. */
let values: IDataObject;

/** Calls its tool once. */
const agent: INodeType = {
	description: agentDescription,
	async execute(this: IExecuteFunctions) {
		const [tool] = (await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0)) as Tool[];
		if (!tool) throw new Error('The agent has no tool');
		const answer = await tool.invoke(values);
		return [[{ json: { description: tool.description, asks: Object.keys(tool.schema.shape), answer } }]];
	},
};

let station: Station;

beforeEach(async () => {
	values = {};
	station = await startStation({ nodeTypes: { [AGENT]: agent } });
});

afterEach(async () => {
	await station.close();
});

/** An agent that calls the tool once. */
const call = async (parameters: IDataObject, given: IDataObject) => {
	values = given;
	const { engine } = station;
	const run = await engine.run({
		nodes: [
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
			{ name: 'Agent', type: AGENT },
			{
				name: 'Media',
				type: TOOL_NODE,
				parameters: { descriptionType: 'auto', ...parameters },
				credentials: engine.credentials.references(),
			},
		],
		connections: {
			Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			Media: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		},
	});
	const json = run.outputs('Agent')[0]?.[0]?.json;
	const answer = json?.['answer'];
	return { run, ...json, answer: JSON.parse(typeof answer === 'string' ? answer : 'null') as IDataObject[] };
};

const fromAi = (name: string): string => `={{ $fromAI('${name}', 'What to use', 'string') }}`;

describe('an agent with the node as its tool', () => {
	it('lists what there is, in few fields', async () => {
		station.simulator.world.addVoicemail();
		const { answer, ...said } = await call({ resource: 'voicemail', operation: 'getMany' }, {});

		expect(said).toMatchObject({ description: 'Get many voicemails in RingCentral Media', asks: [] });
		expect(answer.length).toBeGreaterThan(0);
		expect(answer[0]).toMatchObject({
			resource: 'voicemail',
			contentUri: expect.any(String) as unknown,
		});
		expect(Object.keys(answer[0] ?? {}).length).toBeLessThan(20);
	});

	it('reads the voicemail it asks for, with its text', async () => {
		const voicemail = station.simulator.world.addVoicemail({ transcript: { text: 'Please call me back' } });
		const { answer, ...said } = await call(
			{ resource: 'voicemail', operation: 'get', messageId: byId(fromAi('id')), includeTranscript: true },
			{ id: String(voicemail.id) },
		);

		expect(said).toMatchObject({ asks: ['id'] });
		expect(answer).toMatchObject([{ id: String(voicemail.id), transcript: 'Please call me back' }]);
	});

	it('gets links without the access token, whatever the parameters say', async () => {
		const uri = `${station.simulator.mediaUrl}/restapi/v1.0/account/~/recording/1/content`;
		const { answer } = await call(
			{ resource: 'media', operation: 'getLink', contentUri: fromAi('uri'), includeAccessToken: true },
			{ uri },
		);

		expect(answer).toEqual([{ url: `${uri}?contentDisposition=Inline` }]);
	});

	it('sends a text message', async () => {
		const { world } = station.simulator;
		const sender = world.numbers.find(({ features }) => features.includes('SmsSender'))?.phoneNumber ?? '';
		const { answer } = await call(
			{
				resource: 'message',
				operation: 'send',
				from: byId(sender),
				to: '+14155550132',
				text: fromAi('text'),
			},
			{ text: 'On my way' },
		);

		expect(answer).toMatchObject([{ subject: 'On my way', direction: 'Outbound' }]);
	});

	it('is told of a download what it is, where an older workflow still asks for one', async () => {
		const { recording } = station.simulator.world.addCall({ recording: true });
		const { answer } = await call(
			{ resource: 'callRecording', operation: 'download', recordingId: byId(fromAi('id')) },
			{ id: recording?.id ?? '' },
		);

		expect(answer).toMatchObject([{ sha256: recording?.content.sha256, mimeType: 'audio/mpeg' }]);
	});

	it('is told what is wrong and what to do about it', async () => {
		const { run } = await call(
			{ resource: 'callRecording', operation: 'get', recordingId: byId(fromAi('id')) },
			{ id: 'the last one' },
		);

		expect(run.error?.message).toMatch(/'Recording' is not a recording ID.*\n.*Choose one from the list/s);
	});
});
