import type { Report } from '../report';
import { checkCanvas } from './canvasChecks';
import { checkCredential } from './credentialChecks';
import { checkErrors } from './errorChecks';
import { checkOutput } from './outputChecks';
import { noPictures, type TakePicture } from './pictures';
import { checkPlayground } from './playgroundChecks';
import { checkPreviews } from './previewChecks';
import { checkSearch } from './searchChecks';
import { openBrowserStation } from './station';

/** What a person does in n8n's editor, with mouse and keyboard. */
export const tour = async (report: Report, take: TakePicture): Promise<void> => {
	const station = await openBrowserStation(report);
	report.say('The credential');
	await checkCredential(station, take);
	report.say('The panel with all nodes');
	await checkSearch(station, take);
	report.say('The node');
	await checkOutput(station, take);
	await checkPreviews(station);
	await checkErrors(station, take);
	report.say('An example on the canvas');
	await checkCanvas(station, take);
	await station.close();
};

export const checkBrowser = async (report: Report): Promise<void> => {
	await tour(report, noPictures);
	report.say('npm run n8n');
	await checkPlayground(report);
};
