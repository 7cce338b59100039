import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import type { StoredFile } from '../../simulator/library';
import { jsonsOf } from '../support/jsons';
import { byId, byUrl, MEDIA_NODE, startStation, type Station } from '../support/station';

let station: Station;

beforeEach(async () => {
	station = await startStation();
});

afterEach(async () => {
	await station.close();
});

const digestsOf = (jsons: IDataObject[]): unknown[] => jsons.map(({ sha256 }) => sha256);
const digestOf = ({ content }: StoredFile): string => content.sha256;
const getMany = async (parameters: IDataObject): Promise<IDataObject[]> =>
	jsonsOf(await station.run({ operation: 'getMany', returnAll: true, ...parameters }));
const download = async (parameters: IDataObject, items?: IDataObject[]): Promise<IDataObject[]> =>
	jsonsOf(
		await station.run(
			{ operation: 'download', ...parameters },
			items?.map((json) => ({ json })),
		),
	);
const idsOf = (jsons: IDataObject[]): unknown[] => jsons.map(({ id }) => id);

describe('IVR prompts', () => {
	it('are listed, downloaded, renamed and deleted', async () => {
		const { simulator, run } = station;
		const prompts = [1, 2, 3].map((at) => simulator.world.library.addPrompt(`menu ${at}.mp3`));
		const [first] = prompts;
		const listed = await getMany({ resource: 'ivrPrompt' });

		expect(idsOf(listed)).toEqual(prompts.map(({ id }) => id));
		expect(digestsOf(await download({ resource: 'media' }, listed))).toEqual(
			prompts.map(({ file }) => digestOf(file)),
		);
		const promptId = byId(first?.id ?? '');
		const [saved] = await download({ resource: 'ivrPrompt', promptId });
		expect(saved).toMatchObject({ sha256: first && digestOf(first.file), fileName: 'menu 1.mp3' });

		await run({ resource: 'ivrPrompt', operation: 'update', promptId, name: 'welcome.mp3' });
		expect(first?.filename).toBe('welcome.mp3');
		const remove = () => run({ resource: 'ivrPrompt', operation: 'delete', promptId });
		expect(jsonsOf(await remove())).toEqual([{ deleted: true, id: first?.id }]);
		expect(jsonsOf(await remove())).toEqual([{ deleted: true, id: first?.id, alreadyGone: true }]);
		expect(simulator.world.library.prompts).toHaveLength(2);
	});
});

