import { project } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { mergePatch } from '../../hooks/mergePatch.ts'
import { templatePatch } from './templatePatch.ts'

const shop = project({
  resourceVersion: '7',
  spec: {
    templates: { development: { type: 'docker', path: 'Dockerfile' }, staging: { type: 'helm', path: 'chart' } },
  },
})
const templatesAfter = (patch: object) => (mergePatch(shop, patch) as typeof shop).spec.templates

test('a new template is added, and the project must not have changed since', () => {
  const patch = templatePatch(shop, { key: 'raw', template: { type: 'manifest' } }, undefined)
  expect(patch).toEqual({
    metadata: { resourceVersion: '7' },
    spec: { templates: { raw: { type: 'manifest' } } },
  })
  expect(Object.keys(templatesAfter(patch))).toEqual(['development', 'staging', 'raw'])
})

test('a change sends what changed, another key takes the place of the old one', () => {
  const same = templatePatch(shop, { key: 'staging', template: { type: 'helm', path: 'charts/web' } }, 'staging')
  expect(same.spec?.templates).toEqual({ staging: { path: 'charts/web' } })
  const renamed = templatePatch(shop, { key: 'production', template: { type: 'helm', path: 'chart' } }, 'staging')
  expect(renamed.spec?.templates).toEqual({ staging: null, production: { type: 'helm', path: 'chart' } })
  expect(Object.keys(templatesAfter(renamed))).toEqual(['development', 'production'])
})
