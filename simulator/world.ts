import { Library } from './library';
import { makeCall, type CallFacts } from './makeCall';
import { makeFax, makeMms, makeSms, makeVoicemail } from './makeMessage';
import type { FaxFacts, MmsFacts, SmsFacts, VoicemailFacts } from './makeMessage';
import type { Account, Call, Extension, Message, PhoneNumber, Recording, SentUpload } from './records';

export interface WorldOptions {
	now: () => number;
	/** Content is made from it: the same seed and the same calls give the same bytes. */
	seed: number;
	/** The format a company has chosen for its recordings. */
	recordingFormat: 'mp3' | 'wav';
}

const ACCOUNT_ID = 401452676008;
const FIRST_RECORD_ID = 402406984008;
const RECORD_ID_STEP = 4096;
/** Past 2^53, as real ones are. */
const FIRST_CONVERSATION_ID = 8031152018338945839n;

/** Everything the company has. Records may be changed by tests at any time. */
export class World {
	readonly account: Account = { id: ACCOUNT_ID, name: 'Example Co', mainNumber: '+16505550100' };
	readonly extensions: Extension[] = [];
	readonly numbers: PhoneNumber[] = [];
	readonly messages: Message[] = [];
	readonly calls: Call[] = [];
	/** Everything that was uploaded and accepted, in order. */
	readonly sent: SentUpload[] = [];
	/** Numbers that faxes do not reach, each with the code that says why. */
	readonly unreachable = new Map<string, string>();
	/** How long until the message store shows a message that was sent. */
	visibilityMs = 0;
	/** How long a sent message is on its way. */
	deliveryMs = 20_000;
	/** The first administrator; its id is the account's id, as at the service. */
	readonly owner: Extension;
	/** Media beside messages and calls. */
	readonly library = new Library(this);
	private made = 0;

	constructor(readonly options: WorldOptions) {
		this.owner = this.addExtension({ id: ACCOUNT_ID, name: 'Olive Owner', admin: true });
	}

	/** Adds an extension with a direct number that can fax, text and send files. */
	addExtension(facts: Partial<Extension> = {}): Extension {
		const count = this.extensions.length;
		const extension: Extension = {
			id: this.nextId(),
			extensionNumber: String(101 + count),
			name: `User ${count + 1}`,
			email: `user${count + 1}@example.com`,
			type: 'User',
			status: 'Enabled',
			admin: false,
			deniedPermissions: [],
			...facts,
		};
		this.extensions.push(extension);
		this.addNumber({ extensionId: extension.id });
		return extension;
	}

	/** Adds a number: of an extension, or of the company if none is given. */
	addNumber(facts: Partial<PhoneNumber> = {}): PhoneNumber {
		const number: PhoneNumber = {
			id: this.nextId(),
			phoneNumber: `+1650555${String(101 + this.numbers.length).padStart(4, '0')}`,
			label: '',
			type: 'VoiceFax',
			usageType: facts.extensionId === undefined ? 'CompanyNumber' : 'DirectNumber',
			paymentType: 'Local',
			primary: true,
			features: ['CallerId', 'SmsSender', 'MmsSender'],
			...facts,
		};
		this.numbers.push(number);
		return number;
	}

	addVoicemail(facts: VoicemailFacts = {}): Message {
		return this.keep(makeVoicemail(this, facts));
	}

	addFax(facts: FaxFacts = {}): Message {
		return this.keep(makeFax(this, facts));
	}

	addSms(facts: SmsFacts = {}): Message {
		return this.keep(makeSms(this, facts));
	}

	addMms(facts: MmsFacts = {}): Message {
		return this.keep(makeMms(this, facts));
	}

	addCall(facts: CallFacts = {}): Call {
		const call = makeCall(this, facts);
		this.calls.push(call);
		return call;
	}

	extension(id: number): Extension | undefined {
		return this.extensions.find((extension) => extension.id === id);
	}

	/** The direct number of an extension, or the company's. */
	numberOf(extensionId: number): string {
		const own = this.numbers.find((number) => number.extensionId === extensionId);
		return own?.phoneNumber ?? this.account.mainNumber;
	}

	/** Every recording once, however many calls and legs mention it. */
	recordings(): Recording[] {
		const all = this.calls.flatMap((call) => [call.recording, ...call.legs.map((leg) => leg.recording)]);
		return [...new Set(all.filter((recording) => recording !== undefined))];
	}

	/** The calls that mention a recording. */
	callsOf(recording: Recording): Call[] {
		return this.calls.filter(
			(call) => call.recording === recording || call.legs.some((leg) => leg.recording === recording),
		);
	}

	nextId(): number {
		this.made += 1;
		return FIRST_RECORD_ID + this.made * RECORD_ID_STEP;
	}

	nextConversationId(): bigint {
		this.made += 1;
		return FIRST_CONVERSATION_ID + BigInt(this.made);
	}

	private keep(message: Message): Message {
		this.messages.push(message);
		return message;
	}
}
