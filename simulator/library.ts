import { fixedContent, type Content } from './bytes';
import { makeFile } from './fileHeads';
import type { World } from './world';

/** A file that is not part of a message or call. */
export interface StoredFile {
	content: Content;
	contentType: string;
	modifiedAt: number;
	/** Its address answers 404. */
	deleted: boolean;
}

export interface StoredFileFacts {
	content?: Content | Buffer;
	contentType?: string;
	sizeBytes?: number;
}

export interface Prompt {
	id: string;
	filename: string;
	file: StoredFile;
}

export interface Greeting {
	id: string;
	/** Absent for a greeting of the company. */
	extensionId?: number;
	type: string;
	/** The answering rule that uses it; hold music and greetings of recordings have none. */
	ruleId?: string;
	file: StoredFile;
}

export interface StandardGreeting {
	id: string;
	name: string;
	type: string;
	usageType: string;
	file: StoredFile;
}

export interface Meeting {
	id: string;
	displayName: string;
	extensionId: number;
	startedAt: number;
	durationSeconds: number;
	file: StoredFile;
}

export interface PostedFile {
	id: string;
	name: string;
	/** Whether its address is a link that opens without a token, on another host. */
	signed: boolean;
	file: StoredFile;
}

export interface Post {
	id: string;
	chatId: string;
	text: string;
	createdAt: number;
	files: PostedFile[];
}

export interface Export {
	id: string;
	source: 'messageStore' | 'teamMessaging';
	/** What was asked for. */
	asked: Record<string, unknown>;
	createdAt: number;
	readyAt: number;
	/** Its status from `readyAt` on. */
	endsAs: string;
	archives: StoredFile[];
}

/** What is to become of the exports that are created. */
export interface ExportPlan {
	ms: number;
	endsAs: string;
	archives: StoredFileFacts[];
}

/** Media beside messages and calls. Records may be changed by tests at any time. */
export class Library {
	readonly prompts: Prompt[] = [];
	readonly greetings: Greeting[] = [];
	readonly standardGreetings: StandardGreeting[] = [];
	readonly meetings: Meeting[] = [];
	readonly posts: Post[] = [];
	readonly exports: Export[] = [];
	exportPlan: ExportPlan = { ms: 45_000, endsAs: 'Completed', archives: [{}, {}] };

	constructor(private readonly world: World) {}

	addPrompt(filename: string, facts: StoredFileFacts = {}): Prompt {
		return keep(this.prompts, { id: this.id(), filename, file: this.file('audio/mpeg', facts) });
	}

	addGreeting(facts: Partial<Omit<Greeting, 'file'>> = {}, file: StoredFileFacts = {}): Greeting {
		const made = { id: this.id(), type: 'Voicemail', ...facts, file: this.file('audio/mpeg', file) };
		return keep(this.greetings, made);
	}

	addStandardGreeting(name: string, type: string, file: StoredFileFacts = {}): StandardGreeting {
		const usageType = type === 'Company' ? 'CompanyAnsweringRule' : 'UserExtensionAnsweringRule';
		const made = { id: this.id(), name, type, usageType, file: this.file('audio/mpeg', file) };
		return keep(this.standardGreetings, made);
	}

	addMeeting(facts: Partial<Omit<Meeting, 'file'>> = {}, file: StoredFileFacts = {}): Meeting {
		return keep(this.meetings, {
			id: `m-${this.id()}`,
			displayName: 'Weekly',
			extensionId: this.world.owner.id,
			startedAt: this.world.options.now() - 60 * 60_000,
			durationSeconds: 1_800,
			...facts,
			file: this.file('video/mp4', file),
		});
	}

	addPost(files: (StoredFileFacts & { name: string; signed?: boolean })[]): Post {
		return keep(this.posts, {
			id: this.id(),
			chatId: this.id(),
			text: 'See attached.',
			createdAt: this.world.options.now(),
			files: files.map(({ name, signed = false, ...facts }) => ({
				id: this.id(),
				name,
				signed,
				file: this.file('application/pdf', facts),
			})),
		});
	}

	addExport(
		source: Export['source'],
		asked: Record<string, unknown> = {},
		plan: Partial<ExportPlan> = {},
	): Export {
		const { ms, endsAs, archives } = { ...this.exportPlan, ...plan };
		const createdAt = this.world.options.now();
		return keep(this.exports, {
			id: `7-${this.id()}`,
			source,
			asked,
			createdAt,
			readyAt: createdAt + ms,
			endsAs,
			archives: archives.map((facts) => this.file('application/zip', facts)),
		});
	}

	private id(): string {
		return String(this.world.nextId());
	}

	private file(usualType: string, facts: StoredFileFacts): StoredFile {
		const { contentType = usualType, sizeBytes = 36_000, content } = facts;
		const { now, seed } = this.world.options;
		const made = content ?? makeFile(`${seed}/file/${this.id()}`, contentType, sizeBytes);
		return {
			content: Buffer.isBuffer(made) ? fixedContent(made) : made,
			contentType,
			modifiedAt: now(),
			deleted: false,
		};
	}
}

function keep<T>(list: T[], made: T): T {
	list.push(made);
	return made;
}
