import { join } from 'node:path'
import { Linter } from 'eslint'
import { expect, test } from 'vitest'
import { parser } from 'typescript-eslint'
import { importDirectionsRule } from './importDirectionsRule.js'

const root = join(import.meta.dirname, '../..')

function lint(file: string, code: string): string[] {
  const linter = new Linter({ cwd: root })
  const config: Linter.Config = {
    files: ['**/*.ts'],
    languageOptions: { parser },
    plugins: { catalyst: { rules: { 'import-directions': importDirectionsRule } } },
    rules: { 'catalyst/import-directions': 'error' },
  }
  return linter.verify(code, config, { filename: join(root, file) }).map((message) => message.message)
}

const forms = {
  import: "import { createProxy } from '@catalyst/proxy'",
  'side effect': "import '@catalyst/proxy'",
  're-export': "export { createProxy } from '@catalyst/proxy'",
  'star export': "export * from '@catalyst/proxy'",
  'dynamic import': "const proxy = await import('@catalyst/proxy')",
  'type query': "export type Proxy = import('@catalyst/proxy').Proxy",
}

test.each(Object.entries(forms))('a forbidden %s is reported', (_form, code) => {
  expect(lint('packages/kubernetes-client/src/a.ts', code)).toEqual([expect.stringContaining('@catalyst/proxy')])
})

test.each(Object.entries(forms))('the same %s is fine where it is allowed', (_form, code) => {
  expect(lint('apps/server/src/a.ts', code)).toEqual([])
})

test('a type import passes where a value import does not', () => {
  expect(lint('packages/sdk/src/a.ts', "import type { Environment } from '@catalyst/api'")).toEqual([])
  expect(lint('packages/sdk/src/a.ts', "import { environment } from '@catalyst/api'")).toHaveLength(1)
})
