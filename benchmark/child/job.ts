/** What a measuring process is to do. It is handed over as JSON. */
export interface Job {
	node: 'ringCentralMedia' | 'httpRequest';
	/** The folder of the packed package. */
	packageFolder: string;
	/** Fields of the credential; n8n's own node gets none. */
	credential: Record<string, string>;
	/** Downloaded first and not measured, so that the code is compiled and the token is there. */
	warmUpUrls: readonly string[];
	/** Downloaded in one run, one item each. */
	urls: readonly string[];
	/** With n8n's Loop Over Items, so that each item is over before the next one starts. */
	isLooped?: boolean;
	sha256: boolean;
	resultFile: string;
}

export interface JobResult {
	elapsedMs: number;
	/** Of each stored file, read back from n8n's store. */
	sha256s: string[];
	/** What the node itself says each file's digest is. */
	toldSha256s: unknown[];
	/** By how much the process grew at its peak beyond what it held before; `undefined` where nobody tells. */
	peakGrowthBytes: number | undefined;
}

/** Two polls of the trigger; the result is when the second one began, in milliseconds since 1970. */
export interface PollJob extends Pick<Job, 'packageFolder' | 'credential' | 'resultFile'> {
	parameters: object;
}
