import { BEYOND, EXAMPLE_CREDENTIAL, readExample, type Example } from '../../test/support/examples';
import { withStandIns } from '../../test/support/standIns';

const TRIGGER = 'First of the Month';
const EXPORT = 'Export Last Month';

/** The example that exports messages, started at once, and without the bucket behind it. */
export const readExportExample = async (): Promise<Example> => {
	const workflow = withStandIns(await readExample(BEYOND.complianceExport), {
		credentials: { ringCentralApi: EXAMPLE_CREDENTIAL },
		nodes: {
			[TRIGGER]: () => ({ type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} }),
		},
	});
	const { name, nodes, connections } = workflow;
	return {
		name: BEYOND.complianceExport,
		kind: 'complianceExport',
		workflow: {
			...workflow,
			name: name.replace(/ to S3$/, ''),
			nodes: nodes.filter((node) => [TRIGGER, EXPORT].includes(node.name)),
			connections: { [TRIGGER]: connections[TRIGGER] ?? {} },
		},
	};
};
