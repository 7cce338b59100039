import { CURRENT_N8N, realN8n } from '../support/realN8n';
import { temporaryFolder } from '../support/temporaryFolder';
import { checkBackup } from './examples/backup';
import { ExampleBench } from './examples/bench';
import { checkComplianceExport } from './examples/complianceExport';
import { checkEmailToFax } from './examples/emailToFax';
import { checkFaxToDrive } from './examples/faxToDrive';
import { checkNodeTypes } from './examples/nodeTypes';
import { checkSheetToFaxes } from './examples/sheetToFaxes';
import { checkVoicemailToSlack } from './examples/voicemailToSlack';
import { N8nHome } from './n8nHome';
import { N8nRest } from './n8nRest';
import { startN8nServer } from './n8nServer';
import { packPackage } from './pack';
import type { Report } from './report';

/** The examples that end at third parties, in n8n's server, from one end to the other. */
export const checkExamplesPath = async (report: Report): Promise<void> => {
	const n8n = await report.need('n8n', () => realN8n(CURRENT_N8N, (line) => report.say(`  ${line}`)));
	const folder = temporaryFolder('ringcentral-media-examples-');
	const packed = await report.need('Building and packing the package', () => packPackage(folder));
	const home = await report.need(`Making a fresh n8n ${n8n.version}`, async () => {
		const made = await N8nHome.make(n8n, `${folder}/home`, packed.tarball);
		// Makes the database, which takes too long for the start of a server on a busy machine.
		await made.importCredentials([]);
		return made;
	});
	const server = await report.need('Starting n8n’s server', () => startN8nServer(home));
	const rest = await N8nRest.asOwner(server.url);
	const bench = new ExampleBench(rest);
	await checkNodeTypes(report, rest);
	await checkEmailToFax(report, bench);
	await checkBackup(report, bench);
	await checkVoicemailToSlack(report, bench);
	await checkFaxToDrive(report, bench);
	await checkSheetToFaxes(report, bench);
	await checkComplianceExport(report, bench);
	await server.stop();
};
