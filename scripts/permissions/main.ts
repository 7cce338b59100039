import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { kinds } from '../../nodes/RingCentralMedia/media/kinds';
import { verbs } from '../../nodes/RingCentralMedia/operations';
import { permissionsPage } from './page';

const file = path.resolve(__dirname, '../../docs/permissions.md');

async function write(): Promise<void> {
	const style = await resolveConfig(file);
	writeFileSync(file, await format(permissionsPage(kinds, verbs), { ...style, parser: 'markdown' }));
}

void write();
