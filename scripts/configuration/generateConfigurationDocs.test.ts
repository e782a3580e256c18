import { expect, test } from 'vitest'
import { operatorConfiguration } from '../../apps/operator/src/configuration/operatorConfiguration.ts'
import { serverConfiguration } from '../../apps/server/src/configuration/serverConfiguration.ts'
import { generateConfigurationDocs } from './generateConfigurationDocs.ts'
import { readLimitDocs } from './readLimitDocs.ts'

test('the description of the configuration is that of the schema', async () => {
  const stale = await generateConfigurationDocs(new URL('../../docs/configuration.md', import.meta.url), {
    check: true,
  })
  expect(stale, 'Run "npm run generate" and commit docs/configuration.md.').toBe(false)
})

test('every setting says what it is', async () => {
  const limits = await readLimitDocs()
  const settings = [...serverConfiguration.settings, ...operatorConfiguration.settings]
  const silent = settings.filter(
    ({ key, description }) => !description && !limits.get(key.replace('limits.', ''))?.text,
  )
  expect(silent.map(({ key }) => key)).toEqual([])
})
