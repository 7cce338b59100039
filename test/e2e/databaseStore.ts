import assert from 'node:assert/strict';
import type { FileStore } from './n8nHome';
import type { N8nRest } from './n8nRest';
import type { Postgres } from './postgres';

const DATABASE = 'database:';

/** Files that n8n keeps as rows of its database. */
export class DatabaseStore implements FileStore {
	constructor(
		private readonly postgres: Postgres,
		private readonly rest: N8nRest,
	) {}

	/** The same from the row and from n8n's main process, or it throws. */
	async sha256Of(id: string): Promise<string> {
		if (!id.startsWith(DATABASE)) throw new Error(`The file is not in the database: ${id}`);
		const fileId = id.slice(DATABASE.length);
		const stored = await this.postgres.rows(
			`select encode(sha256(data), 'hex') from binary_data where "fileId" = '${fileId}'`,
		);
		assert.deepEqual(stored, [await this.rest.sha256OfBinary(id)]);
		return stored[0] ?? '';
	}

	/** Files that belong to no execution. */
	async leftovers(): Promise<string[]> {
		return await this.postgres.rows(
			`select "sourceId", "fileName" from binary_data where "sourceType" <> 'execution'
			or "sourceId" not in (select id::text from execution_entity)`,
		);
	}

	/** How many files there are. */
	async count(): Promise<number> {
		return Number((await this.postgres.rows('select count(*) from binary_data'))[0]);
	}
}