describe('greetings', () => {
	it('of an extension are found through its rules and its hold music, each once', async () => {
		const { simulator } = station;
		const { library, owner } = simulator.world;
		const extensionId = owner.id;
		const voicemail = library.addGreeting({ extensionId, ruleId: 'business-hours-rule' });
		const late = library.addGreeting({ extensionId, ruleId: 'after-hours-rule', type: 'Introductory' });
		const music = library.addGreeting({ extensionId, type: 'HoldMusic' });
		library.addGreeting({ ruleId: 'business-hours-rule', type: 'Company' });
		const deleted = library.addGreeting({ extensionId, ruleId: 'after-hours-rule' });
		deleted.file.deleted = true;
		const listed = await getMany({ resource: 'greeting' });

		expect(idsOf(listed)).toEqual([voicemail.id, late.id, music.id]);
		expect(digestsOf(await download({ resource: 'media' }, listed))).toEqual(
			[voicemail, late, music].map(({ file }) => digestOf(file)),
		);
		expect(digestsOf(await download({ resource: 'greeting', greetingId: byId(late.id) }))).toEqual([
			digestOf(late.file),
		]);
	});

	it('of the company are found through its rules and around its recordings', async () => {
		const { library, owner } = station.simulator.world;
		const open = library.addGreeting({ ruleId: 'business-hours-rule', type: 'Company' });
		const consent = library.addGreeting({ type: 'StartRecording' });
		library.addGreeting({ extensionId: owner.id, ruleId: 'business-hours-rule' });
		const company = { resource: 'greeting', greetingsOf: 'company' };
		const listed = await getMany(company);

		expect(listed).toMatchObject([
			{ id: open.id, greetingType: 'Company', answeringRule: 'Business Hours' },
			{ id: consent.id, greetingType: 'StartRecording' },
		]);
		expect(digestsOf(await download({ resource: 'media' }, listed))).toEqual([
			digestOf(open.file),
			digestOf(consent.file),
		]);
		const calls = station.simulator.requests.length;
		expect(digestsOf(await download({ ...company, greetingId: byId(consent.id) }))).toEqual([
			digestOf(consent.file),
		]);
		expect(station.simulator.requests.length - calls).toBe(1);
		const got = await station.run({ ...company, operation: 'get', greetingId: byId(open.id) });
		expect(jsonsOf(got)).toMatchObject([{ id: open.id, answeringRule: 'Business Hours' }]);
		const none = await station.run({ ...company, operation: 'get', greetingId: byId('17') });
		expect(none.error?.message).toMatch(/No answering rule of the company uses a greeting 17/);
	});

	it('of RingCentral are in its dictionary', async () => {
		const { library } = station.simulator.world;
		const music = library.addStandardGreeting('Acoustic', 'HoldMusic');
		const hello = library.addStandardGreeting('Default', 'Introductory');
		const standard = { resource: 'greeting', greetingsOf: 'standard' };

		expect(idsOf(await getMany(standard))).toEqual([music.id, hello.id]);
		expect(idsOf(await getMany({ ...standard, filters: { greetingType: 'HoldMusic' } }))).toEqual([music.id]);
		expect(await download({ ...standard, greetingId: byId(music.id) })).toMatchObject([
			{ sha256: digestOf(music.file), name: 'Acoustic', fileName: 'Acoustic.mp3' },
		]);
	});

	it('of another extension are not mistaken for own ones', async () => {
		const { world } = station.simulator;
		const other = world.addExtension();
		const theirs = world.library.addGreeting({ extensionId: other.id, ruleId: 'business-hours-rule' });
		const get = { resource: 'greeting', operation: 'download', greetingId: byId(theirs.id) };
		const { error } = await station.run(get);

		expect(error?.message).toBe(`This extension has no custom greeting ${theirs.id}`);
		expect(error).toMatchObject({ description: expect.stringContaining('another extension') as unknown });
		const right = await download({ ...get, extension: byId(String(other.id)) });
		expect(digestsOf(right)).toEqual([digestOf(theirs.file)]);
		const url = `${station.simulator.serverUrl}/restapi/v1.0/account/~/extension/${other.id}/greeting/${theirs.id}`;
		expect(digestsOf(await download({ ...get, greetingId: byUrl(url) }))).toEqual([digestOf(theirs.file)]);
	});
});

describe('meeting recordings', () => {
	it('are listed over all pages, and downloaded by id, by URL and behind the list', async () => {
		const { world } = station.simulator;
		const other = world.addExtension();
		const hour = 60 * 60_000;
		const meetings = Array.from({ length: 103 }, (_, at) =>
			world.library.addMeeting(
				{ startedAt: station.clock.now() - at * hour, ...(at === 2 && { extensionId: other.id }) },
				{ sizeBytes: 2_000 },
			),
		);
		const listed = await getMany({ resource: 'meetingRecording' });
		expect(idsOf(listed)).toEqual(meetings.map(({ id }) => id));
		const theirs = {
			resource: 'meetingRecording',
			meetingsOf: 'extension',
			extension: byId(String(other.id)),
		};
		expect(idsOf(await getMany(theirs))).toEqual([meetings[2]?.id]);

		const last = meetings.at(-1);
		const wanted = [last && digestOf(last.file)];
		const way = { resource: 'meetingRecording', meetingRecordingId: byId(last?.id ?? '') };
		const [saved] = await download(way);
		expect(saved).toMatchObject({ mimeType: 'video/mp4', sha256: wanted[0], title: 'Weekly' });
		expect(digestsOf(await download({ resource: 'media' }, listed.slice(-1)))).toEqual(wanted);
		const url = byUrl(listed.at(-1)?.['contentUri'] as string);
		expect(digestsOf(await download({ ...way, meetingRecordingId: url }))).toEqual(wanted);
		const { error } = await station.run({ ...way, operation: 'download', meetingRecordingId: byId('m-0') });
		expect(error?.message).toBe('There is no meeting recording m-0');
	});
});

