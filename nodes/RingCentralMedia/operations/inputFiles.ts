import { badInput } from '../errors';
import { text, type FieldSet } from '../media/fields';
import type { ReadyFile } from '../media/upload';
import { checkFiles } from '../media/uploadCheck';
import type { Channel } from '../media/uploadRules';
import { typeOfBytes } from '../transfer/contentType';
import { countPdfPages, MOST_COUNTED_BYTES } from '../transfer/pdfPages';
import type { InputFile, VerbReach } from './verb';

const DESCRIPTION =
	'Where the files of the item are: the name of a field, several separated by commas, or a prefix such as attachment_ for all that begin with it';

export const inputField = text({
	label: 'Input Data Field Name',
	description: DESCRIPTION,
	default: 'data',
	isRequired: true,
});

export const optionalInputField = text({
	label: 'Input Data Field Name',
	description: `${DESCRIPTION}. Leave it empty to send no file.`,
	placeholder: 'e.g. data',
	default: '',
	audience: 'workflow',
});

export const inputFields = (isOptional: boolean): FieldSet => ({
	inputDataFieldName: isOptional ? optionalInputField : inputField,
});

/** The files of the item in order, checked. @throws what `checkFiles` throws */
export async function readyFiles(
	fieldNames: string,
	channel: Channel,
	reach: VerbReach,
): Promise<ReadyFile[]> {
	if (fieldNames === '') return [];
	const files = await reach.inputFiles(fieldNames);
	if (files.length === 0) {
		throw badInput("'Input Data Field Name' names no field", { hint: 'Name the field that has the file.' });
	}
	const facts = [];
	for (const file of files) {
		const { name, declaredType, sizeBytes, firstBytes } = file;
		const foundType = await typeOfBytes(firstBytes);
		const pages = await pagesOf(file, foundType, channel);
		facts.push({ name, declaredType, sizeBytes, foundType, pages });
	}
	const passed = checkFiles(facts, channel);
	return files.flatMap(({ sizeBytes, open }, index) => {
		const sent = passed[index];
		return sent ? [{ ...sent, sizeBytes, open }] : [];
	});
}

async function pagesOf(
	{ sizeBytes, open }: InputFile,
	foundType: string,
	{ maxPages }: Channel,
): Promise<number | undefined> {
	const isCheap = foundType === 'application/pdf' && sizeBytes <= MOST_COUNTED_BYTES;
	return maxPages !== undefined && isCheap ? await countPdfPages(open()) : undefined;
}
