import tseslint from 'typescript-eslint';
import layers from './eslint-rules/layers.js';

export default tseslint.config(
  { ignores: ['node_modules/', 'build/', '**/*.cjs'] },
  ...tseslint.configs.strict.map((config) => ({ ...config, files: ['**/*.ts', '**/*.tsx'] })),
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { myeloscope: { rules: { layers } } },
    rules: {
      'myeloscope/layers': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 400, skipComments: true, skipBlankLines: true }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['src-main/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', { selector: 'CallExpression[callee.name=/^mkdir(Sync)?$/] Property[key.name="recursive"]', message: 'It never ends on some places: use files/makeFolders.' }] },
  },
  { files: ['scripts/**', 'test/**'], rules: { 'no-console': 'off' } },
);
