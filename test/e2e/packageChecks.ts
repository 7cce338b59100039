import assert from 'node:assert/strict';
import type { PackedPackage } from './pack';
import type { Report } from './report';

const allowed = /^(dist\/|package\.json$|README\.md$|LICENSE\.md$|CHANGELOG\.md$)/;

export const checkPackage = async (report: Report, { files, manifest }: PackedPackage): Promise<void> => {
	report.say('The package');
	await report.check('holds only what runs and what a user reads', () => {
		assert.deepEqual(
			files.filter((file) => !allowed.test(file)),
			[],
		);
		assert.ok(files.includes('README.md'));
	});
	await report.check('holds every class that its manifest names', () => {
		const named = [...manifest.n8n.nodes, ...manifest.n8n.credentials];
		assert.deepEqual(
			named.filter((file) => !files.includes(file)),
			[],
		);
	});
	await report.check('needs no other package', () => {
		assert.deepEqual(Object.keys(manifest.dependencies ?? {}), []);
	});
};
