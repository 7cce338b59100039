import { numberAt, textAt } from '../../read';
import { choice, notice, text, toggle, withFields } from '../fields';
import { freshCallPatienceMs } from '../freshCall';
import type { Kind } from '../kind';

const contentUriField = text({
	label: 'Content URL',
	description: "Where the content is, as an earlier node gave it in the field 'contentUri'",
	placeholder: 'e.g. https://media.ringcentral.com/restapi/v1.0/account/~/recording/401547458008/content',
	default: '={{ $json.contentUri }}',
	isRequired: true,
});

const DATES = ['startTime', 'creationTime', 'createdAt'];

export const media: Kind = {
	key: 'media',
	label: 'Media',
	noun: 'media',
	nouns: 'media',
	content: {
		find: withFields({ contentUri: contentUriField }, ({ contentUri }, { contentUrl, input }) => {
			const uri = contentUrl(contentUri).href;
			// What the item says of a file holds for this one only if it names the same address.
			const isOfItem = textAt(input, 'contentUri') === contentUri;
			return Promise.resolve({
				id: textAt(input, 'id') ?? '',
				record: input,
				summary: input,
				files: [
					{
						uri,
						contentType: isOfItem ? textAt(input, 'contentType') : undefined,
						fileName: isOfItem ? textAt(input, 'fileName') : undefined,
						sizeBytes: isOfItem ? numberAt(input, 'size') : undefined,
					},
				],
				resource: textAt(input, 'resource'),
				createdAt: DATES.map((name) => textAt(input, name)).find((found) => found !== undefined),
				from: textAt(input, 'from'),
				to: textAt(input, 'to'),
				direction: textAt(input, 'direction'),
			});
		}),
		patienceMs: withFields({ contentUri: contentUriField }, ({ contentUri }, { input, now }) =>
			textAt(input, 'contentUri') === contentUri ? freshCallPatienceMs(input, now()) : 0,
		),
		accepts: (contentType) => !contentType.startsWith('application/json'),
	},
	link: withFields(
		{
			contentUri: contentUriField,
			contentDisposition: choice({
				label: 'Open As',
				default: 'Inline',
				choices: [
					{ value: 'Inline', label: 'Page', description: 'The browser shows the file where it can' },
					{ value: 'Attachment', label: 'Download', description: 'The browser saves the file' },
				],
			}),
			linkNotice: notice({
				label:
					'With the access token in it, the link opens for everyone who has it, for up to an hour, and gives them all that the token may do. Without it, the link opens only for programs that send a token of their own.',
				audience: 'workflow',
			}),
			includeAccessToken: toggle({
				label: 'Include Access Token',
				description:
					'Whether to put the access token into the link. It will show in logs and in the execution.',
				default: false,
				audience: 'workflow',
			}),
		},
		async ({ contentUri, contentDisposition, includeAccessToken }, { contentUrl, tokenFor }) => {
			const url = contentUrl(contentUri);
			url.searchParams.set('contentDisposition', contentDisposition);
			// RingCentral takes a token in the URL on its media host only.
			if (includeAccessToken) url.searchParams.set('access_token', await tokenFor(url));
			return url;
		},
	),
};