describe('team files', () => {
	it('of a post come whole, and links of other hosts get no token', async () => {
		const { simulator } = station;
		const post = simulator.world.library.addPost([
			{ name: 'draft.pdf' },
			{ name: 'plan.png', contentType: 'image/png', signed: true },
		]);
		const ofPost = { resource: 'teamFile', filesOf: 'post', chatId: post.chatId, postId: post.id };
		const [item] = await download(ofPost);

		expect(item?.['files']).toMatchObject(
			post.files.map(({ name, file }) => ({ fileName: name, sha256: digestOf(file) })),
		);
		const tokens = simulator.requests
			.filter(({ host }) => host === 'media')
			.map(({ path, headers }) => [path.split('/')[1], headers.authorization !== undefined]);
		expect(tokens).toEqual([
			['file', true],
			['signed', false],
		]);
	});

	it('by URL are called what the item calls them', async () => {
		const { simulator } = station;
		const [file] = simulator.world.library.addPost([{ name: 'draft.pdf', signed: true }]).files;
		const base = simulator.mediaUrl.replace('127.0.0.1', 'localhost');
		const contentUri = `${base}/signed/${file?.id}?Signature=simulated`;
		const [saved] = await download({ resource: 'teamFile' }, [{ contentUri, name: 'Draft.pdf' }]);

		expect(saved).toMatchObject({
			files: [{ sha256: file && digestOf(file.file), fileName: 'Draft.pdf' }],
		});
		expect(JSON.stringify(saved)).not.toContain('Signature');
	});

	it('behind a link that has expired are refused with the reason', async () => {
		const { simulator } = station;
		const [file] = simulator.world.library.addPost([{ name: 'draft.pdf', signed: true }]).files;
		const base = simulator.mediaUrl.replace('127.0.0.1', 'localhost');
		const contentUri = `${base}/signed/${file?.id}`;
		const { error } = await station.run({ resource: 'teamFile', operation: 'download', contentUri });

		expect(error).toMatchObject({ description: expect.stringContaining('link may have expired') as unknown });
	});
});

describe('the lists of the panel', () => {
	const choices = async (parameters: IDataObject): Promise<string[]> => {
		const node = { type: MEDIA_NODE, parameters: parameters as never };
		const { results } = await station.engine.listSearch(node, 'records');
		return results.map(({ name }) => name);
	};

	it('call each thing by its name', async () => {
		const { library, owner } = station.simulator.world;
		library.addPrompt('welcome.mp3');
		library.addGreeting({ extensionId: owner.id, ruleId: 'business-hours-rule' });
		library.addStandardGreeting('Acoustic', 'HoldMusic');
		library.addMeeting({ startedAt: Date.parse('2026-09-14T08:00:00Z') });

		expect(await choices({ resource: 'ivrPrompt', operation: 'get' })).toEqual(['welcome.mp3']);
		expect(await choices({ resource: 'greeting', operation: 'get' })).toEqual(['Voicemail']);
		const standard = { resource: 'greeting', operation: 'get', greetingsOf: 'standard' };
		expect(await choices(standard)).toEqual(['HoldMusic: Acoustic']);
		expect(await choices({ resource: 'meetingRecording', operation: 'download' })).toEqual([
			// In the time zone that n8n takes when it is told none.
			'2026-09-14 04:00 Weekly, Olive Owner',
		]);
	});

	it('say so when RingCentral has none', async () => {
		const parameters = { resource: 'complianceExport', operation: 'get', exportOf: 'messageStore' };

		await expect(choices(parameters)).rejects.toThrow(/no list of exports of the message store/);
	});
});
