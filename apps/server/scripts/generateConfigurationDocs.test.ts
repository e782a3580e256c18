import { expect, test } from 'vitest'
import { serverConfiguration } from '../src/configuration/serverConfiguration.ts'
import { generateConfigurationDocs } from './generateConfigurationDocs.ts'
import { readLimitDocs } from './readLimitDocs.ts'

test('the description of the configuration is that of the schema', async () => {
  const stale = await generateConfigurationDocs(new URL('../../../docs/configuration.md', import.meta.url), {
    check: true,
  })
  expect(stale, 'Run "npm run generate" and commit docs/configuration.md.').toBe(false)
})

test('every setting says what it is', async () => {
  const limits = await readLimitDocs()
  const silent = serverConfiguration.settings.filter(
    ({ key, description }) => !description && !limits.get(key.replace('limits.', ''))?.text,
  )
  expect(silent.map(({ key }) => key)).toEqual([])
})
