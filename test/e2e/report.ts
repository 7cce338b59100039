/** Counts the checks and says how each went as soon as it is over. */
export class Report {
	#passed = 0;

	#failed = 0;

	/** Goes on after a failure, so that one run shows all of them. */
	async check(claim: string, prove: () => void | Promise<void>): Promise<void> {
		const startedAt = Date.now();
		try {
			await prove();
			this.#passed += 1;
			this.say(`  ✓ ${claim} (${Date.now() - startedAt} ms)`);
		} catch (error) {
			this.#failed += 1;
			this.say(`  ✗ ${claim}`);
			this.#tell(error);
		}
	}

	/** Says what comes next. Without it nothing else can be checked, so what it throws ends the run. */
	async need<T>(step: string, take: () => Promise<T>): Promise<T> {
		this.say(step);
		return take();
	}

	/** Counts what ended the run before all checks were made. */
	broke(error: unknown): void {
		this.#failed += 1;
		this.#tell(error);
	}

	say(line: string): void {
		process.stdout.write(`${line}\n`);
	}

	get hasFailures(): boolean {
		return this.#failed > 0;
	}

	/** The last line of the output: what runners read. */
	get summary(): string {
		return `${this.#passed} passed, ${this.#failed} failed`;
	}

	#tell(error: unknown): void {
		this.say(error instanceof Error ? (error.stack ?? error.message) : String(error));
	}
}
