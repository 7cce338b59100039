import communityNodes from '@n8n/eslint-plugin-community-nodes';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

const shipped = ['nodes/**/*.ts', 'credentials/**/*.ts'];

/**
 * The only two shipped files that need Node built-ins: the HTTP client and the file that makes Node
 * streams. Everything else obeys the rules of n8n Cloud.
 */
const nodeOnly = ['nodes/RingCentralMedia/transfer/http.ts', 'nodes/RingCentralMedia/n8n/stream.ts'];

const strict = communityNodes.configs.recommended;
const selfHosted = communityNodes.configs.recommendedWithoutN8nCloudSupport;

/** These five contradict n8n's current guidelines; n8n's own lint set leaves them out as well. */
const outdated = {
	'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
	'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
	'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
	'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
	'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
};

const n8nNodesBaseRules = (files, config) => ({
	files,
	plugins: { 'n8n-nodes-base': n8nNodesBase },
	rules: { ...config.rules, ...outdated },
});

export default tseslint.config(
	{ ignores: ['dist/', 'node_modules/', 'coverage/'] },
	{ linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
	{
		files: ['**/*.ts'],
		extends: [tseslint.configs.strictTypeChecked],
		languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
		rules: {
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
		},
	},
	{
		files: shipped,
		rules: {
			'@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
			'no-console': 'error',
		},
	},
	{ files: shipped, ignores: nodeOnly, plugins: strict.plugins, rules: strict.rules },
	{ files: nodeOnly, plugins: selfHosted.plugins, rules: selfHosted.rules },
	{
		files: ['package.json'],
		languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
		plugins: strict.plugins,
		rules: strict.rules,
	},
	n8nNodesBaseRules(['package.json'], n8nNodesBase.configs.community),
	n8nNodesBaseRules(['credentials/**/*.ts'], n8nNodesBase.configs.credentials),
	n8nNodesBaseRules(['nodes/**/*.ts'], n8nNodesBase.configs.nodes),
);
