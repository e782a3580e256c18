import { expect, test } from 'vitest'
import { draftOfTemplate, faultsOfTemplate, newTemplate, type TemplateDraft, templateOf } from './templateDraft.ts'

const typed: TemplateDraft = {
  ...newTemplate(1, 'staging'),
  text: { path: 'deploy', cpuLimit: 'much' },
  services: { postgres: true, redis: false, s3: false },
  values: { probes: {} },
  valuesText: 'probes: [[',
  valuesFault: 'notYaml',
}

test('what was typed for one type keeps no other type from being saved, since nobody could see why', () => {
  expect(faultsOfTemplate(typed, [])).toEqual({
    'spec.templates.staging.values': 'notYaml',
    'spec.templates.staging.resources.limits.cpu': 'notAQuantity',
  })
  expect(faultsOfTemplate({ ...typed, type: 'manifest' }, [])).toEqual({})
})

test('what a type has no field for is not sent with it', () => {
  expect(templateOf({ ...typed, type: 'manifest' })).toEqual({ type: 'manifest', path: 'deploy' })
  expect(templateOf({ ...typed, type: 'helm' })).not.toHaveProperty('resources')
})

test('what no field is about stays as it was', () => {
  const raw = { type: 'manifest', path: 'k8s', values: { a: 1 }, resources: { limits: { cpu: '1' } } } as const
  expect(templateOf(draftOfTemplate(1, 'raw', raw))).toEqual(raw)
})
