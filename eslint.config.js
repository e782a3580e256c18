import js from '@eslint/js'
import { defineConfig, globalIgnores } from 'eslint/config'
import reactHooks from 'eslint-plugin-react-hooks'
import globals from 'globals'
import tseslint from 'typescript-eslint'
import { importDirectionsRule } from './scripts/lint/importDirectionsRule.js'

const browserPackages = ['packages/api', 'packages/sdk', 'packages/react']
const tests = ['**/*.test.{ts,tsx}', '**/*.test-d.{ts,tsx}', '**/*.stories.tsx', 'test/**']

export default defineConfig(
  globalIgnores([
    '**/dist/',
    '**/coverage/',
    '**/storybook-static/',
    '**/generated/',
    '.storybook/public/',
    'test/consumers/fixtures/',
    'docs/',
    'examples/documentation/',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { project: './tsconfig.lint.json', tsconfigRootDir: import.meta.dirname } },
    plugins: { catalyst: { rules: { 'import-directions': importDirectionsRule } } },
    rules: {
      'catalyst/import-directions': 'error',
      eqeqeq: 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      'object-shorthand': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/max-params': ['error', { max: 3 }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // An async function without await still promises that it never throws synchronously.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['packages/*/src/**', 'apps/web/src/**'],
    rules: { 'no-console': 'error' },
  },
  {
    // The types of Node are there for the tests of these packages; their code has to run in a browser.
    files: browserPackages.map((folder) => `${folder}/src/**`),
    ignores: tests,
    rules: {
      'no-restricted-globals': [
        'error',
        ...['process', 'Buffer', 'global', 'require', 'module', '__dirname', '__filename', 'setImmediate'].map(
          (name) => ({ name, message: 'This code runs in browsers, which have no such global.' }),
        ),
      ],
    },
  },
  {
    files: ['**/*.tsx', 'packages/react/src/**/*.ts', 'apps/web/src/**/*.ts'],
    extends: [reactHooks.configs.flat.recommended],
    rules: {
      'react-hooks/exhaustive-deps': 'error',
      // A note that the React compiler passes over a component that uses a virtual list; nothing to mend here.
      'react-hooks/incompatible-library': 'off',
    },
  },
  {
    files: tests,
    rules: {
      // Parsed JSON is any, and a test that reads it wrongly fails anyway.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // Plain JavaScript: the compiler checks it through JSDoc, and ESLint's own syntax trees are any there.
    files: ['**/*.{js,mjs,cjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
    rules: { '@typescript-eslint/no-explicit-any': 'off' },
  },
)
